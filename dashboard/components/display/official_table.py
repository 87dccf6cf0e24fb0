"""One official table of the county's sums; a chosen cell shows the units that it adds up."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.display.room import longest, wide
from dashboard.components.display.row_list import is_narrow, row_list
from dashboard.components.register.joint_form import joint_form
from dashboard.components.shown import on_screen
from dashboard.exports.county_report import CellTotal, CountyTotal, counted, joint_told
from dashboard.exports.page.pieces import Listing
from dashboard.labels import wording
from dashboard.queries.result import Row
from dashboard.tables.compiling.county_total import BY_UNIT
from dashboard.tables.schema import Table as Declared
from dashboard.tables.schema import text
from etl.definitions.schema import Table
from etl.domain.report import Mark

PARTIAL, ONCE = "＊", "※"
NAME = "项目"
WIDEST_NAME = 200
"""In pixels: beside wider names a figure of the last column is cut on a small screen."""


def official_table(total: CountyTotal, county_id: str, table: Table) -> None:
    """Draw one official table; a chosen cell shows the units that it adds up."""
    addresses = set(table.addresses())
    frame = summed(total, table, addresses)
    columns = (text(NAME, NAME), *(text(column.id, column.label) for column in table.columns))
    listed = Listing(frame, Declared(f"全县汇总_{table.title}", columns))
    if not on_screen(listed):
        return
    if is_narrow():
        address = choice(table)
        row_list(frame, listed.table, listed.table.name)
    else:
        address = selectable(frame, table)
    if any(not total.cells[address].is_complete for address in addresses):
        st.caption(f"{PARTIAL} 不是所有已报单位都有数字或斜杠，合计只含有数字的单位。")
    if any(total.cells[address].deducted for address in addresses):
        st.caption(f"{ONCE} 含联合发文，重复计入的已扣除；点选该格看扣除几件。")
    picked(total, county_id, table, address)


def summed(total: CountyTotal, table: Table, addresses: set[str]) -> pd.DataFrame:
    """Return the sums as the official table prints them."""
    return pd.DataFrame(
        [
            {NAME: row.label}
            | {
                column.id: shown(total.cells.get(f"{table.id}.{row.id}.{column.id}"), addresses)
                for column in table.columns
            }
            for row in table.rows
        ]
    )


def selectable(frame: pd.DataFrame, table: Table) -> str | None:
    """Draw the table and return the address of the chosen cell."""
    chosen: Any = st.dataframe(
        frame,
        hide_index=True,
        key=f"county_total_{table.id}",
        column_config={
            NAME: st.column_config.TextColumn(NAME, width=width_of_names(table), pinned=True),
            **{
                column.id: st.column_config.TextColumn(column.label, alignment="right")
                for column in table.columns
            },
        },
        height=38 + 35 * len(frame),
        alt=f"{table.title}，{len(frame)} 行；选中一格可看它由哪些单位相加",
        on_select="rerun",
        selection_mode="single-cell",
    )
    cells = chosen["selection"]["cells"] if chosen else []
    if not cells:
        return None
    number, column = cells[0]
    is_figure = column != NAME and 0 <= number < len(frame)
    return f"{table.id}.{table.rows[number].id}.{column}" if is_figure else None


def width_of_names(table: Table) -> int:
    """Return how many pixels wide the column of the rows' names is, no more than they need."""
    return min(WIDEST_NAME, wide(longest(NAME, *(row.label for row in table.rows))))


def choice(table: Table) -> str | None:
    """Draw the choice of a cell on a phone, where a table has no room, and return its address."""
    return st.selectbox(
        "看哪一格由哪些单位相加",
        table.addresses(),
        index=None,
        format_func=partial(label_of, table),
        key=f"choice_{table.id}",
        placeholder="请选择",
    )


def label_of(table: Table, address: str) -> str:
    """Return the row and column of a cell in words."""
    _, row, column = address.split(".")
    label = next(one.label for one in table.rows if one.id == row)
    return f"{label} · {table.column(column).label}"


def shown(cell: CellTotal | None, addresses: set[str]) -> str:
    """Return a sum as the table shows it; empty where the form has no such cell."""
    if cell is None or cell.address not in addresses:
        return ""
    text = wording.number(cell.value) if cell.value is not None else cell.text
    text = f"{text}{ONCE}" if cell.deducted else text
    return text if cell.is_complete else f"{text or wording.NOTHING}{PARTIAL}"


def picked(total: CountyTotal, county_id: str, table: Table, address: str | None) -> None:
    """Draw the units of the chosen cell."""
    if address is None:
        st.caption("点选一格，可看它由哪些单位相加。")
        return
    cell = total.cells.get(address)
    if cell is None:
        return
    label = label_of(table, address)
    st.text(f"{label}：{wording.number(cell.value, mark=Mark.ABSENT)}，{counted(cell)}")
    if cell.joint:
        st.text(f"{joint_told(cell)}。")
    plain_table(by_unit(total, cell), BY_UNIT, title=label)
    if cell.address in table.lone_counts() and cell.value is not None:
        joint_form(total, cell, county_id)


def by_unit(total: CountyTotal, cell: CellTotal) -> pd.DataFrame:
    """Return what each unit prints in a cell, one row per unit of the register."""
    found: list[Row] = []
    for unit in total.units:
        printed = cell.printed.get(unit.place_id)
        lacking = Mark.ABSENT.value if unit.has_filed else "no_report"
        found.append({
            "township": unit.name,
            "type": unit.type,
            "value": float(printed.value) if printed and printed.value is not None else None,
            "mark": printed.mark.value if printed else lacking,
            "raw": printed.raw if printed else "",
        })  # fmt: skip
    return pd.DataFrame(found)
