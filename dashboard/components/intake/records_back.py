"""Brings records back from a file: what would change, then the act, with a name and a reason."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.display.row_list import wrapped_table
from dashboard.components.name_field import name_field
from dashboard.data.files.import_job import MEGABYTE
from dashboard.data.safekeeping.records_back import LARGEST, Preview, bring, preview
from dashboard.navigation.registry import link
from dashboard.tables.reference import records_back as declared
from etl.domain.errors import ReportError
from etl.pipeline.safekeeping.merge_records import Fate, Name
from etl.pipeline.safekeeping.records_file import ARCHIVE, WORKBOOK
from etl.storage.records.change_log import LONGEST_REASON

NOTHING = "文件里没有可以取回的记录。"
FOUND, FILE, DONE = "records_found", "records_file", "records_done"
MOST_LISTED = 300
HOW = (
    "选择在这里取出的 Excel 或 CSV（.zip），先看会改动什么，再取回。"
    "文件取出以后这里又改过的，逐条选了才改成文件中的；文件里没有的不删除。"
    "账号的密码不在文件中：原有账号的密码不变，取回的新账号请到“用户”页设密码。"
)


def records_back() -> None:
    """Draw the way by which a file comes back."""
    if said := st.session_state.pop(DONE, ""):
        st.success(said, icon=":material/check_circle:")
        link("change_log", "在“修改记录”中撤销")
    st.text(HOW)
    sent = st.file_uploader(
        "取出的记录", type=[WORKBOOK, ARCHIVE], key=FILE, max_upload_size=LARGEST // MEGABYTE
    )
    if sent is None:
        st.session_state.pop(FOUND, None)
        return
    if st.button("检查文件", icon=":material/fact_check:"):
        st.session_state[FOUND] = sent.file_id, checked(sent.name, sent.getvalue())
    file_id, found = st.session_state.get(FOUND, ("", None))
    if file_id == sent.file_id and found is not None:
        draw(found)


def checked(name: str, content: bytes) -> Preview | str:
    """Return what a file would change, or why it is refused."""
    with st.spinner("正在检查……"):
        try:
            return preview(name, content)
        except ReportError as error:
            return str(error)


def draw(found: Preview | str) -> None:
    """Draw what would change, and the form that carries it out."""
    if isinstance(found, str):
        st.error("没有取回。", icon=":material/error:")
        st.text(found)
        return
    if found.whole is not None:
        draw_whole(found)
        return
    if not found.counts:
        st.text(NOTHING)
        return
    brings, clashes = found.number(Fate.NEW, Fate.CHANGED), found.number(Fate.CONFLICT)
    kept = found.number(Fate.UNFIT, Fate.FOREIGN)
    st.markdown(f"**取回后改动 {brings} 条，冲突 {clashes} 条，不取回 {kept} 条**")
    plain_table(pd.DataFrame(declared.counts(found.counts)), declared.COUNTS)
    if found.rows:
        lines = declared.listed(found.rows, found.units)
        frame = pd.DataFrame(lines[:MOST_LISTED])
        wrapped_table(frame, declared.LISTED, declared.LISTED.name)
        if len(lines) > MOST_LISTED:
            st.caption(f"只列前 {MOST_LISTED} 条，共 {len(lines)} 条；冲突和不能取回的在前。")
    if brings or clashes:
        form(found)
    else:
        st.text("没有可以取回的改动。")


def draw_whole(found: Preview) -> None:
    """Draw what comes whole into a folder without any record, and its form."""
    if not found.lines:
        st.text(NOTHING)
        return
    st.markdown(f"**这里还没有记录：整体取回 {found.lines} 行，修改记录在内**")
    form(found)


def form(found: Preview) -> None:
    """Draw the form, and bring the records back once it is filled in."""
    clashes = {row.name: declared.in_words(row, found.units) for row in found.conflicts}
    with st.form("records_back", border=True):
        chosen = list[Name]()
        if clashes:
            chosen = st.multiselect(
                f"冲突的 {len(clashes)} 条，选中的改成文件中的", list(clashes),
                format_func=lambda name: clashes[name], placeholder="不选就保留这里的",
            )  # fmt: skip
        by = name_field("处理人")
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：误改后取回")
        pressed = st.form_submit_button("取回", type="primary", icon=":material/restore:")
    if not pressed:
        return
    if not by.strip() or not why.strip():
        st.error("请填写处理人和理由。", icon=":material/error:")
        return
    carry_out(found, by, why, chosen)


def carry_out(found: Preview, by: str, why: str, chosen: Sequence[Name]) -> None:
    """Bring the records back, or say why that cannot be."""
    with st.spinner("正在取回并重新计算……"):
        try:
            problem = bring(found, by, why, chosen)
        except ReportError as error:
            st.error("没有取回。", icon=":material/error:")
            st.text(str(error))
            return
    st.session_state.pop(FOUND, None)
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
        return
    number = found.lines or found.number(Fate.NEW, Fate.CHANGED) + len(chosen)
    st.session_state[DONE] = f"已取回 {number} 条记录。"
    st.rerun()
