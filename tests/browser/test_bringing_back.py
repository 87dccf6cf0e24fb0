"""Records are taken out, changed here since, and brought back by clicks, conflicts one by one."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, expect

from etl.storage.decisions.unit_notes import load_notes, set_note
from etl.storage.records.change_log import Act, changes
from etl.storage.records.store import reading
from tests.browser.chromium import come_to_rest, dashboard
from tests.browser.office import Hand
from tests.etl.pipeline.test_place_report import EAST, RIVER, base

__all__ = ["base"]

pytestmark = pytest.mark.browser
ACT = Act("王晓", "来函")


def notes(data: Path) -> dict[str, str]:
    return {note.place_id: note.text for note in load_notes(data)}


def test_a_conflict_is_chosen_brought_back_and_taken_back(
    chromium: Browser, base: Path, tmp_path: Path
) -> None:
    data = copytree(base, tmp_path / "data")
    for unit in (EAST, RIVER):
        set_note(data, (unit, 2023), "口径有变", ACT, 0)
    page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    with dashboard(data) as address:
        hand = Hand(page, address)
        hand.go("backup")
        with page.expect_download() as download:
            hand.button("取出为 Excel")
        file = tmp_path / "记录.xlsx"
        download.value.save_as(file)
        for unit in (EAST, RIVER):
            set_note(data, (unit, 2023), "后来改的", ACT, 1)
        page.locator("input[type=file]").last.set_input_files(file)
        hand.button("检查文件")
        hand.sees("取回后改动 0 条，冲突 2 条，不取回 0 条")
        conflicts = page.get_by_role("combobox", name="冲突的 2 条，选中的改成文件中的")
        conflicts.scroll_into_view_if_needed()
        come_to_rest(conflicts)
        conflicts.fill("东岭镇")
        expect(page.get_by_role("option").filter(has_text="东岭镇").first).to_be_visible()
        conflicts.press("Enter")
        page.keyboard.press("Escape")
        hand.fill(处理人="李四", 理由="误改")
        hand.button("取回")
        hand.sees("已取回 1 条记录。")
        assert notes(data) == {EAST: "口径有变", RIVER: "后来改的"}
        hand.click(page.get_by_role("link", name="在“修改记录”中撤销"))
        # A cell of a drawn table.
        expect(page.get_by_text("取回“记录.xlsx”：误改").first).to_be_attached()
    with reading(data) as connection:
        *_, last = changes(connection)
    assert (last.who, last.place_id) == ("李四", EAST)
