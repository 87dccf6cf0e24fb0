"""The sortable table of exactly what is charted, with buttons that take it along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.charts.style import theme
from dashboard.components.display.export_buttons import export_buttons
from dashboard.components.display.room import is_pushed, needed, room, widened
from dashboard.components.display.row_list import is_narrow, row_list
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.exports import Export
from dashboard.exports.page.pieces import Listing
from dashboard.exports.values import written
from dashboard.labels import wording
from dashboard.queries.caching import cached
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.missing import missing_words
from dashboard.tables.residents import by_residents
from dashboard.tables.schema import Column, Kind, Table

IN_THEIR_OWN_WORDS = (Kind.TEXT, Kind.YEAR, Kind.DATE)
NO_ROWS = "没有符合条件的行。"
BELOW_ALL = float("-inf")
NO_WIDTHS: Mapping[str, int] = {}
NUMBERS = count()


def data_table(
    frame: pd.DataFrame,
    table: Table,
    selection: Selection,
    *,
    height: Any = "auto",
) -> None:
    """Draw the rows as the table declares them, and the buttons that export them."""
    if frame.empty:
        if on_screen():
            st.caption(NO_ROWS)
        return
    frame, table = by_residents(frame, table.about(selection.units))
    if not on_screen(Listing(frame, table)):
        return
    export = Export(frame, table, selection, source(), caveat_notes(selection))
    plain_table(frame, table, title=export.title, height=height)
    export_buttons(export)


def plain_table(
    frame: pd.DataFrame, table: Table, *, title: str = "", height: Any = "auto"
) -> None:
    """Draw the rows as the table declares them, with nothing to take along."""
    if is_narrow():
        row_list(frame, table, title or table.name)
        return
    view = numbered(frame, table, is_night=at_night())
    with room(view.room, table.name):
        redrawn(view.number, title or table.name, height, view)


@dataclass(frozen=True, slots=True)
class View:
    """What Streamlit shows of a table, under a number that no other has."""

    number: int
    content: Any
    table: Table
    number_of_rows: int
    room: int
    widths: dict[str, int]
    is_pushed: bool


@cached
def numbered(frame: pd.DataFrame, table: Table, *, is_night: bool) -> View:
    """Return what is shown of a table by day or by night, the same for the same rows."""
    return View(
        next(NUMBERS), shown(frame, table, is_night=is_night), table, len(frame),
        needed(frame, table), widened(frame, table), is_pushed(frame, table),
    )  # fmt: skip


def at_night() -> bool:
    """Return whether the page is drawn for a dark screen."""
    return st.context.theme.type == "dark"


# To turn a table into what a browser reads takes most of a run; Streamlit sends it again as it was.
@st.cache_resource(max_entries=100, show_spinner=False)
def redrawn(number: int, title: str, height: Any, _view: View) -> None:  # noqa: ARG001
    """Draw a table; the same number, title and height are drawn again as they were."""
    st.dataframe(
        _view.content,
        hide_index=True,
        column_config=configuration(_view.table, widths=_view.widths, is_pinned=_view.is_pushed),
        height=height,
        key=f"table_{_view.table.name}",
        placeholder=wording.NOTHING,
        alt=f"{title}，{_view.number_of_rows} 行",
    )


@cached
def shown(frame: pd.DataFrame, table: Table, *, is_night: bool) -> Any:
    """Return the shown columns as Streamlit takes them, for a page by day or by night."""
    if all(column.kind in IN_THEIR_OWN_WORDS for column in table.columns):
        return pa.table({column.name: words(frame, column) for column in table.columns})
    return styled(frame, table, theme.NIGHT[theme.MUTED] if is_night else theme.MUTED)


def words(frame: pd.DataFrame, column: Column) -> pa.Array:
    """Return a column that needs no words beside its values, codes as what they stand for."""
    values = frame[column.name]
    if column.labels:
        values = values.map(column.labels).fillna(values)
    return pa.array(values, from_pandas=True)


def styled(frame: pd.DataFrame, table: Table, color: str) -> Any:
    """Return the shown columns with every value as text, still sorted by the value itself.

    What stands for a figure that is not there has a color of its own.
    """
    frame = frame.reset_index(drop=True)
    style = with_reasons(frame, table).style
    for column in table.columns:
        style.format(partial(written, column), na_rep=wording.NOTHING, subset=[column.name])
        if column.mark:
            name_missing(style, frame, column, color)
        if column.approximate:
            about = frame[column.approximate].eq(other=True)
            told = partial(approximately, column)
            style.format(told, na_rep=wording.NOTHING, subset=(about, column.name))
    return style


def with_reasons(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the shown columns; what is missing for a known reason sorts below every figure.

    Streamlit writes no text of its own into an empty cell, so that the reason needs a value.
    """
    shown = frame[[column.name for column in table.columns]].copy()
    for column in table.columns:
        if column.mark:
            explained = frame[column.name].isna() & frame[column.mark].notna()
            shown[column.name] = shown[column.name].astype(float).mask(explained, BELOW_ALL)
    return shown


def name_missing(style: Any, frame: pd.DataFrame, column: Column, color: str) -> None:
    """Write into each cell without a figure why there is none."""
    absent = frame[column.name].isna() & frame[column.mark].notna()
    told = pd.Series(missing_words(frame, column, absent), index=frame.index[absent], dtype="str")
    for word in told.unique():
        subset = (told.index[told == word], column.name)
        style.format(partial(said, word), subset=subset)
        style.set_properties(subset=subset, color=color)


def said(word: str, _: float) -> str:
    """Return the word that stands in place of a figure."""
    return word


def approximately(column: Column, value: Any) -> str:
    """Return a figure that the report gives as about so many."""
    return f"≈{written(column, value)}"


@cached
def configuration(
    table: Table, *, widths: Mapping[str, int] = NO_WIDTHS, is_pinned: bool = False
) -> dict[str, Any]:
    """Return how Streamlit shows the columns of a table.

    The first is pinned where others are pushed sideways: whose figures they are stays in view.
    """
    return {
        column.name: configured(
            column, width=widths.get(column.name), pinned=is_pinned and column is table.columns[0]
        )
        for column in table.columns
    }


def configured(column: Column, *, width: int | None, pinned: bool) -> Any:
    """Return how Streamlit shows a column, its definition one hover away."""
    told: dict[str, Any] = {
        "help": wording.definition_help(column.name, column.indicator),
        "pinned": pinned or None,
        "width": width,
    }
    if column.kind is Kind.TEXT:
        return st.column_config.TextColumn(column.heading, **told)
    if column.kind is Kind.DATE:
        return st.column_config.DateColumn(column.heading, format="YYYY-MM-DD", **told)
    whole = "%d" if column.kind is Kind.YEAR else None
    return st.column_config.NumberColumn(column.heading, format=whole, **told)
