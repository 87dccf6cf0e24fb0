"""The note on a unit's year: what is remarked now, and the form that changes it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.decisions.unit_notes import note_on, save_note
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from etl.domain.errors import ReportError
from etl.storage.decisions.unit_notes import LONGEST_NOTE
from etl.storage.records.change_log import LONGEST_REASON


def note_form(units: Sequence[Row]) -> None:
    """Draw the choice of one of these units and years, and the form for its note."""
    if only_reads():
        return
    known = {f"{row['year']} {row['township']}": row for row in reversed(units)}
    chosen = st.selectbox("给哪个年度加备注", list(known), index=None, key="note_on",
                          placeholder="例如：街道改制，数据口径变化")  # fmt: skip
    if chosen is None:
        return
    unit = (str(known[chosen]["place_id"]), int(known[chosen]["year"]))
    try:
        note, version = note_on(unit)
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    key = f"note_{unit[0]}_{unit[1]}"
    # What stood when the form was drawn: of two at once the second sees what the first did.
    seen = st.session_state.get(f"{key}_seen", version)
    st.session_state[f"{key}_seen"] = version
    # Kept apart for each state, so that what one wrote is not taken for what another did meanwhile.
    field = f"{key}_text_{seen}"
    st.session_state.setdefault(field, note.text if note else "")
    with st.form(key, border=True):
        text = st.text_input("备注", max_chars=LONGEST_NOTE, key=field)
        st.caption("随本单位本年度的数字出现在页面、图和导出文件中，不改变数字；清空即删除。")
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：县编办文件")
        by = name_field("备注人")
        pressed = st.form_submit_button("保存备注", type="primary", icon=":material/sticky_note_2:")
    if note:
        st.text(f"现有备注：{note.at:%Y-%m-%d %H:%M} {note.who}")
    if not pressed:
        return
    if not (why.strip() and by.strip()):
        st.error("请填写理由和备注人。", icon=":material/error:")
        return
    with st.spinner("正在保存……"):
        problem = save_note(unit, text, seen, by, why)
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(f"{problem}\n您写的是“{text}”，没有保存。")
    else:
        st.rerun()
