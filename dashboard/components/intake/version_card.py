"""One version of a report: whose it is, what it changed, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.intake import version_acts
from dashboard.components.name_field import only_reads
from dashboard.components.review.original_view import download
from dashboard.data.files.import_job import cleaned
from dashboard.labels import wording
from dashboard.queries.result import Row
from dashboard.tables.collection.archive import CHANGES

FEW = 5


def version_card(version: Row, versions: Sequence[Row]) -> None:
    """Draw a version among all of its unit and year."""
    key = version["report_id"]
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(str(version["file_name"]), width="content")
            if version["is_active"]:
                st.badge("现用", icon=":material/check_circle:", color="green")
            else:
                st.badge("不采用", color="gray")
        st.text("；".join(told(version)))
        changed(version, versions)
        with st.container(horizontal=True, gap="small"):
            download(version, cleaned(str(version["file_name"])))
            if only_reads():
                return
            if version["is_active"]:
                if st.button("撤回", key=f"withdraw_{key}", icon=":material/undo:"):
                    version_acts.withdraw(version)
            elif st.button("选为现用", key=f"take_{key}", icon=":material/check_circle:"):
                version_acts.take(version, versions)
            if st.button("改归", key=f"move_{key}", icon=":material/drive_file_move:"):
                version_acts.move(version, versions)


def told(version: Row) -> list[str]:
    """Return who brought a version and when, and what is known of it."""
    by = f"{version['who']} " if version["who"] else ""
    found = [f"{by}{version['imported_at']} 导入"]
    if version["why"]:
        found.append(f"核收理由：{version['why']}")
    if version["is_moved"]:
        found.append(f"原归{version['came_under']} {version['came_year']} 年度")
    if not wording.is_missing(version["report_date"]):
        found.append(f"报告日期 {version['report_date']:%Y-%m-%d}")
    read = 0 if wording.is_missing(version["figures"]) else version["figures"]
    return [*found, f"读出 {wording.number(read, '个')}数字"]


def changed(version: Row, versions: Sequence[Row]) -> None:
    """Draw which figures a version changed against the one that came before it."""
    before = next((v for v in versions if v["report_id"] == version["report_before"]), None)
    if before is None:
        return
    found = version_acts.changes(version, int(before["report_id"]))
    if found.empty:
        st.text(f"与上一份“{before['file_name']}”相比，读出的数字没有变化。")
        return
    said = f"与上一份相比，{len(found)} 处数字有变化"
    with st.expander(said, expanded=len(found) <= FEW, icon=":material/compare_arrows:"):
        plain_table(found, CHANGES, title=f"{CHANGES.name}_{version['report_id']}")
