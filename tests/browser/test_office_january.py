"""An office's January in a real Chromium: an empty folder, twelve files, what waits, what is amiss.

Every act is done in the browser, with few clicks; records and originals are compared at the end.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from etl.storage.files import import_journal, originals
from etl.storage.records.change_log import changes
from etl.storage.records.store import reading
from tests.browser.chromium import dashboard, settle
from tests.warehouses import stored

pytestmark = pytest.mark.browser
YEAR = date.today().year - 1
NAMES = [f"{sign}禾镇" for sign in "青红蓝白黑紫金银铜木水火"]
COPIED = "代码\t乡镇（街道）\t县\n" + "\n".join(
    f"9902010{number:02}.0\t{name}\t南渡县" for number, name in enumerate(NAMES, 1)
)
MOST_CLICKS = 40
COUNTING = """
    select p.township, r.file_name from reports r join places p using (place_id) where r.is_active
"""
LONG = 120_000
PLAIN = """{unit}{year}年政府信息公开工作年度报告
一、总体情况
全年主动公开政府信息{n}条。受理12345热线30件，办结30件，办结率100%。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
全年收到政府信息公开申请5件，办结5件。
{unit}人民政府
{after}年1月9日
"""
CONTRADICTORY = PLAIN.replace("办结30件，办结率100%", "办结28件，办结率99.6%")
UNSURE = """{unit}{year}年政府信息公开工作年度报告
一、总体情况
（一）全年主动公开政府信息12条。本年度共主动公开政府信息15条。
（二）12345热线受理工单47件，办结45件。截至目前，累计受理热线工单230件。
"""


def text(form: str, unit: str, n: int = 60) -> bytes:
    return form.format(unit=unit, year=YEAR, after=YEAR + 1, n=n).encode()


def given() -> list[FilePayload]:
    """Return twelve files: eight that are taken, three that wait, one that is none."""
    told = {
        f"{NAMES[0]}.txt": text(CONTRADICTORY, NAMES[0]),
        f"{NAMES[1]}.txt": text(CONTRADICTORY, NAMES[1]),
        **{f"{name}.txt": text(UNSURE, name) for name in NAMES[2:5]},
        f"{NAMES[5]}.txt": text(PLAIN, NAMES[5], 61),
        f"{NAMES[6]}.txt": text(PLAIN, NAMES[6], 62),
        f"{NAMES[7]}.html": b"<p>" + text(PLAIN, NAMES[7], 63).replace(b"\n", b"</p><p>") + b"</p>",
        "来件一.txt": text(PLAIN, "铜和镇", 64),
        "来件二.txt": text(PLAIN, "", 65).replace("人民政府".encode(), b""),
        "来件三.txt": text(PLAIN, NAMES[10], 66).replace(f"{YEAR}年政府".encode(), "政府".encode())
        .replace(f"{YEAR + 1}年1月9日".encode(), b""),
        "空文件.txt": b"",
    }  # fmt: skip
    return [{"name": name, "mimeType": "text/plain", "buffer": told[name]} for name in told]


class Hand:
    """An official's hand on the mouse, which counts; what is typed is no click."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.clicks = page, address, 0

    def click(self, what: Locator) -> None:
        expect(what).to_be_enabled(timeout=LONG)
        what.click()
        self.clicks += 1

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True).last)

    def go(self, page: str) -> None:
        """Open a page by one click's worth of its address."""
        self.page.goto(f"{self.address}/{page}")
        self.clicks += 1
        settle(self.page)

    def fill(self, **fields: str) -> None:
        for label, said in fields.items():
            self.page.get_by_label(label).last.fill(said)

    def choose(self, label: str, option: str) -> None:
        box = self.page.get_by_role("combobox", name=label, exact=True).last
        self.click(box)
        box.fill(option)
        self.click(self.page.get_by_role("option").filter(has_text=option).first)
        settle(self.page)

    def sees(self, said: str) -> None:
        expect(self.page.get_by_text(said).first).to_be_visible(timeout=LONG)


def register(hand: Hand) -> None:
    """Enter twelve units from Excel, and see whom to chase on the first day."""
    hand.page.goto(hand.address)
    settle(hand.page)
    hand.fill(粘贴名册=COPIED)
    hand.button("读入下表")
    hand.button("检查")
    hand.sees("保存后：新增 12 个")
    hand.fill(处理人="王晓", 理由="年初核对名册")
    hand.button("保存名册")
    expect(hand.page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=LONG)
    hand.go("submissions")
    hand.sees(f"{YEAR} 年度应报 12 个")
    reminder = hand.page.get_by_test_id("stCode").inner_text()
    assert all(name in reminder for name in NAMES)


