"""Sets the characters of a page into lines of prose and rows of table cells, from top to bottom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from etl.domain.report import Line
from etl.extract.printed.lines import is_bare, line_of, placed
from etl.extract.printed.marks import is_note_mark
from etl.extract.ruled_pages.banded import banded_tables
from etl.extract.ruled_pages.figures_apart import is_wrapped, words_of
from etl.extract.ruled_pages.halves import halves_of
from etl.extract.ruled_pages.ruled import Ruled, Span, ruled_tables
from etl.extract.ruled_pages.shapes import Glyph, Shapes

SAME_LINE = 0.5
WIDE_GAP = 2.0
TABULAR = 3
SMALLEST = 1.0
MARK_SIZE = 0.8
RAISED = 0.12
OVERLAID = 0.7


def page_lines(shapes: Shapes, page: int) -> Iterator[Line]:
    """Yield what a page prints; places name the page, and the line or row in it.

    Of two pages printed on one sheet the right one follows the left one.
    """
    blocks = (block for half in halves_of(shapes) for block in blocks_of(half))
    for number, block in enumerate(blocks, 1):
        place = f"第{page}页 第{number}行"
        if isinstance(block, str):
            yield Line(place, block)
        else:
            yield line_of(place, block)


def blocks_of(shapes: Shapes) -> Iterator[str | tuple[str, ...]]:
    """Yield the lines of prose and the rows of cells of a page, from the top."""
    tables = [*ruled_tables(shapes.across, shapes.down), *banded_tables(shapes)]
    inside: dict[int, dict[Span, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    outside = []
    for glyph in shapes.glyphs:
        spot = spot_of(glyph, tables)
        if spot is None:
            outside.append(glyph)
        else:
            inside[spot[0]][spot[1]].append(glyph)
    blocks: list[tuple[float, str | tuple[str, ...]]] = [
        (line[0].middle, prose(line)) for line in text_lines(outside)
    ]
    for number, table in enumerate(tables):
        heights = table.edges_across
        for row, cells in enumerate(rows_of(table, inside[number])):
            blocks.append((heights[row], cells if len(cells) > 1 else "".join(cells)))
    yield from (block for _, block in sorted(blocks, key=lambda block: -block[0]))


def spot_of(glyph: Glyph, tables: list[Ruled]) -> tuple[int, Span] | None:
    """Return the table and cell that a character stands in."""
    x, y = (glyph.left + glyph.right) / 2, glyph.middle
    for number, table in enumerate(tables):
        if table.bottom <= y <= table.top:
            cell = table.at(x, y)
            if cell is not None:
                return number, cell
    return None


def rows_of(table: Ruled, inside: dict[Span, list[Glyph]]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each row; a cell that began in a row above is blank where it goes on.

    They are placed in the grid unless a figure spans several places of it.
    """
    texts = {cell: cell_text(glyphs, edges_of(table, cell)) for cell, glyphs in inside.items()}
    sizes = Counter(table.cells.values())
    is_grid = not any(is_bare(text) for cell, text in texts.items() if sizes[cell] > 1)
    for row in range(table.rows()):
        cells: list[str] = []
        at: list[int] = []
        before: Span | None = None
        for column in range(table.columns()):
            cell = table.cells[row, column]
            if cell == before:
                continue
            cells.append(texts.get(cell, "") if cell[0] == row else "")
            at.append(column)
            before = cell
        yield placed(tuple(cells), (*at, table.columns()) if is_grid else ())


def edges_of(table: Ruled, cell: Span) -> tuple[float, float]:
    """Return where a cell begins on the left, and where it ends on the right."""
    row, first = cell
    column = first
    while column + 1 < table.columns() and table.cells[row, column + 1] == cell:
        column += 1
    return table.edges_down[first], table.edges_down[column + 1]


