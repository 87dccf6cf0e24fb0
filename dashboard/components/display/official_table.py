"""One official table of the county's sums; a chosen cell shows the units that it adds up."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.exports.county_report import CellTotal, CountyTotal, counted
from dashboard.labels import wording
from dashboard.queries.result import Row
from dashboard.tables.compiling.county_total import BY_UNIT
from etl.definitions.schema import Table
from etl.domain.report import Mark

PARTIAL = "＊"


def official_table(total: CountyTotal, table: Table) -> None:
    """Draw one official table; a chosen cell shows the units that it adds up."""
    addresses = set(table.addresses())
    frame = pd.DataFrame(
        [
            {"项目": row.label}
            | {
                column.id: shown(total.cells.get(f"{table.id}.{row.id}.{column.id}"), addresses)
                for column in table.columns
            }
            for row in table.rows
        ]
    )
    labels = {column.id: column.label for column in table.columns}
    chosen = st.dataframe(
        frame,
        hide_index=True,
        key=f"county_total_{table.id}",
        column_config={
            "项目": st.column_config.TextColumn("项目", width="medium", pinned=True),
            **{
                name: st.column_config.TextColumn(label, alignment="right")
                for name, label in labels.items()
            },
        },
        height=38 + 35 * len(frame),
        alt=f"{table.title}，{len(frame)} 行；选中一格可看它由哪些单位相加",
        on_select="rerun",
        selection_mode="single-cell",
    )
    if any(not total.cells[address].is_complete for address in addresses):
        st.caption(f"{PARTIAL} 不是所有已报单位都有数字或斜杠，合计只含有数字的单位。")
    picked(total, table, frame, chosen)


def shown(cell: CellTotal | None, addresses: set[str]) -> str:
    """Return a sum as the table shows it; empty where the form has no such cell."""
    if cell is None or cell.address not in addresses:
        return ""
    text = wording.number(cell.value) if cell.value is not None else cell.text
    return text if cell.is_complete else f"{text or wording.NOTHING}{PARTIAL}"


def picked(total: CountyTotal, table: Table, frame: pd.DataFrame, chosen: Any) -> None:
    """Draw the units of the chosen cell."""
    cells = chosen["selection"]["cells"] if chosen else []
    if not cells:
        st.caption("点选一格，可看它由哪些单位相加。")
        return
    number, column = cells[0]
    if column == "项目" or not 0 <= number < len(frame):
        return
    address = f"{table.id}.{table.rows[number].id}.{column}"
    cell = total.cells.get(address)
    if cell is None:
        return
    label = f"{table.rows[number].label} · {table.column(column).label}"
    st.text(f"{label}：{wording.number(cell.value, mark=Mark.ABSENT)}，{counted(cell)}")
    plain_table(by_unit(total, cell), BY_UNIT, title=label)


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
