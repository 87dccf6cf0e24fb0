"""A table as a list, where the screen is a phone's and columns would be pushed sideways.

`narrow.js` says in a cookie how wide the screen is before the page is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

from dashboard.exports.values import texts
from dashboard.labels.markdown import literal
from dashboard.queries.caching import cached
from dashboard.tables.schema import Column, Kind, Table

COOKIE = "gongkai_narrow"
MOST_ROWS, FEW, SHORT = 20, 2, 12
FIRM = "\u00a0"
"""A space at which no line ends."""


def is_narrow() -> bool:
    """Return whether the screen was as narrow as a phone's when the page was opened."""
    return st.context.cookies.get(COOKIE) == "1"


def row_list(frame: pd.DataFrame, table: Table, title: str) -> None:
    """Draw a table as a list: of each row its first value, and all others under their names."""
    listed = lines(frame, table)[page_of(frame, title)]
    st.table(
        {table.name: listed}, hide_index=True, hide_header=True, border="horizontal",
        alt=f"{title}，{len(frame)} 行",
    )  # fmt: skip


def wrapped_table(frame: pd.DataFrame, table: Table, title: str) -> None:
    """Draw a table whose texts are all read before someone acts: they wrap and none is cut."""
    if is_narrow():
        row_list(frame, table, title)
        return
    shown = page_of(frame, title)
    st.table(
        {c.heading: [*map(literal, texts(frame[shown], c))] for c in table.columns},
        hide_index=True, border="horizontal", alt=f"{title}，{len(frame)} 行",
    )  # fmt: skip


def page_of(frame: pd.DataFrame, title: str) -> slice:
    """Draw the choice of a page where rows are many, and return which rows it has."""
    pages = -(-len(frame) // MOST_ROWS)
    page = st.pagination(pages, key=f"rows_{title}") if pages > 1 else 1
    first = (min(page, pages) - 1) * MOST_ROWS
    return slice(first, first + MOST_ROWS)


@cached
def lines(frame: pd.DataFrame, table: Table) -> list[str]:
    """Return each row as Markdown; a text that is empty is left out, a missing figure is said."""
    first, *others = table.columns
    begun = f"{first.heading} " if first.kind is not Kind.TEXT else ""
    heads = [f"**{literal(begun + text)}**" for text in texts(frame, first)]
    listed = [texts(frame, column) for column in others]
    rows = zip(*listed, strict=True) if listed else [()] * len(heads)
    return [
        "  \n".join(filter(None, (head, "　".join(filter(None, told(others, row))))))
        for head, row in zip(heads, rows, strict=True)
    ]


def told(columns: Sequence[Column], row: Sequence[str]) -> Iterator[str]:
    """Yield each value under its name; a reason that holds for every figure is said once."""
    marked = {text for column, text in zip(columns, row, strict=True) if column.mark}
    alike = sum(bool(column.mark) for column in columns) > FEW and len(marked) == 1
    reason = next(iter(marked)) if alike and not any(map(str.isdigit, *marked)) else ""
    for column, text in zip(columns, row, strict=True):
        if not (reason and column.mark):
            yield said(column, text)
    if reason:
        yield f":gray[各项数字]{FIRM}**{literal(reason)}**"


def said(column: Column, text: str) -> str:
    """Return one value under the name of its column; nothing for an empty text.

    The unit stands behind a figure, and no line ends between a short value and its name.
    """
    if not text:
        return ""
    if column.kind is Kind.TEXT:
        return (
            f":gray[{literal(column.heading)}]{' ' if len(text) > SHORT else FIRM}{literal(text)}"
        )
    unit = f"{FIRM}{literal(column.unit)}" if column.unit and text[-1].isdigit() else ""
    return f":gray[{literal(column.label)}]{FIRM}**{literal(text)}{unit}**"
