"""Parts of a page under tabs, of which only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import data_table
from dashboard.components.shown import keeping, on_screen
from dashboard.exports.page.pieces import Closed, Piece, opened
from dashboard.queries.selection import Selection
from dashboard.tables.schema import Table

Frame = Callable[[], pd.DataFrame]
Draw = Callable[[], None]


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A part that stays behind when the page is taken along with its tab closed.

    It asks the reader something, or is a file that has an export of its own.
    """

    draw: Draw


def parts(shown: Mapping[str, Draw | OnScreen], *, key: str) -> None:
    """Draw the part under the open tab; another is drawn when its tab is chosen.

    What is taken along holds them all. The labels must not depend on the filters: whoever changes
    these stays at the same tab.
    """
    tabs = st.tabs(list(shown), key=f"part_{key}", on_change="rerun")
    for tab, part in zip(tabs, shown.values(), strict=True):
        draw = part.draw if isinstance(part, OnScreen) else part
        if tab.open:
            with tab:
                draw()
        elif draw is part:
            on_screen(Closed(partial(backstage, draw)))


def open_part(key: str, label: str) -> None:
    """Have these parts show this one when they are drawn next."""
    st.session_state[f"part_{key}"] = label


def backstage(draw: Draw) -> Iterator[Piece]:
    """Yield what a part tells, without drawing it."""
    with keeping(backstage=True) as shown:
        draw()
    yield from opened(shown)


def tables(shown: Mapping[str, tuple[Frame, Table]], selection: Selection, *, key: str) -> None:
    """Draw the table under the open tab; another is asked for when its tab is chosen."""
    parts({label: partial(table, *of, selection) for label, of in shown.items()}, key=key)


def table(frame: Frame, declared: Table, selection: Selection) -> None:
    """Ask for a table and draw it."""
    data_table(frame(), declared, selection)
