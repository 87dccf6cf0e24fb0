"""Two officials decide at the same moment in two browsers; both decisions stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from etl.storage.decisions.review_decisions import newest
from tests.browser.chromium import browser, dashboard, settle
from tests.warehouses import stored

pytestmark = pytest.mark.browser


def two_findings(data: Path) -> list[str]:
    """Return two errors, each the only finding of its cause in its report."""
    sql = """select any_value(finding_id) from findings
        group by report_id, coalesce(nullif(suggestion, ''), rule_id)
        having count(*) = 1 and any_value(severity) = 'error' order by 1 limit 2"""
    return [finding_id for (finding_id,) in stored(data, sql)]


def filled(page: Page, address: str, finding: str, who: str) -> None:
    page.goto(f"{address}/quality?finding={finding}")
    settle(page)
    page.get_by_label("处理人").fill(who)
    page.get_by_label("理由（不采纳时必填）").fill("电话核实")


def test_two_browsers_keep_both_decisions(full_data: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(full_data, tmp_path / "data"))
    findings = two_findings(data)
    with dashboard(data) as address, browser() as running:
        pages = [running.new_context().new_page() for _ in findings]
        people = ("甲", "乙")
        for page, finding, who in zip(pages, findings, people, strict=True):
            filled(page, address, finding, who)
        for page in pages:
            page.get_by_role("button", name="不采纳").click(no_wait_after=True)
        for page, who in zip(pages, people, strict=True):
            page.get_by_text(f"{who} 不采纳：电话核实").wait_for()
    kept = {(d.finding_id, d.who) for d in newest(data / "sample").values()}
    assert kept == set(zip(findings, people, strict=True))
