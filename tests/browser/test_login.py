"""A colleague logs in from elsewhere, decides in the account's name, and logs out."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, expect

from etl.storage.decisions.review_decisions import newest
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, add
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act
from tests.browser.chromium import served, settle
from tests.browser.test_decisions import two_findings

pytestmark = pytest.mark.browser


def test_from_the_login_to_an_act_in_ones_name_and_out(
    chromium: Browser, full_data: Path, tmp_path: Path
) -> None:
    data = Path(copytree(full_data, tmp_path / "data"))
    finding, password = two_findings(data)[0], first_password()
    for name in ("王晓", "李四"):
        add(data, name, ADMINISTRATOR if name == "王晓" else OFFICIAL, password, Act("王晓"))
    with served(data, "--host", "gongkai.example.cn") as address:
        context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(f"{address}/quality?finding={finding}")
        for said, shown in (("wrong", "账号或密码不对"), (password, "")):
            page.get_by_label("账号").fill("李四")
            page.get_by_label("密码").fill(said)
            page.get_by_role("button", name="登录").click()
            if shown:
                expect(page.get_by_role("alert")).to_contain_text(shown)
        page.set_viewport_size({"width": 1366, "height": 768})
        page.wait_for_url(f"**/quality?finding={finding}*")
        settle(page)
        expect(page.get_by_text("处理人：李四")).to_be_visible()
        page.get_by_label("理由（不采纳时必填）").fill("电话核实")
        page.get_by_role("button", name="不采纳").click()
        page.get_by_text("李四 不采纳：电话核实").wait_for()
        page.get_by_role("button", name="李四（经办）").first.click()
        page.get_by_role("button", name="退出登录").click()
        page.wait_for_url("**/login")
        page.goto(f"{address}/quality")
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
        context.close()
    assert [decision.who for decision in newest(data / "sample").values()] == ["李四"]
