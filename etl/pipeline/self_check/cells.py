"""Where the figures of one report stand in the workbook that is filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from etl.definitions import load
from etl.definitions.schema import Column
from etl.templates.entry import Entry, all_rows
from etl.templates.fields import YES, Heading
from etl.templates.workbook.book import FIRST_ROW, NILS
from etl.templates.workbook.layout import (
    IDENTITY,
    NARRATIVE,
    OF_UPRIGHT,
    TableSheet,
    row_of_figure,
    table_sheets,
    wide_columns,
)
from etl.templates.workbook.sheets.block_sheet import FIRST_FIGURE
from etl.warehouse.checks.columns import MISSING, NIL, NUMBER

OK, NIL_CODE, BLANK, UNREADABLE, OVERLONG = range(5)
"""What is wrong with a cell, or that nothing is."""
UNITS, OF_MONEY = ("件", "条", "项", "个", "份", "次", "宗", "篇", "人"), ("万元", "元")
"""What may stand behind a number, as where printed cells are read."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The formulas that read one figure: its number, 0 where there is none, and its state.

    Of a cell that every report of the edition prints, `fault` says what is wrong with it, and
    `table` is the one it stands in.
    """

    value: str
    state: str
    fault: str = ""
    table: str = ""


def filled_cells(entry: Entry) -> dict[str, Filled]:
    """Return by address how the figures of the workbook's only report are read."""
    sheets = (sheet for sheet in table_sheets() if sheet.is_own(entry))
    printed = {
        f"{table.id}.{row.id}.{column}"
        for table in entry.form.grids
        for row in table.rows
        for column in table.columns_of(row.id)
    }
    cells = {
        address: table_cell(
            spot,
            sheet.table.column(address.rpartition(".")[2]),
            sheet.table.id if address in printed else "",
        )
        for sheet in sheets
        for address, spot in spots(sheet)
    }
    columns = [OF_UPRIGHT.index(heading) for heading in (Heading.VALUE, Heading.APPROXIMATE)]
    for number, figure in enumerate(load().figures.values()):
        value, about = (at(NARRATIVE, row_of_figure(number), column) for column in columns)
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


def table_cell(cell: str, column: Column, table: str) -> Filled:
    """Return how a cell of an official table is read: what is neither number nor nil is missing.

    A number that was pasted as text is one all the same, with its unit, too. One that the column
    cannot have is not read, as where printed cells are read. `table` is empty for what not every
    report of the edition prints.
    """
    number = number_in(cell, column)
    odd = is_odd(number, column)
    return Filled(
        f'IF({cell}="",0,IFERROR(IF({odd},0,{number}),0))',
        f'IF({cell}="",{MISSING},IF(ISNUMBER(MATCH({cell},{NILS},0)),{NIL},'
        f"IFERROR(IF({odd},{MISSING},{NUMBER}),{MISSING})))",
        fault_of(cell, column) if table else "",
        table,
    )


def number_in(cell: str, column: Column) -> str:
    """Return the formula of the number in a cell, an error where there is none."""
    bare = cell
    for unit in OF_MONEY if column.decimal else UNITS:
        bare = f'SUBSTITUTE({bare},"{unit}","")'
    return f"VALUE({bare})"


def is_odd(number: str, column: Column) -> str:
    """Return the condition that a column cannot have a number."""
    found = [] if column.signed else [f"{number}<0"]
    found += [] if column.decimal else [f"{number}<>INT({number})"]
    return f"OR({','.join(found) or 'FALSE'})"


def fault_of(cell: str, column: Column) -> str:
    """Return the formula of what is wrong with a cell, as the facts of the tables have it."""
    number = number_in(cell, column)
    hundredths = f"ROUND({number}*100,6)"
    sound = f"IF({hundredths}<>INT({hundredths}),{OVERLONG},{OK})"
    return (
        f'IF({cell}="",{BLANK},IF(ISNUMBER(MATCH({cell},{NILS},0)),{NIL_CODE},'
        f"IFERROR(IF({is_odd(number, column)},{UNREADABLE},{sound}),{UNREADABLE})))"
    )


def table_facts(tables: Sequence[str], faults: str, of: str) -> dict[str, Filled]:
    """Return the facts of the tables that rules name, as `facts/tables.sql` has them.

    `tables` are those of all cells, one for each; `faults` and `of` are the ranges of what is wrong
    with each cell and of the table that it stands in. Nothing is told while all is blank.
    """
    numbers = Counter(tables)

    def count(table: str, code: int) -> str:
        return f'COUNTIFS({of},"{table}",{faults},{code})'

    missing = {t: f"{count(t, BLANK)}={n}" for t, n in numbers.items()}
    slashed = {
        t: f"AND({count(t, NIL_CODE)}+{count(t, BLANK)}={n},{count(t, NIL_CODE)}>0,"
        f"{count(t, BLANK)}*4<={count(t, NIL_CODE)})"
        for t, n in numbers.items()
    }
    found = {
        "missing_tables": "+".join(f"IF({one},1,0)" for one in missing.values()),
        "slashed_tables": "+".join(f"IF({one},1,0)" for one in slashed.values()),
        "blank_cells": "+".join(
            f"IF(OR({missing[t]},{slashed[t]}),0,{count(t, BLANK)})" for t in numbers
        ),
        "unreadable_cells": f"COUNTIF({faults},{UNREADABLE})",
        "overlong_amounts": f"COUNTIF({faults},{OVERLONG})",
    }
    empty = f"IF(COUNTIF({faults},{BLANK})={len(tables)},{MISSING},{NUMBER})"
    return {f"report.{name}": Filled(value, empty) for name, value in found.items()}


def told_figure(cell: str, about: str) -> Filled:
    """Return how a figure of the text is read: a share is written as text, “98.5%” or 98.5.

    An approximate number is none to reckon with, as in the rules.
    """
    number = f'VALUE(SUBSTITUTE({cell},"%",""))'
    return Filled(
        f"IFERROR({number},0)",
        f'IF({cell}="",{MISSING},IF(ISERROR({number}),{NIL},IF({about}="{YES}",{NIL},{NUMBER})))',
    )
