"""Documents that several units count: which of a cell are said to be, and the form to say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.decisions.joint_documents import (
    Cell,
    entries_of,
    remove,
    save,
    too_many_for,
)
from dashboard.exports.county_report import CellTotal, CountyTotal
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from etl.domain.errors import ReportError
from etl.storage.decisions.joint_documents import MOST_DOCUMENTS, JointDocuments
from etl.storage.records.change_log import LONGEST_REASON

HOW_TO = (
    "几个单位联合制发、各自都计入的文件，全县只计一次：选出都计入的单位，填写其中联合发文的件数，"
    "合计扣除多计的，并在表、报告和工作簿中注明。各单位的数字不变，登记可在“修改记录”中撤销。"
)


def joint_form(total: CountyTotal, cell: CellTotal, county_id: str) -> None:
    """Draw the entries of a cell of the county's table and the forms that add and remove them."""
    if only_reads():
        return
    figures = {code: printed.value for code, printed in cell.printed.items()}
    with st.expander("联合发文只计一次"):
        st.caption(HOW_TO)
        try:
            entries = entries_of((county_id, total.year, cell.address))
        except ReportError as error:
            st.error(literal(error), icon=":material/error:")
            return
        names = {unit.place_id: unit.name for unit in total.units}
        add_form((county_id, total.year, cell.address), entries, figures, names)
        if entries:
            remove_form(entries, names)


def add_form(
    cell: Cell,
    entries: Sequence[JointDocuments],
    figures: Mapping[str, Decimal | None],
    names: Mapping[str, str],
) -> None:
    """Draw the form that adds an entry; only units with a number above 0 are to be chosen."""
    able = [code for code, value in figures.items() if value and code in names]
    with st.form(f"joint_{'/'.join(map(str, cell))}", border=True, clear_on_submit=False):
        units = st.multiselect(
            "都计入的单位", able, format_func=lambda code: f"{names[code]}（{figures[code]:f}）"
        )
        documents = st.number_input("其中联合发文（件）", 1, MOST_DOCUMENTS, 1)
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：联合发文文号")
        by = name_field("登记人", key="who_joins")
        pressed = st.form_submit_button("登记", type="primary", icon=":material/join_inner:")
    if not pressed:
        return
    one = JointDocuments(*cell, int(documents), tuple(units))
    if len(units) < 2 or not (why.strip() and by.strip()):
        st.error("请选择至少两个单位，填写理由和登记人。", icon=":material/error:")
    elif unit := too_many_for(one, entries, figures):
        st.error("没有登记。", icon=":material/error:")
        st.text(f"{names[unit]}该格少于所登记的联合发文件数。")
    else:
        carried_out(lambda: save(one, by, why))


def remove_form(entries: Sequence[JointDocuments], names: Mapping[str, str]) -> None:
    """Draw the form that takes an entry away."""
    known = {told(one, names): one for one in entries}
    with st.form(f"joint_gone_{entries[0].key}", border=True):
        chosen = st.selectbox("已登记的联合发文", list(known))
        why = st.text_input("取消的理由", max_chars=LONGEST_REASON)
        by = name_field("取消人", key="who_removes")
        pressed = st.form_submit_button("取消登记", icon=":material/close:")
    if not pressed:
        return
    if not (why.strip() and by.strip()):
        st.error("请填写理由和取消人。", icon=":material/error:")
    else:
        carried_out(lambda: remove(known[chosen], by, why))


def told(one: JointDocuments, names: Mapping[str, str]) -> str:
    """Return what an entry says, and who said so when and why."""
    units = wording.names([names.get(code, code) for code in one.units])
    return f"{one.documents} 件：{units}（{one.at:%Y-%m-%d %H:%M} {one.who}，{one.why}）"


def carried_out(act: Callable[[], str]) -> None:
    """Do what a form asks for, and say what is wrong or draw the page anew."""
    with st.spinner("正在保存并重新汇总……"):
        problem = act()
    if problem:
        st.error("没有完成。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()
