"""The findings by report and cause: the rows that are ticked are those that are shown."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import at_night, configuration, shown
from dashboard.components.display.export_buttons import export_buttons
from dashboard.components.display.room import needed, room, widened
from dashboard.components.display.row_list import is_narrow, row_list
from dashboard.components.review.decision_bar import LAST, decision_bar, pressed_just_now
from dashboard.components.review.finding_card import finding_card
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.exports import Export
from dashboard.exports.page.pieces import Listing
from dashboard.exports.values import texts
from dashboard.labels import wording
from dashboard.navigation.registry import open_page
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.checking import quality as declared
from dashboard.tables.schema import Table

CHOSEN, PARAMETER = "findings_chosen", "finding"
TICK = 44
"""How many pixels wide the boxes are that are ticked."""
Group = list[Row]


@cached
def groups_of(found: pd.DataFrame) -> list[Group]:
    """Return findings by report and cause, in their order: the cell to mend, or else the rule."""
    groups: dict[tuple[Any, ...], Group] = {}
    for row in rows(found):
        groups.setdefault((row["report_id"], row["suggestion"] or row["rule_id"]), []).append(row)
    return list(groups.values())


@cached
def in_lines(found: pd.DataFrame) -> pd.DataFrame:
    """Return a line for each group, with what its findings say."""
    return Answer(
        pd.DataFrame(
            [
                group[0]
                | {
                    "lines": len(group),
                    "instance_label": "、".join(filter(None, (f["instance_label"] for f in group))),
                    "formula": "；".join(finding["formula"] for finding in group),
                    "state": "open"
                    if any(f["state"] == "open" for f in group)
                    else group[0]["state"],
                }
                for group in groups_of(found)
            ]
        )
    )


def finding_groups(
    listed: pd.DataFrame,
    found: pd.DataFrame,
    selection: Selection,
    *,
    alike_in: tuple[str, ...] = (),
) -> None:
    """Draw a list of findings, and beside it those chosen, with the bar that decides.

    `found` are all findings, of which one may be chosen by an address without being listed.
    Columns that all listed are `alike_in`, as a choice above says, leave their room to the titles.
    """
    groups, lines = groups_of(listed), in_lines(listed)
    whole = declared.GROUPS.about(selection.units)
    if groups and not on_screen(Listing(lines, whole)):
        return
    brief = declared.brief(alike_in).about(selection.units)
    left, right = st.columns([3, 2], gap="medium")
    if groups:
        with left, room(needed(lines, brief, beside=TICK), brief.name):
            draw = choice if is_narrow() else table
            draw(lines, groups, brief)
            named = declared.FINDINGS.about(selection.units)
            export_buttons(Export(listed, named, selection, source(), caveat_notes(selection)))
    with right:
        cards(groups, chosen_of(groups) or chosen_of(groups_of(found)))
    if groups and is_narrow():
        row_list(lines, whole, declared.GROUPS.name)


def cards(groups: list[Group], opened: list[Group]) -> None:
    """Draw the chosen findings below the bar that decides about them."""
    last_decision()
    pressed = pressed_just_now()
    if not opened:
        how = "选一个问题" if is_narrow() else "选中一行或几行"
        st.info(f"{how}，查看原文、依据并作出决定。", icon=":material/touch_app:")
        return
    if decision_bar([finding for group in opened for finding in group], pressed):
        open_next(groups, opened)
    for group in opened:
        finding_card(group)


def table(lines: pd.DataFrame, groups: list[Group], columns: Table) -> None:
    """Draw the lines; the ticks stand where the chosen findings stand now."""
    key = "table_findings"
    wanted = [at for at, group in enumerate(groups) if is_chosen(group)]
    ticked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    if list(ticked) != wanted:
        st.session_state[key] = {"selection": {"rows": wanted, "columns": [], "cells": []}}
    st.dataframe(
        shown(lines, columns, is_night=at_night()), hide_index=True,
        height=min(38 + 35 * len(lines), 460), key=key,
        column_config=configuration(columns, widths=widened(lines, columns)),
        placeholder=wording.NOTHING,
        alt=f"{declared.GROUPS.name}，{len(lines)} 行；选中可查看",
        on_select=partial(pick, key, first_ids(groups)),
        selection_mode="multi-row",
    )  # fmt: skip


def choice(lines: pd.DataFrame, groups: list[Group], columns: Table) -> None:
    """Draw the choice of a line on a phone, where a table has no room; the chosen one stands."""
    key = "choice_findings"
    chosen_one = next((at for at, group in enumerate(groups) if is_chosen(group)), None)
    st.session_state[key] = chosen_one
    named = [texts(lines, column) for column in columns.columns]
    st.selectbox(
        "查看哪一个问题",
        range(len(groups)),
        format_func=[" · ".join(words) for words in zip(*named, strict=True)].__getitem__,
        key=key,
        placeholder="请选择",
        on_change=partial(pick_one, key, first_ids(groups)),
    )


def first_ids(groups: list[Group]) -> list[str]:
    """Return the id of the first finding of each group."""
    return [group[0]["finding_id"] for group in groups]


def pick_one(key: str, firsts: list[str]) -> None:
    """Keep which finding was just chosen on a phone."""
    at = st.session_state[key]
    choose([] if at is None else [firsts[at]])


def pick(key: str, firsts: list[str]) -> None:
    """Keep which findings were just ticked."""
    rows_ticked = st.session_state[key]["selection"]["rows"]
    choose([firsts[row] for row in rows_ticked if row < len(firsts)])


def choose(findings: list[str]) -> None:
    """Choose findings by their ids; the address names the first."""
    st.session_state[CHOSEN] = findings
    if findings:
        st.query_params[PARAMETER] = findings[0]
    else:
        st.query_params.pop(PARAMETER, None)


def open_finding(finding_id: str) -> None:
    """Open a finding on the page that decides about it."""
    choose([finding_id])
    open_page("quality", finding=finding_id)


def chosen() -> list[str]:
    """Return the ids of the chosen findings, at first the one that the address names."""
    if CHOSEN not in st.session_state:
        named = st.query_params.get(PARAMETER)
        st.session_state[CHOSEN] = [named] if named else []
    return list(st.session_state[CHOSEN])


def is_chosen(group: Group) -> bool:
    """Return whether one of the findings of a group is chosen."""
    wanted = chosen()
    return any(finding["finding_id"] in wanted for finding in group)


def chosen_of(groups: list[Group]) -> list[Group]:
    """Return the chosen groups of those listed."""
    return [group for group in groups if is_chosen(group)]


def open_next(groups: list[Group], done: list[Group]) -> None:
    """Choose what stands after the findings that were just decided, else what stands before."""
    rest = [group for group in groups if group not in done]
    last = max((at for at, group in enumerate(groups) if group in done), default=-1)
    following = [group for group in groups[last + 1 :] if group in rest] or rest[-1:]
    choose([group[0]["finding_id"] for group in following[:1]])
    st.rerun()


def last_decision() -> None:
    """Draw what was decided last in this visit, and the way back to it."""
    if LAST in st.session_state:
        finding, said = st.session_state[LAST]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(said, width="stretch")
            st.button("回到这个问题", type="tertiary", on_click=partial(choose, [finding]))
