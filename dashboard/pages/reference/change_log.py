"""The log: who changed what, when and why, and how is it taken back?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.components import data_table, headline, undo_form
from dashboard.components.display.export_buttons import export_buttons
from dashboard.data.accounts.change_log import log_of
from dashboard.exports import Export
from dashboard.labels.acts import KINDS
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked, choose_some
from dashboard.navigation.registry import Page
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.reference.change_log import LOG
from etl.domain.errors import ReportError

PAGE = Page(
    title="修改记录",
    question="谁在什么时候改了什么，为什么，怎样撤销？",
    icon=":material/history:",
    section="参考",
    position=20,
)


def render(selection: Selection) -> None:
    """Draw the page."""
    try:
        found = log_of(selection)
    except ReportError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    shown = narrowed(found)
    people = shown["who"].nunique()
    if shown.empty:
        headline("所选范围内没有修改记录")
        st.text("更正数字、处理问题等操作会逐条记在这里，注明处理人、时间、理由，可以撤销。")
        export_buttons(Export(shown, LOG, selection, source(), ()))
        return
    acts = {row["act_id"]: named(row) for row in rows(shown) if row["act_id"]}
    headline(f"{people} 人共作出 {len(acts) + int((shown['act_id'] == '').sum())} 次操作")
    data_table(shown, LOG, selection)
    chosen = choose_linked("撤销哪一次操作", acts, key="act", placeholder="按编号选择")
    if chosen is not None:
        undo_form(chosen, [row for row in rows(found) if row["act_id"] == chosen])


def narrowed(found: pd.DataFrame) -> pd.DataFrame:
    """Draw the choice of persons and kinds, and return the acts that fit."""
    people = {who: who for who in sorted(found["who"].unique())}
    with st.container(horizontal=True):
        who = choose_some("处理人", people, key="by", everything="所有人")
        kinds = choose_some("内容", KINDS, key="kind", everything="全部内容")
    fits = found["who"].isin(who or list(people)) & found["kind"].isin(kinds or list(KINDS))
    return found[fits]


def named(row: dict[str, str]) -> str:
    """Return an act as it stands in the choice."""
    return (
        f"第 {row['act_id']} 号 {row['at'][:16]} {row['who']} {KINDS[row['kind']]} {row['subject']}"
    )
