"""The sentences of a bulletin; none says more than the figures it is made of."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.exports.bulletin.figures import Bulletin
from dashboard.labels import indicators, wording
from dashboard.queries.result import Row
from etl.definitions import load

MOST_NAMED = 60
LABELS = {
    "proactive_total": "主动公开政府信息",
    "hotline_received": "12345 热线受理",
    "hotline_answer_rate": "12345 热线答复率",
    "applications_received_new": "新收政府信息公开申请",
    "applications_carried_out": "结转下年度继续办理的申请",
}


def filing(bulletin: Bulletin) -> list[str]:
    """Return who has filed, who was late, and who is missing."""
    status, found = bulletin.filing, []
    if status is None:
        return [f"{bulletin.year} 年度没有应报送的单位。"]
    head = f"{bulletin.year} 年度应报送 {status['expected']} 个单位，已报送 {status['filed']} 个"
    counted = [
        f"{wording.STATUS_LABELS[state]} {status[state]} 个"
        for state in ("on_time", "late", "undated")
        if status[state]
    ]
    found.append(f"{head}（{'，'.join(counted)}）。" if counted else f"{head}。")
    late = [unit for unit in bulletin.units if unit["status"] == "late"]
    if late:
        told = [f"{unit['township']}（{unit['days_late']} 天）" for unit in late]
        found.append(f"逾期报送：{wording.names(told, MOST_NAMED)}。")
    missing = [unit["township"] for unit in bulletin.units if unit["status"] == "missing"]
    if missing:
        day, told = wording.day(bulletin.built_on), wording.names(missing, MOST_NAMED)
        found.append(f"截至 {day}，尚未收到{told}的报告。")
    for state in ("waiting", "rejected", "withdrawn"):
        units = [unit["township"] for unit in bulletin.units if unit["status"] == state]
        if units:
            told = wording.names(units, MOST_NAMED)
            found.append(f"{wording.STATUS_LABELS[state]}、尚未计入的：{told}。")
    return found


def quality(bulletin: Bulletin) -> list[str]:
    """Return how many reports have what must be mended, and what is to be verified."""
    reports = bulletin.reports
    if not reports:
        return ["没有可以核对的报告。"]
    wrong = [row for row in reports if row["errors"]]
    doubtful = [row for row in reports if row["warnings"] and not row["errors"]]
    found = [
        f"按核对规则检查 {len(reports)} 份报告，"
        + (f"{len(wrong)} 份有须更正的错误" if wrong else "没有发现须更正的错误")
        + (f"（共 {sum(row['errors'] for row in wrong)} 处）" if wrong else "")
        + (f"，{len(doubtful)} 份只有待核实的疑点" if doubtful else "")
        + "；已由工作人员核实排除的不计。"
    ]
    if wrong:
        told = [f"{row['township']}（{row['errors']} 处）" for row in wrong]
        found.append(f"须更正的：{wording.names(told, MOST_NAMED)}。")
    return found


def told(bulletin: Bulletin, names: Iterable[str]) -> list[str]:
    """Return each indicator with its coverage, and its change over the same units."""
    return [sentence(name, bulletin.indicators[name]) for name in names]


def label_of(indicator: str) -> str:
    """Return what an indicator is called in a sentence."""
    return LABELS.get(indicator) or load().indicators[indicator].title


def sentence(indicator: str, figure: Row) -> str:
    """Return one indicator of the year in words."""
    label = label_of(indicator)
    if indicators.why_missing(figure) is not None:
        left = indicators.left_out(indicator, figure)
        return f"{label}：{indicators.value(indicator, figure)}{left}。"
    text = f"{label} {indicators.value(indicator, figure)}"
    text += f"（{indicators.coverage(indicator, figure)}）"
    changed = indicators.change(indicator, figure)
    if changed is None:
        return f"{text}。"
    is_about = figure["approximate_then"] or figure["approximate_now"]
    changed = f"{wording.about(is_about and changed != wording.UNCHANGED)}{changed}"
    return f"{text}；与上年比，{indicators.comparison(indicator, figure)}，{changed}。"


def zero(bulletin: Bulletin) -> list[str]:
    """Return which townships had no application, and of which it is not known."""
    summary = bulletin.zero
    if not summary["filed"]:
        return []
    of_today = "按现在的单位计，" if has_other_units(bulletin) else ""
    found = [
        f"{of_today}已报送的 {summary['filed']} 个单位中，{summary['zero']} 个全年没有收到申请。"
    ]
    if bulletin.zero_townships:
        names = [
            row["township"] if row["zero_years"] < 2
            else f"{row['township']}（连续 {row['zero_years']} 年）"
            for row in bulletin.zero_townships
        ]  # fmt: skip
        found.append(f"零申请：{wording.names(names, MOST_NAMED)}。")
    unclear = summary["nil_only"] + summary["not_stated"] + summary["contradictory"]
    if unclear:
        found.append(
            f"另有 {unclear} 个单位有没有申请不能确认（只填斜杠、没有说明或前后矛盾），不计在内。"
        )
    return found


def has_other_units(bulletin: Bulletin) -> bool:
    """Return whether units of the year have since been merged or renamed."""
    then = {unit["township"] for unit in bulletin.units}
    return then != {row["township"] for row in bulletin.disclosed}


def notes(bulletin: Bulletin) -> list[str]:
    """Return what the reader of the figures must know."""
    found = [
        "各项数字取自各单位报送的年度报告；未写明的不按 0 计，“涵盖”为写明该项数字的单位数。",
        "与上年的比较只包括两年都写明该项数字的单位；图中年度下方为写明该项的单位数和应报单位数。",
        wording.definition("hotline_answer_rate") + "。",
    ]
    if has_other_units(bulletin):
        found.append(
            "报送情况按当年的单位列出；各项数字按现在的单位列出，合并前的单位计入现在的单位。"
        )
    if has_approximate(bulletin):
        found.append("≈ 表示其中含报告所写的约数。")
    return [*found, *bulletin.left_out, *bulletin.remarks]


def has_approximate(bulletin: Bulletin) -> bool:
    """Return whether any figure of a bulletin is approximate."""
    years = (row for rows in bulletin.by_year.values() for row in rows)
    found = (*bulletin.indicators.values(), *years, *bulletin.hotline, *bulletin.disclosed)
    flags = ("approximate", "received_approximate", "answered_approximate")
    return any(wording.about(row.get(flag)) for row in found for flag in flags)
