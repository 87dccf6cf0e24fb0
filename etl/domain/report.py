"""What is read of a report, from a printed line to a figure; all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """The five states of a cell, never to be mixed up; only `number` carries a value."""

    NUMBER = "number"
    NIL = "nil"
    BLANK = "blank"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class Axis(StrEnum):
    """What an item of a breakdown is a part of: the subjects or the channels of disclosure."""

    CATEGORY = "category"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line or table row; `cells` is set where the format itself knows the cells.

    `confidence`, 0 to 1, is set where the text was recognized in a picture. `at` says at which
    columns of a table's grid the cells stand, and where they end, if that is worth knowing.
    """

    place: str
    text: str
    cells: tuple[str, ...] | None = None
    confidence: float | None = None
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file as opened by its reader: its lines in printed order, nothing understood yet."""

    name: str
    format: str
    sha256: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an official table: what was printed, what it means, where and how it was read.

    `confidence` is that of a text recognized in a picture; `corrected` is why a reviewed
    correction gives another value than the print.
    """

    table: str
    row: str
    column: str
    raw: str
    value: Decimal | None
    mark: Mark
    place: str = ""
    reading: str = "printed"
    confidence: float | None = None
    corrected: str = ""

    @property
    def address(self) -> str:
        """Return the cell's one address, `table.row.column`."""
        return f"{self.table}.{self.row}.{self.column}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the narrative with its sentence; `detail` is the printed name of a rate."""

    figure: str
    raw: str
    value: Decimal | None
    mark: Mark = Mark.NUMBER
    approximate: bool = False
    evidence: str = ""
    place: str = ""
    reading: str = "sentence"
    detail: str = ""
    confidence: float | None = None
    corrected: str = ""

    @property
    def address(self) -> str:
        """Return the figure's one address, `narrative.figure`."""
        return f"narrative.{self.figure}"


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the disclosed total, by category or by channel, as the office names it."""

    label: str
    count: Decimal
    unit: str
    axis: Axis
    parent: str | None = None
    approximate: bool = False
    evidence: str = ""
    place: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A count of the prose that may be a figure but is not surely it, for a person to decide.

    `others` are the other values that the text gives for it; `reason` is the id of the doubt.
    """

    figure: str
    raw: str
    value: Decimal
    others: tuple[Decimal, ...] = ()
    reason: str = ""
    evidence: str = ""
    place: str = ""

    @property
    def address(self) -> str:
        """Return the address of the figure that it may be, `narrative.figure`."""
        return f"narrative.{self.figure}"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a report that could not be read with confidence, for a person to look at."""

    kind: str
    message: str
    place: str = ""
    address: str | None = None


class OfficeMention(NamedTuple):
    """Where a document names its office: a township-level unit, or in full one of another kind.

    `source` is title, heading, presented, made_by, signature, path or file_name.
    """

    source: str
    text: str
    township: str | None = None
    county: str | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which office and year a report says it is of; None is what the text does not say.

    `report_date` is the office's own, `published_on` that of a site. `other_office` is named
    where the document is of no township-level unit, `document_kind` where it is no report;
    `named` are all the places that name an office, the surest first.
    """

    township: str | None = None
    county: str | None = None
    year: int | None = None
    report_date: date | None = None
    place_id: str | None = None
    period_from: date | None = None
    period_to: date | None = None
    published_on: date | None = None
    other_office: str = ""
    document_kind: str = ""
    named: tuple[OfficeMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts of a report, or part 0, all that stands before the first of them.

    `printed` is the number before the heading, None where it has none.
    """

    ordinal: int
    heading: str
    text: str
    place: str
    printed: int | None = None


class Naming(NamedTuple):
    """Where a report names its year or office: `whence` is title, preamble, period or signature."""

    whence: str
    text: str
    year: int | None = None
    county: str | None = None
    township: str | None = None
    place: str = ""


class LedgerEntry(NamedTuple):
    """One printed row or line of a report, and what became of it.

    `use` is figures, prose, label, blank, page_number, furniture or not_read.
    """

    place: str
    cells: tuple[str, ...]
    use: str

    @property
    def text(self) -> str:
        """Return what was printed, its cells parted by spaces."""
        return " ".join(self.cells).strip()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one report says about one office and year, and what was not read of it."""

    identity: Identity
    edition: str | None
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    namings: tuple[Naming, ...] = ()
    issues: tuple[Issue, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    candidates: tuple[Candidate, ...] = ()
