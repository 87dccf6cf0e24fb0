"""Frozen years: what was published then, what has changed since and by whom, and is it whole?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components import OnScreen, data_table, headline, parts, remark
from dashboard.components.display.export_buttons import export_buttons
from dashboard.components.name_field import name_field, only_reads
from dashboard.data.safekeeping import frozen as data
from dashboard.data.safekeeping.frozen import State
from dashboard.data.safekeeping.revisions import revisions
from dashboard.exports import Export
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked, choose_listed, link_to
from dashboard.navigation.registry import Page, open_page
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.compiling.frozen import FIGURES, FROZEN, REVISIONS
from etl.definitions.published import published_groups
from etl.domain.errors import ReportError
from etl.storage.decisions.frozen_years import FrozenYear
from etl.storage.records.change_log import LONGEST_NAME, LONGEST_REASON

PAGE = Page(
    title="定稿与修订",
    question="一个年度定稿时公布了什么，此后哪些数字变了，为什么？",
    icon=":material/lock_clock:",
    section="汇总",
    position=15,
)
REPLAYED = "replayed_year"


def render(selection: Selection) -> None:
    """Draw the page."""
    year = selection.to_year
    try:
        kept = data.frozen_of(selection)
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    states = readable([one for one in kept if one.year == year])
    states.append(data.state_now(selection, year))
    headline(answer(states, year))
    if selection.townships or selection.types:
        remark("定稿以全县为单位：下面列的是全县的数字，不按所选的类型和乡镇筛选。")
        selection = replace(selection, townships=(), township_names=(), types=())
    if not only_reads():
        st.button(
            f"{year} 年度定稿", type="primary", icon=":material/lock_clock:", on_click=freeze,
            args=(selection,), help="把这个年度的数字、规则、口径、文字存成数据包，给出编号",
        )  # fmt: skip
    if not kept:
        st.text("定稿之后照常导入、更正；每个公布过的数字变成多少、为什么，会列在这里。")
        nothing = pd.DataFrame(columns=[column.name for column in FROZEN.columns])
        export_buttons(Export(nothing, FROZEN, selection, source()))
        return
    data_table(pd.DataFrame([line_of(one, states) for one in kept]), FROZEN, selection)
    ids = {one.id: f"{one.id} {one.name}" for one in kept}
    chosen = choose_linked("取用哪一份定稿", ids, key="frozen", placeholder="按编号选择")
    if chosen is not None:
        one_year(next(one for one in kept if one.id == chosen))
    if len(states) > 1:
        shown = {
            "修订记录": partial(revised, states, selection),
            "两个状态对照": OnScreen(partial(compared, states, selection)),
            "定稿的全部数字": OnScreen(partial(all_figures, states[:-1], selection)),
        }
        parts(shown, key="frozen")


def readable(kept: Sequence[FrozenYear]) -> list[State]:
    """Return what was frozen; of a package that is gone or changed say so, and go on."""
    found = []
    for one in kept:
        try:
            found.append(data.state_of(one))
        except ReportError as error:
            st.error(literal(f"{one.id}：{error}"), icon=":material/error:")
    return found


def answer(states: list[State], year: int) -> str:
    """Return how often a year was frozen, and how many figures have changed since the last time."""
    if len(states) == 1:
        return f"{year} 年度还没有定稿"
    *_, last, now = states
    changed = len(data.differences(last.figures, now.figures))
    how = f"此后有 {changed} 个公布的数字变了" if changed else "公布的数字至今没有变化"
    return f"{year} 年度定稿 {len(states) - 1} 次，最近一次 {last.name}，{how}"


def line_of(one: FrozenYear, states: list[State]) -> dict[str, object]:
    """Return a frozen year as a line of the table."""
    state = next((s for s in states if s.frozen and s.frozen.id == one.id), None)
    changed = len(data.differences(state.figures, states[-1].figures)) if state else None
    return {
        "id": one.id,
        "year": one.year,
        "name": one.name,
        "at": f"{one.at:%Y-%m-%d %H:%M}",
        "who": one.who,
        "why": one.why,
        "state": wording.NOTHING if state is None else compared_with_now(state, changed or 0),
        "sha256": one.sha256,
    }


def compared_with_now(state: State, changed: int) -> str:
    """Return how many figures differ now, and what was not kept then."""
    told = f"{changed} 处不同" if changed else "一致"
    return f"{told}；{unkept(state)}" if state.not_kept else told


def unkept(state: State) -> str:
    """Return which groups of figures a state does not hold, in words."""
    groups = "、".join(published_groups()[group].label for group in state.not_kept)
    return f"{groups}{wording.FROZEN_LABELS['not_kept']}"


@st.dialog("定稿", icon=":material/lock_clock:")
def freeze(selection: Selection) -> None:
    """Let an official freeze the last chosen year."""
    st.text(f"把{selection.county} {selection.to_year} 年度现在的数字、规则、口径、文字定稿。")
    name = st.text_input("名称", max_chars=LONGEST_NAME, placeholder="例如：报市定稿")
    by = name_field("定稿人")
    why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：局务会审定")
    st.caption("可在“修改记录”中撤销；数据包留在数据文件夹里。")
    if not st.button("确认定稿", type="primary"):
        return
    if not (name.strip() and by.strip() and why.strip()):
        st.error("请填写名称、定稿人和理由。", icon=":material/error:")
        return
    with st.spinner("正在定稿……"):
        problem = data.freeze(selection, name, by, why)
    if problem:
        st.error("没有定稿。", icon=":material/error:")
        st.text(problem)
    else:
        st.rerun()


def one_year(one: FrozenYear) -> None:
    """Draw what can be done with one frozen year."""
    with st.container(horizontal=True):
        st.download_button(
            "下载数据包", partial(data.package_of, one), one.path(data.root()).name,
            "application/zip", on_click="ignore", icon=":material/folder_zip:",
            help="定稿时的每张表、每条口径，每表一个 CSV，附字段字典和来源的校验值",
        )  # fmt: skip
        if not only_reads():
            st.button("重建核对", icon=":material/verified:", on_click=replay, args=(one,),
                      help="用当时的原件和记录重新生成，逐字节与保存的数据包核对")  # fmt: skip
            st.button("撤销定稿", icon=":material/history:", on_click=open_log, args=(one.act,),
                      help="到“修改记录”撤销")  # fmt: skip
    if (told := st.session_state.get(REPLAYED)) and told[0] == one.id:
        draw = st.error if told[1] else st.success
        draw(literal(told[1] or f"定稿 {one.id} 重建一致，逐字节相同。"))


def replay(one: FrozenYear) -> None:
    """Build a frozen year again and remember what came of it."""
    with st.spinner("正在用当时的原件和记录重建……"):
        st.session_state[REPLAYED] = one.id, data.replayed(one)


def open_log(number: int) -> None:
    """Open the log at an act, where it is taken back."""
    link_to("act", str(number))
    open_page("change_log", act=str(number))


def revised(states: list[State], selection: Selection) -> None:
    """Draw every published figure that changed, from each state to the next."""
    for state in states:
        if state.not_kept:
            remark(f"{state.name}：{unkept(state)}，不作比较。")
    data_table(revisions(states), REVISIONS, selection)


def compared(states: list[State], selection: Selection) -> None:
    """Draw what two chosen states do not have alike."""
    names = [state.name for state in states]
    with st.container(horizontal=True):
        first = choose_listed("从", names[:-1], key="frozen_from")
        later = names[names.index(first) + 1 :]
        last = choose_listed("到", later[::-1], key="frozen_to")
    two = [state for state in states if state.name in (first, last)]
    data_table(revisions(two, with_unkept=True), REVISIONS, selection)


def all_figures(states: list[State], selection: Selection) -> None:
    """Draw all figures of one frozen year."""
    names = {state.name: state for state in states}
    chosen = choose_listed("定稿", list(names)[::-1], key="frozen_state")
    data_table(data.listed(names[chosen].figures), FIGURES, selection, height=420)
