"""An office that begins with nothing: its units from Excel, and whom to chase on the first day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from etl.storage.unit_register.units import load_register
from tests.browser.chromium import dashboard, settle

pytestmark = pytest.mark.browser
NAMES = [f"{sign}禾镇" for sign in "青红蓝白黑紫金银铜木水火"]
COPIED = "代码\t乡镇（街道）\t县\n" + "\n".join(
    f"9902010{number:02}.0\t{name}\t南渡县" for number, name in enumerate(NAMES, 1)
)


def test_from_an_empty_folder_to_the_chase_list_of_twelve(
    chromium: Browser, tmp_path: Path
) -> None:
    year = date.today().year - 1
    with dashboard(tmp_path) as address:
        page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.goto(address)
        settle(page)
        page.get_by_label("粘贴名册").fill(COPIED)
        page.get_by_role("button", name="读入下表").click()
        check = page.get_by_role("button", name="检查", exact=True)
        expect(check).to_be_enabled(timeout=60_000)
        check.click()
        expect(page.get_by_text("保存后：新增 12 个")).to_be_visible(timeout=60_000)
        page.get_by_label("处理人").fill("王晓")
        page.get_by_label("理由").fill("年初核对名册")
        page.get_by_role("button", name="保存名册").click()
        chased = f"{year} 年度应报 12 个"
        expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=120_000)
        page.goto(f"{address}/submissions")
        expect(page.get_by_role("heading", name=chased)).to_be_visible(timeout=60_000)
        settle(page)
        reminder = page.get_by_test_id("stCode").inner_text()
        assert all(name in reminder for name in NAMES)
        page.close()
    assert [place.township for place in load_register(tmp_path).places] == NAMES
