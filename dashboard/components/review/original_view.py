"""A report's figures in a table; the chosen one is shown where it stands in the original."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import (
    at_night,
    configuration,
    export_buttons,
    shown,
)
from dashboard.components.display.room import REM, needed, room, widths
from dashboard.components.display.row_list import is_narrow, row_list
from dashboard.components.review.correction_form import correction_form
from dashboard.components.review.passage import passage_view
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.data.files.originals import content_of, original_lines
from dashboard.exports import Export
from dashboard.exports.page.pieces import Listing
from dashboard.exports.values import texts
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.schema import Table
from etl.domain.errors import ReportError
from etl.transform.locate import Clue, passage_of

BLANK = f"（{wording.MARK_LABELS['blank']}）"
SHOWN_BESIDE, RARE = frozenset({"evidence"}), ("corrected",)
TICK, LEAST = 44, 160
"""In pixels: the column in which a row is chosen, and what a name has at least."""
MOST_ROOM = 40
"""In rem: what stands beside the passage on a screen of 1366."""
NOT_TOLD = "原件没有说明这个数字的位置，可下载原件查看。"


def figures_of_report(cells: pd.DataFrame, table: Table, report: Row, selection: Selection) -> None:
    """Draw the figures of a report; beside them the passage of the one that is selected."""
    if not on_screen(Listing(cells, table)):
        return
    left, right = st.columns([5, 3], gap="medium")
    brief = beside_original(cells, table)
    with left, room(min(MOST_ROOM, needed(cells, brief, beside=TICK)), table.name):
        chosen = (choice if is_narrow() else selectable)(cells, brief, report)
        export_buttons(Export(cells, table, selection, source(), caveat_notes(selection)))
    with right:
        st.subheader("原件中的位置", anchor=False)
        download(report)
        if chosen is None:
            how = "选一个数字" if is_narrow() else "在表中选中一行"
            st.info(f"{how}，这里显示它在原件中的位置。", icon=":material/ads_click:")
        else:
            show(cells, chosen, report)
            correction_form(report, rows(cells)[chosen])
    if is_narrow():
        row_list(cells, table, f"{table.name}_{report['report_id']}")


def beside_original(cells: pd.DataFrame, table: Table) -> Table:
    """Return the table without what the passage beside it shows, or what no row has."""
    is_empty = {name for name in RARE if not cells[name].fillna("").astype(str).any()}
    left_out = SHOWN_BESIDE | is_empty
    return replace(table, columns=tuple(c for c in table.columns if c.name not in left_out))


def choice(cells: pd.DataFrame, table: Table, report: Row) -> int | None:
    """Draw the choice of a figure on a phone, where a table has no room, and return its number."""
    label, raw = (texts(cells, column) for column in table.columns[:2])
    return st.selectbox(
        "查看哪个数字",
        range(len(cells)),
        index=None,
        format_func=[f"{of}：{what}" for of, what in zip(label, raw, strict=True)].__getitem__,
        key=f"choice_{report['report_id']}",
        placeholder="请选择",
    )


def fitting(cells: pd.DataFrame, table: Table) -> dict[str, int]:
    """Return the width of the first column, such that the others are seen beside the passage."""
    first, *others = table.columns
    needed_by = widths(cells, table)
    left = MOST_ROOM * REM - TICK - sum(needed_by[column.name] for column in others)
    return {first.name: left} if LEAST <= left < needed_by[first.name] else {}


def selectable(cells: pd.DataFrame, table: Table, report: Row) -> int | None:
    """Draw the table and return the number of the selected row."""
    event = st.dataframe(
        shown(cells, table, is_night=at_night()),
        hide_index=True,
        column_config=configuration(table, widths=fitting(cells, table)),
        height=min(38 + 35 * len(cells), 460),
        key=f"cells_{report['report_id']}",
        on_select="rerun",
        selection_mode="single-row",
        alt=f"{table.name}，{len(cells)} 行",
    )
    found = cast(Any, event).selection.rows
    return found[0] if found and found[0] < len(cells) else None


def download(report: Row, name: str = "") -> None:
    """Draw the button that takes the original along, or say why there is none.

    It is called `name`, else by unit and year.
    """
    try:
        content = content_of(report)
    except ReportError as error:
        st.warning(literal(str(error)), icon=":material/description:")
        return
    suffix = str(report["original"]).rpartition(".")[2]
    st.download_button(
        "下载原件",
        content,
        name or f"{report['place_id']}-{report['year']}.{suffix}",
        "application/octet-stream",
        key=f"original_{report['report_id']}",
        on_click="ignore",
        icon=":material/download:",
    )


def show(cells: pd.DataFrame, chosen: int, report: Row) -> None:
    """Draw where one figure stands in the original, or why that cannot be shown."""
    known = rows(cells)
    clue = clue_of(known, chosen, report)
    st.text(f"{known[chosen]['label']}：{clue.raw or BLANK}")
    try:
        passage = passage_of(original_lines(report), clue)
    except ReportError as error:
        st.warning(literal(str(error)), icon=":material/description:")
        sentence(clue)
        return
    if passage is None:
        st.info(NOT_TOLD, icon=":material/location_off:")
        sentence(clue)
    else:
        passage_view(passage, clue)


def sentence(clue: Clue) -> None:
    """Draw the sentence that was read, where the original does not show it."""
    if clue.evidence:
        st.text(f"正文原句：“{clue.evidence}”")


def clue_of(cells: list[Row], chosen: int, report: Row) -> Clue:
    """Return what is known of where a figure stands, from it and the others of its row."""
    cell = cells[chosen]
    row = "place" if cell["place"] else "row_address"
    beside = [
        number
        for number, other in enumerate(cells)
        if cell["row_address"] and other["row_address"] and other[row] == cell[row]
    ]
    return Clue(
        raw=cell["raw"],
        place=cell["place"],
        evidence=cell["evidence"],
        row=tuple(cells[number]["raw"] for number in beside),
        at=beside.index(chosen) if beside else 0,
        office=(str(report["place_id"]), str(report["year"])),
        names=tuple(filter(None, (cell["row_label"],))),
    )
