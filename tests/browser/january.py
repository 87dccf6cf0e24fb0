"""What an office does in January, step by step in a browser."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import expect

from dashboard import queries
from etl.storage.decisions.corrections import Correction, load_corrections
from etl.storage.decisions.review_decisions import newest
from tests.browser.chromium import settle
from tests.browser.office import COPIED, NAMES, REFILED, UNITS, YEAR, Hand, given
from tests.warehouses import stored

REPORT = """
    select report_id from reports join places using (place_id) where is_active and township = $unit
"""
FINDINGS = """
    select finding_id, rule_id from findings where township = $unit
    order by list_position(['error', 'warning', 'notice'], severity), rule_id
"""
CELLS = files(queries).joinpath("report_cells.sql").read_text("utf-8")


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
    expect(hand.page.get_by_test_id("stSidebarNavLink").first).to_be_visible()
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
    hand.page.get_by_role("dialog").wait_for(state="hidden")
    settle(hand.page)


def correct(hand: Hand, data: Path) -> None:
    """Repair a figure on the card of a finding, and one on the page of its township."""
    finding = next(f for f, rule in found(data, NAMES[1]) if rule == "hotline_rate_recomputed")
    hand.go(f"quality?finding={finding}")
    hand.choose("更正哪个数字", "99.6%")
    repair(hand, data, "93.3")
    hand.go(f"township?unit={UNITS[NAMES[7]]}")
    ((report,),) = stored(data, REPORT, {"unit": NAMES[7]})
    printed = [row[0] for row in stored(data, CELLS, {"report": report})]
    hand.row(printed.index("narrative.proactive_total"))
    repair(hand, data, "36")


def repair(hand: Hand, data: Path, meant: str) -> None:
    """Say what is meant by the figure that is chosen."""
    before = len(repaired(data))
    hand.click(hand.page.get_by_text("更正这个数字").last)
    hand.fill(应为=meant, 理由="乡镇来函更正", 更正人="李四")
    hand.button("保存更正")
    hand.waits(lambda: len(repaired(data)) > before)


def repaired(data: Path) -> list[Correction]:
    return [said for of_file in load_corrections(data).values() for said in of_file]


def found(data: Path, unit: str) -> list[tuple[str, str]]:
    return stored(data, FINDINGS, {"unit": unit})


def decide(hand: Hand, data: Path) -> None:
    """Decide about three findings one after another; the next one opens by itself."""
    hand.go(f"quality?finding={found(data, NAMES[5 + 6])[0][0]}")
    hand.fill(处理人="李四")
    hand.button("确认是问题")
    hand.waits(lambda: len(newest(data)) == 1)
    hand.button("确认是问题")
    hand.waits(lambda: len(newest(data)) == 2)
    hand.fill(**{"理由（不采纳时必填）": "已电话核实"})
    hand.button("不采纳")
    hand.waits(lambda: len(newest(data)) == 3)


def send_back(hand: Hand) -> None:
    """Send a report back, bring in what is filed again, and close the case."""
    page = hand.page
    hand.go("correction_notices")
    hand.choose("退回哪份报告", NAMES[0])
    hand.click(page.get_by_text("登记已退回").last)
    hand.fill(退回人="王晓")
    hand.button("登记")
    hand.sees("退回台账：已退回 1 份")
    hand.go("submissions")
    hand.button("导入报告")
    page.get_by_role("dialog").locator("input[type=file]").set_input_files([REFILED])
    hand.fill(经办人="王晓")
    hand.button("查看导入结果")
    hand.button("确认导入 1 个文件")
    hand.sees("1 个文件：")
    hand.button("关闭")
    hand.go("correction_notices")
    hand.sees("退回台账：已重报 1 份")
    hand.choose("办理哪一件", NAMES[0])
    hand.fill(办结人="李四", 办理结果="已按要求改正")
    hand.button("办结")
    hand.sees("退回台账：已办结 1 份")


def take_log(hand: Hand, folder: Path) -> list[dict[str, str]]:
    """Take the log along as a sheet; return its lines."""
    hand.go("change_log")
    with hand.page.expect_download() as download:
        hand.button("导出 CSV")
    path = folder / "修改记录.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def next_january(hand: Hand) -> None:
    """See the year after opened: whom to chase, on its first days, beside the year with figures."""
    hand.go("submissions")
    hand.sees(f"正在收集 {YEAR + 1} 年度：应报 12 个，还没有收下报告")
    reminder = hand.page.get_by_test_id("stCode").first.inner_text()
    assert all(name in reminder for name in NAMES)
    hand.sees(f"{YEAR} 年度应报 12 个，已报 11 个")
