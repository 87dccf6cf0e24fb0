"""Which sheets the workbook has and what stands in their rows and columns, from the definitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from etl.definitions import load
from etl.definitions.schema import Table
from etl.templates.entry import Entry, addresses_of, all_rows, row_title
from etl.templates.fields import Heading

NOTES, NARRATIVE, ITEMS, EXTRA, CHOICES = "填写说明", "叙述数据", "公开分类", "附加信息", "选项"
SHORT_TITLES = {
    "article_20": "主动公开",
    "applications": "依申请公开",
    "reviews": "复议诉讼",
    "statistics": "统计表(本年与累计)",
    "national_statistics": "统计表(全国)",
}
WIDEST = 30
FIRST_ROW = 4
"""Below the title, the hint and two rows of headings."""
IDENTITY = (Heading.CODE, Heading.COUNTY, Heading.TOWNSHIP, Heading.YEAR)
ABOUT = (Heading.EDITION, Heading.SUBMITTED, Heading.DATE)
OF_FIGURE = (Heading.VALUE, Heading.APPROXIMATE, Heading.EVIDENCE)
OF_UPRIGHT = (Heading.ROW, Heading.UNIT, *OF_FIGURE)
"""The columns where the figures of one report stand below each other."""
OF_ITEM = (
    Heading.CODE, Heading.TOWNSHIP, Heading.YEAR, Heading.AXIS, Heading.LABEL, Heading.PARENT,
    Heading.COUNT, Heading.UNIT, Heading.APPROXIMATE, Heading.EVIDENCE, Heading.PLACE,
)  # fmt: skip
OF_EXTRA = (
    Heading.CODE, Heading.YEAR, Heading.ADDRESS, Heading.LABEL, Heading.RAW, Heading.VALUE,
    Heading.MARK, Heading.READING, Heading.PLACE, Heading.DETAIL,
)  # fmt: skip
CHECK = "核对"


@dataclass(frozen=True, slots=True)
class Balance:
    """Rows of a table that add up to the same as others, in every column."""

    table: str
    label: str
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    others: bool = False


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One official table on a sheet of its own, for the editions that print it alike."""

    name: str
    title: str
    table: Table
    editions: tuple[str, ...]
    first_year: int

    @property
    def is_wide(self) -> bool:
        """Return whether a place and year takes one row, instead of a block of rows."""
        return len(self.addresses) <= WIDEST

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return every address of the sheet in the order shown."""
        return tuple(addresses_of(self.table, all_rows(self.table)))

    def takes(self, entry: Entry) -> bool:
        """Return whether an entry gets rows here, seen or hidden; a list is not used later on."""
        return self.is_own(entry) or (not self.table.is_list and entry.year >= self.first_year)

    def is_own(self, entry: Entry) -> bool:
        """Return whether an entry is in one of this sheet's editions."""
        return entry.form.edition in self.editions

    def shown_rows(self, entry: Entry, filled: set[str]) -> set[str]:
        """Return the rows that an entry shows: of an either-or what the edition prints or is used.

        `filled` are the addresses that hold something.
        """
        table = entry.form.table(self.table.id) if self.is_own(entry) else self.table
        borrowed = entry.form.borrowed_rows
        names_optional = {r.id for r in table.optional_rows if f"{table.id}.{r.id}" not in borrowed}
        shown = {row.id for row in self.table.rows}
        for row in self.table.optional_rows:
            uses = {r: self.is_used(r, filled) for r in (row.id, *row.replaces)}
            prints = row.id in names_optional and not any(uses[r] for r in row.replaces)
            if uses[row.id] or prints:
                shown.add(row.id)
                shown -= {r for r in row.replaces if not uses[r]}
        return shown

    def is_used(self, row_id: str, filled: set[str]) -> bool:
        """Return whether anything is filled in in a row."""
        return any(a in filled for a in addresses_of(self.table, (self.table.row(row_id),)))


def row_of_figure(number: int) -> int:
    """Return the row of a figure where those of one report stand below each other."""
    return FIRST_ROW + len(IDENTITY) + len(ABOUT) + number


@cache
def table_sheets() -> tuple[TableSheet, ...]:
    """Return the sheets of the official tables, newest edition first, tables in printed order."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for edition, form in reversed(load().forms.items()):
        for table in form.tables:
            groups.setdefault((table.id, *table.addresses()), []).append(edition)
    ids = [key[0] for key in groups]
    order = list(dict.fromkeys(ids))
    return tuple(
        table_sheet(key[0], tuple(groups[key]), is_alone=ids.count(key[0]) == 1)
        for key in sorted(groups, key=lambda key: order.index(key[0]))
    )


def table_sheet(table_id: str, editions: tuple[str, ...], *, is_alone: bool) -> TableSheet:
    """Return the sheet of one table, with the rows of every edition that prints it alike."""
    forms = [load().forms[edition] for edition in editions]
    newest = forms[0].table(table_id)
    optional = {row.id: row for form in forms for row in form.table(table_id).optional_rows}
    short = SHORT_TITLES.get(table_id, newest.title[:20])
    return TableSheet(
        name=short if is_alone else f"{short}({'、'.join(sorted(editions))})",
        title=newest.title,
        table=newest.model_copy(update={"optional_rows": tuple(optional.values())}),
        editions=editions,
        first_year=min(form.in_force["from"] for form in forms),
    )


@cache
def balances(table_id: str) -> tuple[Balance, ...]:
    """Return the identities between the rows of a table."""
    entries = yaml.safe_load(files("etl.templates").joinpath("checks.yml").read_text("utf-8"))
    return tuple(
        Balance(
            table=entry["table"],
            label=entry["label"],
            left=tuple(entry["left"]),
            right=tuple(entry.get("right", ())),
            others=entry.get("others", False),
        )
        for entry in entries
        if entry["table"] == table_id
    )


def right_rows(balance: Balance, table: Table) -> tuple[str, ...]:
    """Return the rows on the right of an identity, the optional ones included."""
    if not balance.others:
        return balance.right
    named = {row for b in balances(table.id) for row in (*b.left, *b.right)}
    return tuple(row.id for row in all_rows(table) if row.id not in named)


def block_columns(sheet: TableSheet) -> tuple[str, ...]:
    """Return the headings of a sheet of blocks."""
    labels = (column.label for column in sheet.table.columns)
    return (*IDENTITY, Heading.GROUP, Heading.ROW, *labels, CHECK)


def wide_columns(sheet: TableSheet) -> Iterator[tuple[str, str, str]]:
    """Yield (upper heading, lower heading, address) of the figures of a sheet of single rows."""
    for row in all_rows(sheet.table):
        for column_id in sheet.table.columns_of(row.id):
            label = sheet.table.column(column_id).label
            yield row_title(row), label, f"{sheet.table.id}.{row.id}.{column_id}"
