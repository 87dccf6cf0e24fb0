"""Where the figures of one report stand in the workbook that is filled in."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from etl.definitions import load
from etl.templates.entry import Entry, all_rows
from etl.templates.fields import YES
from etl.templates.workbook.book import FIRST_ROW, NILS
from etl.templates.workbook.layout import (
    ABOUT,
    IDENTITY,
    NARRATIVE,
    OF_FIGURE,
    TableSheet,
    table_sheets,
    wide_columns,
)
from etl.templates.workbook.sheets.block_sheet import FIRST_FIGURE
from etl.warehouse.checks.columns import MISSING, NIL, NUMBER


@dataclass(frozen=True, slots=True)
class Filled:
    """The formulas that read one figure: its number, 0 where there is none, and its state."""

    value: str
    state: str


def filled_cells(entry: Entry) -> dict[str, Filled]:
    """Return by address how the figures of the workbook's only report are read."""
    sheets = (sheet for sheet in table_sheets() if sheet.is_own(entry))
    cells = {address: table_cell(spot) for sheet in sheets for address, spot in spots(sheet)}
    first = len(IDENTITY) + len(ABOUT)
    for number, figure in enumerate(load().figures.values()):
        column = first + number * len(OF_FIGURE)
        value, about = (at(NARRATIVE, FIRST_ROW, column + n) for n in (0, 1))
        cells[f"narrative.{figure.id}"] = told_figure(value, about)
    return cells


def spots(sheet: TableSheet) -> list[tuple[str, str]]:
    """Return the address of each figure of a sheet with its cell."""
    if sheet.is_wide:
        columns = enumerate(wide_columns(sheet), len(IDENTITY))
        return [(address, at(sheet.name, FIRST_ROW, n)) for n, (*_, address) in columns]
    columns_at = {c.id: n for n, c in enumerate(sheet.table.columns, FIRST_FIGURE)}
    return [
        (f"{sheet.table.id}.{row.id}.{column}", at(sheet.name, n, columns_at[column]))
        for n, row in enumerate(all_rows(sheet.table), FIRST_ROW)
        for column in sheet.table.columns_of(row.id)
    ]


def at(sheet: str, row: int, column: int) -> str:
    """Return a cell of a sheet as formulas name it."""
    return f"{quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, True, True)}"  # noqa: FBT003


def table_cell(cell: str) -> Filled:
    """Return how a cell of an official table is read: what is neither number nor nil is missing.

    A number that was pasted as text is one all the same.
    """
    return Filled(
        f'IF({cell}="",0,IFERROR(VALUE({cell}),0))',
        f'IF({cell}="",{MISSING},IF(ISNUMBER(MATCH({cell},{NILS},0)),{NIL},'
        f"IF(ISERROR(VALUE({cell})),{MISSING},{NUMBER})))",
    )


def told_figure(cell: str, about: str) -> Filled:
    """Return how a figure of the text is read: a share is written as text, “98.5%” or 98.5.

    An approximate number is none to reckon with, as in the rules.
    """
    number = f'VALUE(SUBSTITUTE({cell},"%",""))'
    return Filled(
        f"IFERROR({number},0)",
        f'IF({cell}="",{MISSING},IF(ISERROR({number}),{NIL},IF({about}="{YES}",{NIL},{NUMBER})))',
    )
