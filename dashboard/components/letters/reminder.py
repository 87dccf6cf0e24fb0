"""The message to the units that have yet to report."""

from __future__ import annotations

from datetime import date

from dashboard.labels import wording
from dashboard.queries.result import Row


def reminder(units: list[Row], year: int, today: date, addressed: str = "乡镇（街道）") -> str:
    """Return a polite message that names the units."""
    due = units[0]["deadline"]
    over = (today - due.date()).days
    lapsed = f"，已过期限 {over} 天" if over > 0 else ""
    lines = [
        f"各{addressed}：{year} 年度政府信息公开工作年度报告应于{wording.day(due)}前报送{lapsed}。"
    ]
    missing = [u["township"] for u in units if u["reason"] == "missing"]
    if missing:
        lines.append(f"截至{wording.day(today)}，尚未收到{'、'.join(missing)}的报告，请尽快报送。")
    lines += [refusal(u) for u in units if u["reason"] == "rejected"]
    withdrawn = [u["township"] for u in units if u["reason"] == "withdrawn"]
    if withdrawn:
        lines.append(f"{'、'.join(withdrawn)}报来的报告已撤回，请重新报送。")
    waiting = [u for u in units if u["reason"] == "waiting"]
    for name in dict.fromkeys(u["file_name"] for u in waiting):
        whose = "、".join(u["township"] for u in waiting if u["file_name"] == name)
        lines.append(f"文件“{name}”已收到，可能是{whose}的报告，我们正在核对，暂不必重报。")
    lines.append("如已报送，请告知我们以便核对。谢谢！")
    return "".join(lines)


def refusal(unit: Row) -> str:
    """Return what became of a report that came and was not taken, in the words of its rejection."""
    cause = str(unit["message"]).strip().removesuffix("。")
    return (
        f"{unit['township']}报来的文件“{unit['file_name']}”已收到，但没有导入：{cause}。"
        "请核对后重新报送。"
    )
