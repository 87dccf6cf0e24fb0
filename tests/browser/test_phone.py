"""On a phone nothing is pushed sideways: tables are lists, in which one can turn the pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import settle

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
    expect(rows.first).not_to_have_text(before, timeout=60_000)
    wide = page.evaluate(
        "() => [document.querySelector('[data-testid=stMain]'),"
        " document.querySelector('[data-testid=stTable]')]"
        ".filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert wide == 0
    context.close()