def text_lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Return characters in printed lines from the top, each from the left."""
    lines: list[list[Glyph]] = []
    tallest = SMALLEST
    for glyph in sorted(glyphs, key=lambda g: -(g.bottom + g.top)):
        height = max(glyph.top - glyph.bottom, SMALLEST)
        apart = lines[-1][0].middle - glyph.middle if lines else 0.0
        if lines and apart <= SAME_LINE * max(height, tallest):
            lines[-1].append(glyph)
            tallest = max(tallest, height)
        else:
            lines.append([glyph])
            tallest = height
    return [without_note_marks(sorted(line, key=lambda g: g.left)) for line in lines]


def without_note_marks(line: list[Glyph]) -> list[Glyph]:
    """Return a line without small raised marks of notes, and without what is set off from it."""
    sizes = [glyph.top - glyph.bottom for glyph in line]
    own = [glyph for glyph in line if not glyph.set_off]
    if own and len(own) < len(line):
        return without_note_marks(own)
    if MARK_SIZE * max(sizes) <= min(sizes) or len(line) == 1:
        return without_overlaid(line)
    kept = line[:1]
    for glyph in line[1:]:
        before = kept[-1]
        height = before.top - before.bottom
        is_small = glyph.top - glyph.bottom <= MARK_SIZE * height
        is_off = (
            glyph.bottom > before.bottom + RAISED * height
            or glyph.bottom < before.bottom - RAISED * height
        )
        if not (is_small and is_off and is_note_mark(glyph.text)):
            kept.append(glyph)
    return without_overlaid(kept)


def without_overlaid(line: list[Glyph]) -> list[Glyph]:
    """Return a line in which two figures printed over one another are one sign that is none."""
    kept = line[:1]
    for glyph in line[1:]:
        before = kept[-1]
        shared = min(before.right, glyph.right) - glyph.left
        narrow = min(before.right - before.left, glyph.right - glyph.left)
        if shared > OVERLAID * narrow and before.text.isdigit() and glyph.text.isdigit():
            kept[-1] = before._replace(text="\ufffd")
        else:
            kept.append(glyph)
    return kept


def prose(line: list[Glyph]) -> str:
    """Return a line of text; one in several far columns is parted by tabs."""
    size = max(sorted(g.top - g.bottom for g in line)[len(line) // 2], SMALLEST)
    parts = spaced(line, WIDE_GAP * size)
    if len(parts) >= TABULAR:
        return "\t".join(written(part, size) for part in parts)
    return " ".join(written(part, size) for part in parts)


def spaced(line: list[Glyph], gap: float) -> list[list[Glyph]]:
    """Return a line cut where more than `gap` points are free."""
    parts = [[line[0]]]
    for before, glyph in pairwise(line):
        if glyph.left - before.right > gap:
            parts.append([])
        parts[-1].append(glyph)
    return parts


def written(part: list[Glyph], size: float) -> str:
    """Return a run of characters with a space where a smaller gap is."""
    return " ".join("".join(g.text for g in word) for word in words_of(part, size))


def cell_text(glyphs: list[Glyph], edges: tuple[float, float]) -> str:
    """Return the text of a cell: lines that are only wrapped at its edge are joined.

    Two figures on two lines of a cell are never made one: a space stays between them.
    """
    if len(glyphs) == 1:
        return glyphs[0].text
    text = ""
    above: list[Glyph] = []
    for line in text_lines(glyphs):
        here = written(line, size_of(line))
        text += (" " if above and are_apart(above, line, edges) else "") + here
        above = line
    return text


def are_apart(above: list[Glyph], line: list[Glyph], edges: tuple[float, float]) -> bool:
    """Return whether a line of a cell is no continuation of the word or figure above it."""
    last, first = above[-1].text, line[0].text
    left, right = edges
    is_full = right - above[-1].right < 2 * size_of(above)
    if last.isdigit() and first.isdigit():
        return not (is_full and is_wrapped(above, line, right - left))
    return last.isascii() and first.isascii() and not is_full


def size_of(line: list[Glyph]) -> float:
    """Return how high the first character of a line is."""
    return max(line[0].top - line[0].bottom, SMALLEST)
