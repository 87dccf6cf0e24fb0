"""Numbers that are not sure are confirmed one after another with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from etl.storage.decisions.corrections import load_corrections
from tests.browser.chromium import browser, dashboard, settle
from tests.dashboard import test_candidates

pytestmark = pytest.mark.browser
data = test_candidates.data


@pytest.fixture
def page(data: Path) -> Iterator[Page]:
    with dashboard(data) as address, browser() as running:
        page = running.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.goto(f"{address}/candidates")
        settle(page)
        yield page


def test_two_numbers_are_answered_by_keys_and_the_last_is_taken_back(
    page: Page, data: Path
) -> None:
    page.get_by_label("核对人").fill("李四")
    page.get_by_label("核对人").press("Enter")
    settle(page)
    page.get_by_role("heading", name="有 2 个数字待确认").click()
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="有 1 个数字待确认")).to_be_visible()
    page.keyboard.press("0")
    expect(page.get_by_role("heading", name="没有待确认的数字")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="有 1 个数字待确认")).to_be_visible()
    ((kept,),) = load_corrections(data).values()
    assert kept.meant == kept.printed
    assert kept.why == "对照原件（李四）"


def test_the_name_is_asked_for_once_and_another_visit_knows_it(page: Page) -> None:
    page.get_by_label("核对人").fill("<b>李:四")
    page.get_by_label("核对人").press("Enter")
    expect(page.get_by_role("button", name="填写姓名")).to_be_visible()
    page.get_by_label("依据").fill("来函")
    page.get_by_label("依据").press("Enter")
    expect(page.get_by_role("button", name="四")).to_be_visible()
    page.reload()
    expect(page.get_by_label("核对人")).to_have_value("<b>李:四")
    page.get_by_role("button", name="四").click()
    page.get_by_label("您的姓名").fill("王晓")
    page.get_by_role("button", name="记住").click()
    expect(page.get_by_role("button", name="王晓")).to_be_visible()
    expect(page.get_by_label("核对人")).to_have_value("王晓")
    page.reload()
    expect(page.get_by_label("核对人")).to_have_value("王晓")
