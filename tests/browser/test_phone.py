"""On a phone nothing is pushed sideways: tables are lists, in which one can turn the pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import settle, unfold

pytestmark = pytest.mark.browser


def test_tables_are_lists(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    page = context.new_page()
    page.goto("/hotline")
    settle(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    listed = page.get_by_test_id("stTable")
    expect(listed.locator("tr").filter(has_text="青柳镇")).to_be_visible()
    rows = listed.locator("tbody tr")
    expect(rows).to_have_count(20)
    before = rows.first.inner_text()
    page.get_by_label("下一页").click()
    expect(rows.first).not_to_have_text(before)
    wide = page.evaluate(
        "() => [document.querySelector('[data-testid=stMain]'),"
        " document.querySelector('[data-testid=stTable]')]"
        ".filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert wide == 0
    context.close()


def test_a_finding_is_chosen_and_decided_without_a_table(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    page = context.new_page()
    page.goto("/quality")
    settle(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    choice = page.get_by_role("combobox", name="查看哪一个问题")
    unfold(choice).first.click()
    expect(page.get_by_text("应当成立").first).to_be_visible()
    expect(page.get_by_role("button", name="确认是问题")).to_be_visible()
    listed = page.get_by_test_id("stTable").filter(has_text="报告中的数字")
    expect(listed.first).to_be_visible()
    context.close()


def test_a_sum_is_traced_to_its_units_without_a_table(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    page = context.new_page()
    page.goto("/county_total")
    settle(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    unfold(page.get_by_role("combobox", name="看哪一格由哪些单位相加"))
    page.get_by_role("option", name="行政许可 · 本年处理决定数量").click()
    units = page.get_by_test_id("stTable").filter(has_text="稻香镇")
    expect(units.first).to_be_visible()
    context.close()