def bring_in(hand: Hand) -> None:
    """Bring twelve files in, and settle the three that wait."""
    page = hand.page
    hand.button("导入报告")
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(given())
    hand.fill(经办人="王晓")
    hand.button("查看导入结果")
    hand.sees("可以导入 8 / 12")
    settle(page)
    dialog = page.get_by_role("dialog")
    hand.click(dialog.get_by_role("radio", name=NAMES[8]).first)
    settle(page)
    hand.click(dialog.get_by_role("radio", name="其他单位").nth(1))
    settle(page)
    hand.choose("单位", NAMES[9])
    hand.click(dialog.get_by_role("radio", name=f"按文件所写（{NAMES[10]}）"))
    settle(page)
    hand.choose("报告年度", str(YEAR))
    hand.fill(核收人="王晓", 理由="已电话核实")
    page.get_by_label("理由").last.press("Enter")
    settle(page)
    hand.click(dialog.get_by_role("button", name="确认导入 8 个文件"))
    hand.sees("12 个文件：")
    hand.button("关闭")
    hand.sees(f"{YEAR} 年度应报 12 个，已报 11 个")


def confirm(hand: Hand) -> None:
    """Answer five candidates by keyboard."""
    page = hand.page
    hand.go("candidates")
    hand.sees("有 6 个数字待确认")
    hand.fill(核对人="李四")
    page.get_by_label("核对人").press("Enter")
    settle(page)
    hand.click(page.get_by_role("heading", name="有 6 个数字待确认"))
    for left in (5, 4, 3, 2, 1):
        page.keyboard.press("1")
        hand.sees(f"有 {left} 个数字待确认")


def place(hand: Hand) -> None:
    """Have one report count for another unit, withdraw one and restore it."""
    hand.go(f"archive?filed=990201006-{YEAR}")
    hand.button("改归")
    hand.choose("单位", NAMES[11])
    settle_act(hand, "确认改归", "收错单位")
    hand.go(f"archive?filed=990201007-{YEAR}")
    hand.button("撤回")
    settle_act(hand, "确认撤回", "乡镇来函撤回")
    # The unit stays chosen, though it stands in other words in the choice now.
    hand.button("选为现用")
    settle_act(hand, "确认采用", "乡镇来函恢复")


def settle_act(hand: Hand, button: str, why: str) -> None:
    """Give name and reason in a dialog, and wait until it is closed."""
    hand.fill(处理人="王晓", 理由=why)
    hand.button(button)
    hand.page.get_by_role("dialog").wait_for(state="hidden", timeout=LONG)
    settle(hand.page)


def test_the_january_of_an_office_takes_few_clicks_and_every_act_is_in_the_log(
    chromium: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with dashboard(data) as address:
        page = chromium.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        hand = Hand(page, address)
        for step in (register, bring_in, confirm, place):
            step(hand)
        page.close()
    assert hand.clicks <= MOST_CLICKS
    with reading(data) as connection:
        log = list(changes(connection))
    assert Counter(change.kind for change in log) == {
        "places": 12, "corrections": 5, "moved_reports": 1, "chosen_reports": 3,
    }  # fmt: skip
    assert {change.who for change in log} == {"王晓", "李四"}
    assert all(change.why for change in log)
    settled = [entry for entry in import_journal.entries(data) if entry.decided_by]
    assert [(e.outcome, e.decided_by, e.why) for e in settled] == [
        ("imported", "王晓", "已电话核实")
    ] * 3
    kept = {original.path.read_bytes() for original in originals.originals(data)}
    assert kept == {file["buffer"] for file in given() if file["buffer"]}
    counting = dict(stored(data, COUNTING))
    assert counting == {
        **{name: f"{name}.txt" for name in (*NAMES[:5], NAMES[6])},
        NAMES[7]: f"{NAMES[7]}.html", NAMES[8]: "来件一.txt", NAMES[9]: "来件二.txt",
        NAMES[10]: "来件三.txt", NAMES[11]: f"{NAMES[5]}.txt",
    }  # fmt: skip
