"""Puts the paragraphs and cells that old Word files tell one by one together to lines and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

DEEPEST_TABLE = 8
Block = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell of a row is merged: into the one before it, or into the one above it."""

    is_merged: bool = False
    is_continued: bool = False


@dataclass(slots=True)
class OpenRow:
    """A table row that has not ended: its cells, the cell it is in, and all of it in order."""

    cells: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)
    boxed: list[str] = field(default_factory=list)
    aside: list[Block] = field(default_factory=list)
    holds_table: bool = False


@dataclass(slots=True)
class Assembly:
    """The blocks that are whole, and the rows still open from the outermost table inwards."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[OpenRow] = field(default_factory=list)

    def end_paragraph(self, text: str, depth: int) -> None:
        """Take a paragraph that stands in so many tables, one inside the other; 0 is in none."""
        row = self.row_at(depth)
        if row is None:
            self.blocks.append((text,))
        else:
            row.cell.append(text)
            row.inside.append((text,))

    def end_cell(self, text: str, depth: int) -> None:
        """Take the last paragraph of a cell."""
        row = self.row_at(max(1, depth))
        if row is not None:
            row.inside.append((text,))
            whole = "\n".join(part for part in (*row.cell, text) if part.strip()).strip()
            if whole:
                row.aside += [(boxed,) for boxed in row.boxed]
            row.cells.append(whole or "\n".join(row.boxed))
            row.cell, row.boxed = [], []

    def take_box(self, text: str) -> None:
        """Take a paragraph of a text box; one that hangs on a cell stands below its row."""
        if self.rows:
            self.rows[-1].boxed.append(text)
        else:
            self.blocks.append((text,))

    def end_row(self, depth: int, shapes: Sequence[CellShape] = ()) -> None:
        """Close the row at a depth; a row that holds tables is only their frame."""
        row = self.row_at(max(1, depth))
        if row is None:
            return
        self.rows.pop()
        whole = row.inside if row.holds_table else [merged(row.cells, shapes)]
        if not row.inside:
            return
        whole = [*whole, *row.aside]
        if self.rows:
            self.rows[-1].inside += whole
            self.rows[-1].holds_table = True
        else:
            self.blocks += whole

    def row_at(self, depth: int) -> OpenRow | None:
        """Return the open row at a depth; rows further inside have ended without saying so."""
        depth = min(depth, DEEPEST_TABLE)
        while len(self.rows) > depth:
            self.end_row(len(self.rows))
        while len(self.rows) < depth:
            self.rows.append(OpenRow())
        return self.rows[-1] if depth else None

    def finish(self) -> list[Block]:
        """Return all blocks; what is still open ends here."""
        self.row_at(0)
        return self.blocks


def merged(cells: Sequence[str], shapes: Sequence[CellShape]) -> Block:
    """Return the cells of a row; one merged into its neighbor is none, one continued is blank."""
    if len(shapes) != len(cells):
        return tuple(cells)
    return tuple(
        "" if shape.is_continued else text
        for text, shape in zip(cells, shapes, strict=True)
        if text or not shape.is_merged
    )
