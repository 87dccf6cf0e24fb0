"""The main journey in a real Chromium: open, filter, switch page, take the table home."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.browser.chromium import dashboard, settle, unfold
from tests.warehouses import stored

pytestmark = pytest.mark.browser
ZERO_STREAKS = """
    select s.township, z.zero_years
    from zero_kinds z join series s using (series_id)
    where z.year = 2024 and z.zero_years >= 2 and s.type = '镇'
    order by z.zero_years desc, s.township collate zh
"""


def choose(page: Page, label: str, option: str) -> None:
    unfold(page.get_by_role("combobox", name=label))
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")
    settle(page)


def shown(page: Page) -> list[str]:
    """Return what stands in the line of filters."""
    bar = page.locator(".st-key-filters")
    told = [bar.get_by_label(label).input_value() for label in ("县", "起始年度", "截止年度")]
    return [told[0], *bar.locator("[data-tag]").all_inner_texts(), *told[1:]]


def test_the_groups_of_pages_fold_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    check = page.get_by_test_id("stSidebarNavLink").filter(has_text="数据质量")
    page.get_by_role("button", name="核对").press("Enter")
    check.wait_for(state="hidden")
    page.get_by_role("button", name="核对").press("Enter")
    check.wait_for(state="visible")


def test_filters_go_along_to_the_next_page_and_into_the_file(
    page: Page, address: str, full_data: Path, tmp_path: Path
) -> None:
    page.goto(address)
    settle(page)
    choose(page, "类型", "镇")
    choose(page, "截止年度", "2024")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="零申请乡镇").click()
    page.get_by_role("heading", name="零申请乡镇").wait_for()
    settle(page)
    assert "to=2024" in page.url
    assert shown(page) == ["云溪县", "镇", "2018", "2024"]
    page.get_by_text("2 年以上").first.click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 Excel").first.click()
    taken = tmp_path / download.value.suggested_filename
    download.value.save_as(taken)
    assert taken.name.startswith("示例数据_零申请乡镇_连续年数_云溪县_全部镇_2018–2024年_")
    assert rows_of(taken) == stored(full_data, ZERO_STREAKS)


def rows_of(workbook: Path) -> list[tuple[object, object]]:
    sheet = openpyxl.load_workbook(workbook)["数据"]
    return [(row[0], row[2]) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_a_sent_address_opens_what_the_sender_saw(page: Page, address: str) -> None:
    page.goto(f"{address}/zero_applications?type=镇&from=2020&to=2023&zero_years=3+年以上")
    settle(page)
    assert shown(page) == ["云溪县", "镇", "2020", "2023"]
    assert page.get_by_text("已连续 3 年以上零申请").first.is_visible()


def test_a_saved_picture_has_the_lines_that_the_page_says_at_its_top(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/proactive")
    settle(page)
    layout = "document.querySelector('.js-plotly-plot').layout"
    shown, saved = page.evaluate(f"[{layout}.height, {layout}.meta.picture.height]")
    assert page.locator(".gtitle-subtitle", has_text="数据截至").count() == 0
    with page.expect_download() as download:
        page.locator(".modebar-btn").first.click()
    taken = tmp_path / "picture.png"
    download.value.save_as(taken)
    assert int.from_bytes(taken.read_bytes()[20:24]) == 2 * saved > 2 * shown
    assert page.evaluate(f"{layout}.height") == shown


def test_no_page_calls_an_outside_host(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("", "zero_applications"):
        page.goto(f"{address}/{name}")
        settle(page)
    outside = [u for u in asked if not u.startswith((address, "data:", "blob:", "ws://127.0.0.1"))]
    assert outside == []


def test_every_address_leads_to_the_first_steps_while_there_is_no_report(
    page: Page, empty_data: Path
) -> None:
    with dashboard(empty_data) as served:
        page.goto(f"{served}/hotline")
        settle(page)
        assert page.get_by_role("heading", name="还没有任何年度报告").is_visible()
        assert page.get_by_text("没有这个页面").count() == 0
