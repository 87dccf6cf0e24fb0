"""The register to edit: the grid, what saving would change, and the form that saves it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.name_field import name_field
from dashboard.components.register.register_grid import Draft, draft_of, register_grid, reopen
from dashboard.data.unit_register import (
    Difference,
    differences,
    refused,
    registered,
    reports_counted,
    save,
    wanted,
)
from dashboard.labels.markdown import literal
from dashboard.labels.series import sentences
from dashboard.tables.collection.register import CHANGES
from etl.domain.errors import ReportError
from etl.storage.records.change_log import LONGEST_REASON

CHECKED = "register_checked"


def register_form(county: str | None) -> None:
    """Draw the register of a county, or of all, with the way to change and save it."""
    try:
        draft = draft_of(county)
        is_stale = registered()[1] != draft.seen
    except ReportError as error:
        st.error("单位名册读不出来。", icon=":material/error:")
        st.text(str(error))
        return
    units = register_grid(draft)
    changed = differences(draft.stored, units) if units is not None else []
    if is_stale and units is not None and not changed:
        reopen()
        st.rerun()
    if is_stale:
        st.warning("名册刚刚被别人改过；重新打开后再改，可以看到最新内容。")
    with st.container(horizontal=True):
        if st.button("检查", icon=":material/fact_check:", disabled=not changed):
            st.session_state[CHECKED] = changed
        if st.button("重新打开名册", icon=":material/refresh:", disabled=not (changed or is_stale)):
            reopen()
            st.rerun()
    if changed and st.session_state.get(CHECKED) == changed:
        checked(draft, changed)
    elif changed:
        st.caption(f"有 {len(changed)} 个单位改动，还没有保存；请先检查。")


def checked(draft: Draft, changed: Sequence[Difference]) -> None:
    """Draw what saving would change, and the form that saves it."""
    counts = {word: sum(told(one) == word for one in changed) for word in ("新增", "修改", "移除")}
    summary = "，".join(f"{word} {count} 个" for word, count in counts.items() if count)
    st.markdown(f"**保存后：{summary}**")
    series_told(draft, changed)
    plain_table(pd.DataFrame([row_of(one) for one in changed]), CHANGES)
    why_not = refused(changed, draft.stored)
    if why_not:
        st.error("这样不能保存。", icon=":material/error:")
        st.text("\n".join(why_not))
        return
    with st.form("register_save"):
        by = name_field("处理人")
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：年初核对名册")
        pressed = st.form_submit_button("保存名册", type="primary", icon=":material/save:")
    if not pressed:
        return
    if not by.strip() or not why.strip():
        st.error("请填写处理人和理由。", icon=":material/error:")
        return
    with st.spinner("正在保存并重新计算……"):
        try:
            problem = save(changed, draft.seen, by, why)
        except ReportError as error:
            st.error("没有保存。", icon=":material/error:")
            st.text(str(error))
            return
    reopen()
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
        return
    st.toast("名册已保存；可在“修改记录”中撤销。")
    st.rerun()


def series_told(draft: Draft, changed: Sequence[Difference]) -> None:
    """Draw what saving would change in the series of figures."""
    before = {**draft.stored, **draft.elsewhere}
    after = {code: place for code, place in {**before, **wanted(changed)}.items() if place}
    said = sentences(before.values(), after.values(), reports_counted(), date.today().year - 1)
    if not said:
        st.markdown("历年数据由哪些单位组成、叫什么名字，都不变。")
        return
    st.markdown("**历年数据会这样变**\n" + "".join(f"\n- {literal(one)}" for one in said))


def told(one: Difference) -> str:
    """Return what becomes of a unit."""
    if one.before is None:
        return "新增"
    return "修改" if one.after else "移除"


def row_of(one: Difference) -> dict[str, object]:
    """Return a line of the check."""
    unit = one.after or one.before
    parts = (f"{name}：{old or '空'} → {new or '空'}" for name, (old, new) in one.parts.items())
    return {
        "what": told(one),
        "township": unit.township if unit else "",
        "place_id": unit.place_id if unit else "",
        "parts": "；".join(parts),
        "reports": one.reports,
    }
