"""A sheet as read: its texts by row and heading, each with its place for messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_col_to_name

from etl.domain.errors import BrokenTemplate
from etl.templates.fields import label_key
from etl.templates.stated_value import canonical
from etl.templates.workbook.archive import ADVICE, Spot, inspected

HEADINGS_WITHIN = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """The texts of one sheet from its first row and column, and where its formulas stand."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[Spot]

    def where(self, row: int) -> str:
        """Return a row as a person finds it."""
        return f"工作表“{self.name}”第 {row + 1} 行"

    def spot(self, row: int, column: int, heading: str) -> str:
        """Return a cell as a person finds it."""
        return f"{self.where(row)}“{heading}”列（{xl_col_to_name(column)}{row + 1}）"

    def text(self, row: int, column: int, heading: str) -> str:
        """Return what was filled in in a cell; a formula is refused, as its result may be stale."""
        if (row, column) in self.formulas:
            raise BrokenTemplate(
                f"{self.spot(row, column, heading)}是公式。",
                "请改为数值：复制该单元格，选择性粘贴—数值，保存后重新导入。",
            )
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet with the columns that its headings name."""

    grid: Grid
    columns: dict[tuple[str, str], int]
    first_row: int

    def lines(self) -> Iterator[int]:
        """Yield the rows below the headings in which anything is filled in."""
        for row in range(self.first_row, len(self.grid.rows)):
            if any(text.strip() for text in self.grid.rows[row]):
                yield row

    def where(self, row: int, upper: str) -> str:  # noqa: ARG002
        """Return the row in which a heading's text stands, as a person finds it."""
        return self.grid.where(row)

    def text(self, row: int, upper: str, lower: str = "") -> str:
        """Return the text of a row in the column of a heading."""
        column = self.columns[label_key(upper), label_key(lower)]
        return self.grid.text(row, column, lower or upper)

    def spot(self, row: int, upper: str, lower: str = "") -> str:
        """Return the cell of a row in the column of a heading, as a person finds it."""
        column = self.columns[label_key(upper), label_key(lower)]
        return self.grid.spot(row, column, f"{upper}·{lower}" if lower else upper)


@dataclass(frozen=True, slots=True)
class Upright(Headed):
    """A sheet of one entry: what other sheets have as columns stands in rows."""

    rows: dict[str, int]
    value: str

    def lines(self) -> Iterator[int]:
        """Yield the first row, which stands for the one entry."""
        yield self.first_row

    def where(self, row: int, upper: str) -> str:  # noqa: ARG002
        """Return the row in which a heading's text stands, as a person finds it."""
        return self.grid.where(self.rows[label_key(upper)])

    def text(self, row: int, upper: str, lower: str = "") -> str:  # noqa: ARG002
        """Return the text of a column in the row of a heading."""
        at, column = self.rows[label_key(upper)], self.columns[label_key(lower or self.value), ""]
        return self.grid.text(at, column, lower or self.value)

    def spot(self, row: int, upper: str, lower: str = "") -> str:  # noqa: ARG002
        """Return the cell of a column in the row of a heading, as a person finds it."""
        at, column = self.rows[label_key(upper)], self.columns[label_key(lower or self.value), ""]
        return self.grid.spot(at, column, f"{upper}·{lower}" if lower else upper)


def upright(grid: Grid, columns: Sequence[str], rows: Sequence[str], value: str) -> Upright:
    """Return a sheet of one entry with its rows found by their labels, `value` in their column."""
    found = headed(grid, [(heading, "") for heading in columns])
    labels = [label_key(row[0]) if row else "" for row in grid.rows]
    lacking = [row for row in rows if labels.count(label_key(row)) != 1]
    if lacking:
        raise BrokenTemplate(
            f"工作表“{grid.name}”缺少或重复了：{'、'.join(f'“{row}”' for row in lacking[:5])}。",
            "请恢复第一列原来的文字，不要改名、删行或增行。",
        )
    at = {label_key(row): labels.index(label_key(row)) for row in rows}
    return Upright(grid, found.columns, min(at.values()), at, value)


def grids(content: bytes) -> dict[str, Grid]:
    """Return the sheets of a workbook by the key of their name."""
    formulas = inspected(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        found = {}
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            texts = tuple(tuple(cell_text(value) for value in row) for row in rows)
            found[label_key(name)] = Grid(name, texts, formulas.get(name, frozenset()))
    except CalamineError as error:
        raise BrokenTemplate("工作簿内部已损坏，无法读取。", ADVICE) from error
    return found


def cell_text(value: object) -> str:
    """Return a cell's content as text, a number without what the spreadsheet adds to it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return canonical(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def headed(grid: Grid, expected: Sequence[tuple[str, str]]) -> Headed:
    """Return a sheet with its columns found; `expected` are pairs of upper and lower heading."""
    first = label_key(expected[0][0])
    starts = [
        n for n, row in enumerate(grid.rows[:HEADINGS_WITHIN]) if first in map(label_key, row)
    ]
    if not starts:
        raise BrokenTemplate(
            f"工作表“{grid.name}”中找不到表头“{expected[0][0]}”。", "请恢复表头原来的文字。"
        )
    top = starts[0]
    printed = heading_pairs(grid, top)
    keys = [(label_key(upper), label_key(lower)) for upper, lower in expected]
    lacking = [pair for pair, key in zip(expected, keys, strict=True) if printed.count(key) != 1]
    if lacking:
        known = set(keys) | {("", "")}
        found = [shown_pair(pair) for pair in printed if pair not in known]
        raise BrokenTemplate(
            f"工作表“{grid.name}”的表头（第 {top + 1}—{top + 2} 行）缺少或重复了："
            f"{'、'.join(shown_pair(pair) for pair in lacking[:5])}。",
            (f"多出的表头：{'、'.join(found[:5])}。" if found else "")
            + "请恢复表头原来的文字，不要改名、删列或增列。",
        )
    return Headed(grid, {key: printed.index(key) for key in keys}, top + 2)


def heading_pairs(grid: Grid, top: int) -> list[tuple[str, str]]:
    """Return the upper and lower heading of every column; an upper one reaches to the next."""
    upper_row = grid.rows[top]
    lower_row = grid.rows[top + 1] if top + 1 < len(grid.rows) else ()
    pairs, upper = [], ""
    for column in range(max(len(upper_row), len(lower_row))):
        own = label_key(upper_row[column]) if column < len(upper_row) else ""
        lower = label_key(lower_row[column]) if column < len(lower_row) else ""
        upper = own or (upper if lower else "")
        pairs.append((upper, lower))
    return pairs


def shown_pair(pair: tuple[str, str]) -> str:
    """Return a heading as a person reads it."""
    return f"“{'·'.join(part for part in pair if part)}”"
