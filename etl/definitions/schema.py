"""The shapes of the definition files; an unknown key or a dangling name is refused at loading."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field


class Definition(BaseModel):
    """A frozen entry of a definition file that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Definition):
    """A printed column of an official table; `under` are the headings that span it, top first."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    unit: str = "件"
    decimal: bool = False
    signed: bool = False
    under: tuple[str, ...] = ()


class Row(Definition):
    """A printed row of an official table; `group` is the label that spans it.

    `unit` is the row's own where rows differ in theirs; `figure` the figure of the narrative that
    counts the same, which the row tells where the prose does not.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    group: str | None = None
    replaces: tuple[str, ...] = ()
    unit: str | None = None
    figure: str | None = None


class Block(Definition):
    """Rows of one table that share a header of their own."""

    item: str | None = None
    columns: tuple[str, ...]
    rows: tuple[str, ...]


class Balance(Definition):
    """Rows of a table that add up, column by column, to the same as other rows."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Span(Definition):
    """A label that stands upright beside the rows from the first to the last."""

    label: str
    first: str
    last: str


class Table(Definition):
    """An official table of one edition, its rows in printed order.

    A list prints an indicator, its unit and its figures a row; an office prints it or leaves it
    out as a whole, so that rows are missed only where others of the same list stand.
    """

    id: str
    title: str
    section: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    optional_rows: tuple[Row, ...] = ()
    parts_of_total: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    balances: tuple[Balance, ...] = ()
    spans: tuple[Span, ...] = ()
    one_line: bool = False
    is_list: bool = False

    def row(self, row_id: str) -> Row:
        """Return the row of this id, the optional ones included."""
        return next(row for row in self.rows + self.optional_rows if row.id == row_id)

    def column(self, column_id: str) -> Column:
        """Return the column of this id."""
        return next(column for column in self.columns if column.id == column_id)

    def columns_of(self, row_id: str) -> tuple[str, ...]:
        """Return the ids of the columns that the form prints for this row."""
        for block in self.blocks:
            if row_id in block.rows:
                return block.columns
        replaced = self.row(row_id).replaces[0]
        return self.columns_of(replaced)

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of every cell of the table, row by row, without optional rows."""
        return tuple(
            f"{self.id}.{row.id}.{column}"
            for row in self.rows
            for column in self.columns_of(row.id)
        )

    def lone_counts(self) -> tuple[str, ...]:
        """Return the addresses of whole numbers that need not add up with other cells."""
        if self.balances or self.parts_of_total or self.is_list:
            return ()
        return tuple(a for a in self.addresses() if not self.column(a.split(".")[2]).decimal)


class Form(Definition):
    """One edition of the official form."""

    edition: str
    notice: str
    in_force: dict[str, int]
    other_labels: tuple[str, ...] = ()
    foreign_columns: tuple[str, ...] = ()
    borrowed_rows: tuple[str, ...] = ()
    tables: tuple[Table, ...]

    @property
    def grids(self) -> tuple[Table, ...]:
        """Return the tables that print rows under named columns, the lists left out."""
        return tuple(table for table in self.tables if not table.is_list)

    @property
    def lists(self) -> tuple[Table, ...]:
        """Return the tables that print an indicator, its unit and its figures a row."""
        return tuple(table for table in self.tables if table.is_list)

    def table(self, table_id: str) -> Table:
        """Return the table of this id."""
        return next(table for table in self.tables if table.id == table_id)

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of every cell of the form in printed order."""
        return tuple(address for table in self.tables for address in table.addresses())

    def names(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield (address, full label, row label, unit) of every cell, optional rows included."""
        for table in self.tables:
            for row in table.rows + table.optional_rows:
                for column_id in table.columns_of(row.id):
                    column = table.column(column_id)
                    address = f"{table.id}.{row.id}.{column_id}"
                    yield (
                        address,
                        f"{row.label} · {column.label}",
                        row.label,
                        row.unit or column.unit,
                    )


class FigureKind(Definition):
    """A figure that reports print in their narrative; `is_asked` of every one of them."""

    id: str
    label: str
    unit: str
    section: int
    decimal: bool = False
    is_asked: bool = False


class FieldOfWork(Definition):
    """A field of work that printed categories are mapped to by the words in them."""

    id: str
    label: str
    words: tuple[str, ...]


class CellWords(Definition):
    """The words that may stand in a cell beside its figure, and above columns not of the form."""

    note_doubts: tuple[str, ...]
    note_openings: tuple[str, ...]
    scales: dict[str, int]
    changes: dict[str, str]
    opposing: str
    numberings: frozenset[str]
    remarks: frozenset[str]
    this_year: frozenset[str]
    last_year: frozenset[str]
    counts: tuple[str, ...]
    header_units: frozenset[str]
    header_remarks: frozenset[str]
    added_columns: tuple[str, ...]
    spanning_columns: tuple[str, ...]


class ListWords(Definition):
    """The headings that columns of a statistics table bear beside those of the form's columns."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    ignored: tuple[str, ...]


class MarkKind(Definition):
    """How one of the five marks is printed, written in our own files, and shown."""

    id: str
    label: str
    meaning: str
    in_sums: str
    token: str | None = None
    printed: tuple[str, ...] = ()


class ZeroKind(Definition):
    """A way in which a report says, or fails to say, that no one applied."""

    id: str
    label: str
    meaning: str
    is_zero: bool = False


class Term(Definition):
    """What a word above a column of our own tables means."""

    id: str
    label: str
    meaning: str


class Indicator(Definition):
    """A published indicator: addresses added up, and divided last where it is a rate."""

    id: str
    title: str
    unit: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    note: str = ""
    editions: tuple[str, ...] = ()
