"""Says of a report's text what is no fault: a short section one, and figures not read in it."""

from __future__ import annotations

import pandas as pd

from dashboard.components.notices import remark
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from etl.definitions import load, tolerance


def text_hints(report: Row, cells: pd.DataFrame, candidates: pd.DataFrame) -> None:
    """Draw what may be looked at in a report's text, nothing where it has no section one."""
    found = rows(ask("overview_length", report=int(report["report_id"])))
    if not found:
        return
    hints = short(int(found[0]["length"])), unread(cells, candidates)
    if said := "；".join(filter(None, hints)):
        remark(f"正文提示：{said}。供编写时参考，不算问题，也不写入通知。")


def short(length: int) -> str:
    """Return that section one is short, empty where it is not."""
    least = int(tolerance("short_overview"))
    return f"第一部分 {length:,} 字，不足 {least:,} 字" if length < least else ""


def unread(cells: pd.DataFrame, candidates: pd.DataFrame) -> str:
    """Return the figures asked of every report that its text has not, as far as we can read it."""
    known = {*cells["address"], *("narrative." + candidates["figure_id"])}
    labels = [
        figure.label for figure in load().figures.values()
        if figure.is_asked and f"narrative.{figure.id}" not in known
    ]  # fmt: skip
    return f"正文中没有读到：{'、'.join(labels)}" if labels else ""
