"""The button that gives each unit an empty form which checks itself."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.exports import file_name
from dashboard.exports.self_checks import self_checks
from dashboard.queries import ask
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source


def self_check_forms(selection: Selection) -> None:
    """Draw the button that gives each unit an empty form which checks itself."""
    units = rows(ask("units_expected", **selection.parameters))
    st.download_button(
        f"下载 {selection.to_year} 年度自查填报表（{len(units)} 份）",
        partial(self_checks, units, selection.to_year, is_sample=source().is_sample),
        file_name("自查填报表", selection, source(), "zip"),
        "application/zip",
        key=f"forms_{selection.to_year}",
        on_click="ignore",
        icon=":material/rule:",
        help="每个单位一个 Excel 文件：填了数字，“自查”表就显示哪些规则不成立；填好后可直接导入",
    )
