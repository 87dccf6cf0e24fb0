"""What an office does in January, in a real Chromium; what it takes home is compared in full."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from etl.definitions import load
from tests.browser.chromium import settle
from tests.warehouses import stored

pytestmark = pytest.mark.browser
YEAR = 2025
TO_CHASE = f"""
    select p.township from submissions s join places p using (place_id)
    where s.year = {YEAR} and s.status = 'missing'
"""
FINDING = f"""
    select f.finding_id, f.township, f.formula, s.evidence
    from findings f join finding_subjects s using (finding_id)
    where f.year = {YEAR} and f.severity = 'error' and length(s.evidence) > 12
        and not starts_with(s.evidence, '=')
    order by f.finding_id limit 1
"""
ZERO_FOR_THREE_YEARS = f"""
    select s.township, z.zero_years
    from zero_kinds z join series s using (series_id)
    where z.year = {YEAR} and z.zero_years >= 3
    order by z.zero_years desc, s.township collate zh
"""
SIDES = f"""
    select s.township, v.indicator_id, v.numerator, v.denominator
    from series s left join indicator_years v
        on v.series_id = s.series_id and v.year = {YEAR} and v.is_given
    where s.township in (select unnest($names))
"""


def opened(page: Page, address: str, name: str) -> Page:
    page.goto(f"{address}/{name}")
    settle(page)
    return page


def gone_to(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebarNavLink").filter(has_text=title).click()
    page.get_by_role("heading", name=title, exact=True).wait_for()
    settle(page)


def taken(page: Page, button: str, folder: Path, *, which: int = 0) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).nth(which).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def sheet(workbook: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the heading and the rows of the data of a workbook."""
    _, _, heading, *lines = openpyxl.load_workbook(workbook)["数据"].iter_rows(values_only=True)
    return [str(name) for name in heading], lines


def printed(document: bytes) -> str:
    """Return what the tables of a Word document say."""
    tables = Document(io.BytesIO(document)).tables
    return "".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_who_is_missing_and_the_sentence_of_a_finding(
    page: Page, address: str, full_data: Path, tmp_path: Path
) -> None:
    missing = sorted(name for (name,) in stored(full_data, TO_CHASE))
    assert missing
    opened(page, address, "submissions")
    reminder = page.get_by_test_id("stCode").inner_text()
    assert all(name in reminder for name in missing)
    with taken(page, "导出 CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert sorted(line["乡镇（街道）"] for line in lines) == missing

    finding_id, township, formula, sentence = stored(full_data, FINDING)[0]
    gone_to(page, "数据质量")
    page.goto(f"{page.url.partition('?')[0]}?finding={finding_id}")
    settle(page)
    shown = plain(page.get_by_test_id("stMain").inner_text())
    assert plain(formula) in shown
    assert plain(sentence) in shown
    gone_to(page, "退回修改单")
    with zipfile.ZipFile(taken(page, "下载全部", tmp_path)) as archive:
        [notice] = [name for name in archive.namelist() if township in name and "docx" in name]
        assert plain(formula) in plain(printed(archive.read(notice)))


def test_two_townships_side_by_side_go_into_a_workbook(
    page: Page, address: str, full_data: Path, tmp_path: Path
) -> None:
    opened(page, address, "compare")
    names = page.locator("[data-testid=stMultiSelect] [data-tag]").all_inner_texts()
    names = [name.strip() for name in names if name.strip()]
    assert len(names) == 2
    figures = {
        (township, indicator): (numerator, denominator)
        for township, indicator, numerator, denominator in stored(
            full_data, SIDES, {"names": names}
        )
    }
    expect(page.get_by_role("button", name="导出 Excel")).to_have_count(3)
    titles = {indicator.title: name for name, indicator in load().indicators.items()}
    heading, lines = sheet(taken(page, "导出 Excel", tmp_path))
    assert len(lines) > 5
    for line in lines:
        cells = dict(zip(heading, line, strict=True))
        for name in names:
            numerator, _ = figures.get((name, titles[cells["指标"]]), (None, None))
            printed = cells[name]
            if numerator is None:
                assert not isinstance(printed, int | float), (name, cells)
            else:
                assert printed == pytest.approx(float(numerator)), (name, cells)


def test_zero_for_three_years_goes_into_a_workbook(
    page: Page, address: str, full_data: Path, tmp_path: Path
) -> None:
    opened(page, address, "zero_applications")
    page.get_by_text("3 年以上").first.click()
    settle(page)
    _, lines = sheet(taken(page, "导出 Excel", tmp_path))
    expected = stored(full_data, ZERO_FOR_THREE_YEARS)
    assert expected
    assert [(line[0], line[2]) for line in lines] == expected


def test_a_click_on_a_township_opens_it_and_back_leads_back(page: Page, address: str) -> None:
    opened(page, address, "zero_applications")
    click_first_tile(page)
    page.get_by_role("heading", name="乡镇档案", exact=True).wait_for()
    settle(page)
    page.wait_for_url(re.compile("unit="))
    page.go_back()
    expect(page.get_by_role("heading", name="零申请乡镇", exact=True)).to_be_visible()
    settle(page)
    expect(page.get_by_role("heading", name="零申请乡镇", exact=True)).to_be_visible()


def test_a_click_on_the_rule_matrix_opens_its_finding(page: Page, address: str) -> None:
    opened(page, address, "quality")
    click_first_tile(page)
    page.get_by_text("应当成立").first.wait_for()
    page.wait_for_url(re.compile("finding="))


def click_first_tile(page: Page) -> None:
    """Click on the middle of the first bar on the page."""
    tile = page.locator(".js-plotly-plot .barlayer .point path").first
    tile.scroll_into_view_if_needed()
    box = tile.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
