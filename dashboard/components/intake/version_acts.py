"""The dialogs in which a version is taken as current, withdrawn, or moved elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.name_field import name_field
from dashboard.data.files import archive
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.tables.collection.archive import CHANGES
from etl.domain.errors import ReportError
from etl.pipeline.identity.resolve_identity import FIRST_YEAR
from etl.storage.records.change_log import LONGEST_REASON

CHANGES_HEIGHT = 180


def current(versions: Sequence[Row]) -> Row | None:
    """Return the version that counts, None for none."""
    return next((version for version in versions if version["is_active"]), None)


def key_of(version: Row | None) -> str:
    """Return the key of a version, empty for none."""
    return str(version["report_key"]) if version else ""


def changes(version: Row, before: int) -> pd.DataFrame:
    """Return the figures that a version prints otherwise than another of this number."""
    return ask("version_changes", report=int(version["report_id"]), report_before=before)


@st.dialog("选为现用", icon=":material/check_circle:")
def take(version: Row, versions: Sequence[Row]) -> None:
    """Let an official have another version count."""
    now = current(versions)
    st.text(f"采用“{version['file_name']}”（{version['imported_at']} 导入）。")
    if now is None:
        st.text("现在没有采用任何一份。")
    else:
        st.text(f"现用的“{now['file_name']}”留在档案中，可以再换回。")
        told_changes(changes(version, int(now["report_id"])))
    confirmed("确认采用", lambda by, why: archive.take(version, key_of(now), by, why))


@st.dialog("撤回报告", icon=":material/undo:")
def withdraw(version: Row) -> None:
    """Let an official have no version count until another comes."""
    st.text(f"撤回“{version['file_name']}”：不再计入任何统计，单位重新列入催报名单，")
    st.text("注明“已撤回”。原件留在档案中，可以恢复；此后重新报来的照常采用。")
    confirmed("确认撤回", lambda by, why: archive.withdraw(version, by, why))


@st.dialog("改归其他单位或年度", icon=":material/drive_file_move:")
def move(version: Row, versions: Sequence[Row]) -> None:
    """Let an official have a version count for another unit or year."""
    st.text(f"“{version['file_name']}”现归本单位 {version['year']} 年度，改归：")
    years = list(range(date.today().year, FIRST_YEAR - 1, -1))
    key = version["report_id"]
    year = st.selectbox("报告年度", years, index=years.index(version["year"]), key=f"to_year_{key}")
    try:
        units = archive.units_of(year)
    except ReportError as error:
        st.error(literal(error))
        return
    code = st.selectbox(
        "单位", list(units), index=None, key=f"to_unit_{key}", placeholder="请选择",
        format_func=lambda unit: f"{units[unit].county}{units[unit].township}（{unit}）",
    )  # fmt: skip
    if code is None or (code, year) == (version["place_id"], version["year"]):
        st.caption("请选择与现在不同的单位或年度。")
        return
    there = current(rows(ask("archive_versions", place_id=code, year=year)))
    st.text(left_behind(version, versions))
    name = f"{units[code].township} {year} 年度"
    if there is None:
        st.text(f"{name}现在没有报告，改归后采用这一份。")
    else:
        st.text(f"{name}现用的“{there['file_name']}”将被替换，留在它的档案中。")
        told_changes(changes(version, int(there["report_id"])))
    now, to = key_of(current(versions)), (code, year, key_of(there))
    confirmed("确认改归", lambda by, why: archive.move(version, now, to, by, why))


def left_behind(version: Row, versions: Sequence[Row]) -> str:
    """Return what counts in the old place once a version has left it."""
    rest = [other for other in versions if other["report_key"] != version["report_key"]]
    if not version["is_active"]:
        return "原处现用的文件不变。"
    following = min((v for v in rest if v["counts"]), key=lambda v: v["turn"], default=None)
    if following is not None:
        return f"原处改用“{following['file_name']}”（{following['imported_at']} 导入）。"
    kept = "其余文件已撤回，" if rest else ""
    return f"{kept}原处不再有采用的报告，单位重新列入催报名单。"


def told_changes(found: pd.DataFrame) -> None:
    """Draw the figures that change."""
    if found.empty:
        st.text("读出的数字没有变化。")
        return
    st.text(f"读出的数字有 {wording.number(len(found), '处')}变化：")
    plain_table(found, CHANGES, height=min(38 + 35 * len(found), CHANGES_HEIGHT))


def confirmed(label: str, act: Callable[[str, str], str]) -> None:
    """Draw name, reason and button; carry the act out and draw the page anew, or say why not."""
    by = name_field("处理人")
    why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：乡镇来函说明")
    st.caption("可在“修改记录”中撤销。")
    if not st.button(label, type="primary"):
        return
    if not by.strip() or not why.strip():
        st.error("请填写处理人和理由。", icon=":material/error:")
        return
    with st.spinner("正在保存并重新计算……"):
        problem = act(by, why)
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()
