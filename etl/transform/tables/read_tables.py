"""Finds the official tables in printed rows and says what stands in each cell of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from etl.definitions import load
from etl.domain.report import Cell, Figure, Issue, Mark
from etl.transform.tables.blank_tables import left_blank
from etl.transform.tables.cells import BY_POSITION, NOT_READ, Keyed, readings_of
from etl.transform.tables.columns.column_order import in_form_order
from etl.transform.tables.columns.edge_columns import without_edges
from etl.transform.tables.columns.infer_columns import differing, placed_by_sums
from etl.transform.tables.columns.line_order import doubted_line
from etl.transform.tables.columns.one_line_table import read_lines
from etl.transform.tables.columns.two_year_tables import for_year
from etl.transform.tables.form_labels.detect_edition import NEWEST, edition_of
from etl.transform.tables.layout.block_editions import only, rows_by_edition
from etl.transform.tables.layout.headers import header_groups
from etl.transform.tables.layout.index_columns import without_index
from etl.transform.tables.layout.match_labels import scan
from etl.transform.tables.layout.run_together import edition_inside, read_run_together
from etl.transform.tables.layout.wide_cells import without_repetitions
from etl.transform.tables.layout.wrapped_labels import rejoin_wrapped_labels
from etl.transform.tables.layout.written_out import edition_written_out, read_written_out
from etl.transform.tables.lists.list_tables import read_lists
from etl.transform.tables.lost_rows import doubt_before_lost
from etl.transform.tables.lost_tables import with_lost_tables
from etl.transform.tables.missing_rows import with_missing
from etl.transform.tables.row_uses import Use, uses_of
from etl.transform.tables.rows import Row, is_value
from etl.transform.tables.settle_rows import Settled, layout_of, settle

# Shorter ones also number the rows.
DIGITS = re.compile(r"\d{3,}")
# Figures that ran together with a label; a year is part of it.
IN_LABEL = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d{3,}")


@dataclass(frozen=True, slots=True)
class Tables:
    """The official tables of one report as read.

    `figures` are those of the narrative that a statistics table counts alike; `rows` are the
    printed rows with what became of each.
    """

    edition: str | None
    cells: tuple[Cell, ...]
    issues: tuple[Issue, ...]
    figures: tuple[Figure, ...] = ()
    rows: tuple[tuple[Row, Use], ...] = ()


@dataclass(slots=True)
class FormReading:
    """What the rows of one edition print, before it is told what is missing."""

    settled: Settled = field(default_factory=Settled)
    issues: list[Issue] = field(default_factory=list)


def read_tables(rows: tuple[Row, ...], year: int | None = None) -> Tables:
    """Return every cell of the form that the rows print, and `absent` for those they do not.

    A report without any row of the form has no cells at all: its figures are in the narrative.
    `year` is the report's, for tables that print two years side by side.
    """
    bare = without_index(rows)
    lists = read_lists(bare, year)
    left = only(bare, frozenset(range(len(rows))) - lists.used)
    edition = edition_of(left) or edition_written_out(left) or edition_inside(left)
    used = edition or NEWEST
    readings = {
        other: read_form(only(left, indexes), other, year)
        for other, indexes in rows_by_edition(left, used).items()
    }
    if not edition:
        without_edition(readings[used])
    uses = uses_of(bare, lists.used.union(*(r.settled.used for r in readings.values())))
    cells, issues = told(readings, used, bare, uses)
    if not cells:
        edition = own_of_lists(lists.cells)
    placed = {cell.place for cell in cells if cell.reading == BY_POSITION}
    uses = tuple(
        Use.FIGURES if use is Use.NOT_READ and row.place in placed else use
        for row, use in zip(rows, uses, strict=True)
    )
    found = (*cells, *lists.cells)
    doubts = (*issues, *lists.issues)
    said = figures_said(found, doubts, lists.figures)
    uses = tuple(
        Use.NOT_READ if use is Use.FIGURES and not said.issuperset(figures_in(row)) else use
        for row, use in zip(bare, uses, strict=True)
    )
    return Tables(
        edition, found, doubts, tuple(lists.figures),
        tuple(zip(rows, with_index(uses, bare, rows), strict=True)),
    )  # fmt: skip


def figures_in(row: Row) -> list[str]:
    """Return the figures that a row prints beside its label, or run together with it."""
    found: list[str] = []
    for cell in row.cells:
        found += (DIGITS if is_value(cell) else IN_LABEL).findall(cell)
    return found


def figures_said(
    cells: Iterable[Cell], issues: Iterable[Issue], figures: Iterable[Figure]
) -> frozenset[str]:
    """Return every figure that was read or told; what else a row prints was read from no row."""
    told = (
        *(cell.raw for cell in cells), *(issue.message for issue in issues),
        *(figure.raw for figure in figures),
    )  # fmt: skip
    return frozenset(DIGITS.findall(" ".join(told)))


def with_index(uses: Sequence[Use], bare: Sequence[Row], rows: Sequence[Row]) -> Iterator[Use]:
    """Yield the uses of rows; what only numbers the columns is known without figures."""
    for use, left, row in zip(uses, bare, rows, strict=True):
        yield Use.LABEL if use is Use.BLANK and left.cells != row.cells else use


def own_of_lists(cells: Sequence[Cell]) -> str | None:
    """Return the edition that has the lists whose cells these are, None where there are none."""
    tables = {cell.table for cell in cells}
    forms = load().forms.values()
    return next((f.edition for f in forms if tables & {table.id for table in f.lists}), None)


def read_form(rows: tuple[Row, ...], edition: str, year: int | None) -> FormReading:
    """Return what rows print of one edition of the form."""
    rows = without_edges(rejoin_wrapped_labels(rows, edition), edition)
    rows = without_repetitions(rows, edition)
    issues: list[Issue] = []
    rows = in_form_order(for_year(rows, edition, year), edition, issues)
    seen = scan(rows, edition)
    layout = layout_of(seen, rows, header_groups(rows, edition))
    reading = FormReading(settle(seen, layout), issues)
    settled = reading.settled
    shape = layout.shapes, layout.run_excess
    for part in (
        doubted_line(read_lines(seen, rows, edition, (*shape, year)), rows),
        read_run_together(rows, edition),
    ):
        for key, printed in part.found.items():
            settled.found.setdefault(key, printed)
        settled.used |= part.used
    written = read_written_out(rows, edition, is_alone=not settled.found)
    settled.found = {**written.found, **settled.found}
    settled.found |= left_blank(edition, settled.found, rows)
    return reading


def told(
    readings: dict[str, FormReading], used: str, rows: Sequence[Row], uses: Sequence[Use]
) -> tuple[list[Cell], list[Issue]]:
    """Return the cells of all readings, those of the report's own edition whole, and the doubts.

    A row of another edition's block stands in place of the same row of the report's own.
    """
    cells: list[Cell] = []
    issues: list[Issue] = []
    others = {key for e, r in readings.items() if e != used for key in r.settled.found}
    read = others.union(*(reading.settled.found for reading in readings.values()))
    for edition, reading in readings.items():
        found = reading.settled.found
        if not found:
            issues += reading.issues
            continue
        doubt_before_lost(edition, reading.settled, read, rows)
        if edition == used:
            missing = with_missing(edition, found, reading.settled.where, (rows, uses))
            missing = {key: row for key, row in missing.items() if key not in others}
            found.update(missing)
            lost = with_lost_tables(edition, found, reading.settled.where, (rows, uses))
            missing |= {key: row for key, row in lost.items() if key not in others}
            found.update(missing)
            issues += gaps(edition, missing)
        infer(edition, found, reading.issues)
        own, doubts = readings_of(edition, found)
        cells += (
            cell
            for cell in own
            if cell.mark is not Mark.ABSENT
            or (edition == used and (cell.table, cell.row) not in others)
        )
        issues += (*doubts, *reading.issues)
    return cells, issues


def gaps(edition: str, missing: Keyed) -> Iterator[Issue]:
    """Yield an issue for each place whose unread figures may be of rows of the form."""
    form = load().forms[edition]
    by_place: dict[str, list[tuple[str, str]]] = {}
    for key, printed in missing.items():
        if printed.reading == NOT_READ:
            by_place.setdefault(printed.place, []).append(key)
    for place, keys in by_place.items():
        (table_id, row_id), *more = keys
        label = form.table(table_id).row(row_id).label
        named = f"“{label}”等{len(keys)}行" if more else f"“{label}”一行"
        message = f"未读取：{missing[keys[0]].shown}（{named}没有读到，可能在这里）"
        yield Issue(NOT_READ, message, place, f"{table_id}.{row_id}")


def infer(edition: str, found: Keyed, issues: list[Issue]) -> None:
    """Place lost figures by the form's sums, and add an issue for each sum that does not hold."""
    is_lost = any(printed.values is None for printed in found.values())
    for table in load().forms[edition].grids:
        if is_lost:
            found |= placed_by_sums(table, found)
        issues += differing(table, found)


def without_edition(reading: FormReading) -> None:
    """Take the columns from the rows that differ from edition to edition, and tell each table.

    Where nothing else is printed, not even the rows are known: they stay unread.
    """
    found = reading.settled.found
    forms = [form for form in load().forms.values() if form.grids]
    for table in forms[0].grids:
        columns = {tuple(c.id for c in form.table(table.id).columns) for form in forms}
        own = [key for key in found if key[0] == table.id] if len(columns) > 1 else []
        if shown := [found[key] for key in own if found[key].shown]:
            message = f"“{table.title}”的表头无法辨认，不知是哪一版表格，各数字未读入"
            reading.issues.append(Issue("unknown_edition", message, shown[0].place, table.id))
        for key in own:
            found[key] = found[key]._replace(values=None)
        if len(own) == len(found):
            reading.settled = Settled()
            return
