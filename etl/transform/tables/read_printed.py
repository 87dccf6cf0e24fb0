"""Reads tables that offices print otherwise than the form: figures with marks, tables turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from etl.definitions import load
from etl.domain.report import Cell
from etl.transform.tables.columns.infer_columns import DIFFERS
from etl.transform.tables.layout.turned import Turned, blocks_of, squared, turned_back, turned_in
from etl.transform.tables.note_marks import as_printed, without_marks
from etl.transform.tables.read_tables import Tables, read_tables
from etl.transform.tables.row_uses import Use
from etl.transform.tables.rows import Row, is_value


def read_printed(rows: tuple[Row, ...], year: int | None = None) -> Tables:
    """Return what tables print, figures with the mark of a note as they stand there."""
    bare, marked = without_marks(rows)
    tables = read_turned(bare, year) or read_tables(bare, year)
    if not marked:
        return tables
    uses = [(row, use) for row, (_, use) in zip(rows, tables.rows, strict=True)]
    return replace(tables, cells=as_printed(tables.cells, rows, marked), rows=tuple(uses))


def read_turned(rows: tuple[Row, ...], year: int | None) -> Tables | None:
    """Return what tables print of which one is turned, None where nothing is gained by it.

    A table is turned back only where every cell of it is then one of the form.
    """
    editions = [form.edition for form in load().forms.values() if form.grids]
    grids = squared(rows)
    blocks = list(blocks_of(grids))
    tried = (turned_in(grids, blocks, edition) for edition in reversed(editions))
    found = max(tried, key=len)
    while found:
        tables = read_tables(turned_back(rows, found), year)
        sound = [turned for turned in found if is_sound(turned, tables)]
        if len(sound) == len(found):
            return in_place(tables, rows, found)
        found = sound
    return None


def is_sound(turned: Turned, tables: Tables) -> bool:
    """Return whether every cell of a turned table was read as it stands by its labels.

    Where a figure lost and a sign too many may have moved others, sums have to show that none did.
    """
    own = {c.address: c.raw.strip() for c in tables.cells if c.table == turned.table}
    differs = {(i.address or "").partition(".")[0] for i in tables.issues if i.kind == DIFFERS}
    is_moved = turned.may_have_moved and turned.table in differs
    return own == turned.cells and not is_moved


def in_place(tables: Tables, rows: Sequence[Row], found: Sequence[Turned]) -> Tables:
    """Return what was read with the rows as they are printed, and figures placed in them."""
    uses = [use for _, use in tables.rows]
    cells = list(tables.cells)
    for turned in found:
        printed = rows[turned.start : turned.end]
        own = [Use.FIGURES if any(map(is_value, row.cells)) else Use.LABEL for row in printed]
        uses[turned.start : turned.start + len(turned.upright)] = own
        cells = list(placed(cells, turned, printed))
    return replace(tables, cells=tuple(cells), rows=tuple(zip(rows, uses, strict=True)))


def placed(cells: Sequence[Cell], turned: Turned, printed: Sequence[Row]) -> Iterator[Cell]:
    """Yield cells, those of a turned table placed in the row that alone prints their figure."""
    for cell in cells:
        own = [row.place for row in printed if cell.raw in row.cells]
        is_sure = cell.table == turned.table and cell.raw and len(own) == 1
        yield replace(cell, place=own[0]) if is_sure else cell
