"""What a table on screen and in a file is made of: its columns, and what explains them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

TOWNSHIPS = "乡镇（街道）"


class Kind(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    YEAR = "year"
    COUNT = "count"
    AMOUNT = "amount"
    RATE = "rate"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `mark` names the column saying why a value is missing, `approximate` whether
    it is about so many, `labels` the words for the codes of a text column.

    `indicator` is what its figures are, where the name does not say so.
    In files, `instead` names the column with the very text that stands for a missing value; an
    empty cell stands for one that `is_explained_elsewhere`, in a column of its own.
    """

    name: str
    label: str
    kind: Kind = Kind.COUNT
    unit: str = ""
    mark: str | None = None
    approximate: str | None = None
    labels: dict[Any, str] | None = field(default=None, hash=False)
    instead: str | None = None
    is_explained_elsewhere: bool = False
    indicator: str | None = None

    @property
    def heading(self) -> str:
        """Return the label with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Drawing:
    """What of a table a workbook draws: figures of one unit, by the categories of a column.

    `by` names that column, the first one where it is empty. The values of a column of names (`of`)
    are series of the one figure, or have a chart each (`is_apart`); without figures, rows are
    counted. What a row holds stands by the headings of its figures where it `is_turned`.
    """

    figures: tuple[str, ...] = ()
    by: str = ""
    of: str = ""
    is_apart: bool = False
    is_stacked: bool = False
    is_summed: bool = False
    """Rows of one category are added up: such that no row has a part of another."""
    is_last: bool = False
    """Of the last year only, as the page draws it."""
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table under the name of its file, with the indicators and notes that explain it.

    `by_residents` names the rate of each column that is set against how many live there.
    `charted` are the columns, of one unit, that a workbook draws by the table's first column; parts
    stand on top of each other (`is_stacked`). `drawn` is what it draws besides.
    """

    name: str
    columns: tuple[Column, ...]
    indicators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    charted: tuple[str, ...] = ()
    is_stacked: bool = False
    drawn: tuple[Drawing, ...] = ()
    by_residents: tuple[tuple[str, str], ...] = ()

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Return all that a workbook draws of the table."""
        simple = Drawing(self.charted, is_stacked=self.is_stacked)
        return (simple, *self.drawn) if self.charted else self.drawn

    def about(self, units: str) -> Table:
        """Return the table with the column of units under what these units are called."""
        if units == TOWNSHIPS or all(column.label != TOWNSHIPS for column in self.columns):
            return self
        named = (replace(c, label=units) if c.label == TOWNSHIPS else c for c in self.columns)
        return replace(self, columns=tuple(named))


def year(label: str = "年度") -> Column:
    """Return the column of the report year."""
    return Column("year", label, Kind.YEAR)


def text(name: str, label: str, labels: dict[Any, str] | None = None) -> Column:
    """Return a column of words."""
    return Column(name, label, Kind.TEXT, labels=labels)
