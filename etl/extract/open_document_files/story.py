"""Reads the text of an OpenDocument file: paragraphs as lines, table rows with their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from etl.extract.open_document_files.lists import Lists
from etl.extract.open_document_files.looks import PLAIN, Look, Looks, named
from etl.extract.printed.lines import UNREAD_PICTURE, Block, is_bare, placed
from etl.extract.printed.list_numbers import before
from etl.extract.printed.marks import LOWER, RAISE, without_note_marks

PARAGRAPHS = (named("text:p"), named("text:h"))
LIST, ITEM = named("text:list"), (named("text:list-item"), named("text:list-header"))
TABLE, ROW = named("table:table"), named("table:table-row")
CELL, COVERED = named("table:table-cell"), named("table:covered-table-cell")
SKIPPED = {
    named(name) for name in (
        "text:tracked-changes", "office:annotation", "office:annotation-end", "text:hidden-text",
        "text:note-citation", "text:ruby-text", "office:forms", "table:table-column",
        "text:sequence-decls", "draw:glue-point", "text:index-title-template",
    )
} | {"{http://www.w3.org/1998/Math/MathML}annotation"}  # fmt: skip
NOTE, NOTE_SIGN = named("text:note-body"), "注："
FRAMES = (named("draw:text-box"), named("draw:custom-shape"), named("draw:rect"))
IMAGES = (named("draw:image"), named("draw:object"), named("draw:object-ole"))
CONTROL = named("draw:control")
SECTION = named("text:section")
REPEATED = "table:number-columns-repeated"
MOST_SPACES, MOST_REPEATED = 200, 500
DEEPEST = 200
Spans = dict[int, tuple[int, int]]


@dataclass(slots=True)
class Story:
    """An OpenDocument text while it is read; `aside` is what hangs on the paragraph before."""

    looks: Looks
    lists: Lists
    controls: dict[str, str] = field(default_factory=dict)
    aside: list[Block] = field(default_factory=list)
    in_cell: bool = False

    def blocks(self, container: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Yield each paragraph as one text, each table row as its cells' texts."""
        for element in container:
            if element.tag in PARAGRAPHS:
                yield (self.paragraph(element),)
                yield from [] if self.in_cell else self.taken_aside()
            elif element.tag == TABLE:
                yield from self.rows(element, depth)
            elif element.tag == LIST:
                yield from self.listed(element, depth)
            elif self.is_shown(element) and depth < DEEPEST:
                yield from self.blocks(element, depth + 1)

    def is_shown(self, element: etree._Element) -> bool:
        """Return whether an element that holds paragraphs is shown."""
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            return False
        return element.tag != SECTION or element.get(named("text:display")) not in (
            "none",
            "condition",
        )

    def taken_aside(self) -> list[Block]:
        """Return what hangs on the paragraphs read so far, and forget it."""
        aside, self.aside = self.aside, []
        return aside

    def listed(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """Yield the entries of a list with their numbers."""
        self.lists.begin(element, element.get(named("text:style-name"), ""))
        for item in element.iterchildren(*ITEM):
            number = ""
            if item.tag == ITEM[0] and not is_only_nested(item):
                number = self.lists.number()
            for block in self.blocks(item, depth + 1):
                yield (before(number, block[0]), *block[1:])
                number = ""
        self.lists.end()

    def rows(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """Yield the rows of a table; a row that holds tables is only their frame."""
        spans: Spans = {}
        for row in table.iterdescendants(ROW):
            if next(row.iterancestors(TABLE), None) is not table:
                continue
            if row.get(named("table:visibility"), "visible") != "visible":
                continue
            if next(row.iterdescendants(TABLE), None) is not None:
                for cell in row.iterchildren(CELL):
                    yield from self.blocks(cell, depth + 1)
                continue
            yield self.row_of(row, spans)
            yield from self.taken_aside()

    def row_of(self, row: etree._Element, spans: Spans) -> Block:
        """Return the cells of a row, placed in the grid of its table unless a figure spans some."""
        found = list(self.cells(row, spans))
        texts = tuple(text for _, text in found)
        starts = [column for column, _ in found]
        is_grid = not any(is_bare(text) and spans[column] != (0, 1) for column, text in found)
        width = sum(repeated(c, REPEATED) for c in row.iterchildren(CELL, COVERED))
        return placed(texts, (*starts, width) if is_grid else ())

    def cells(self, row: etree._Element, spans: Spans) -> Iterator[tuple[int, str]]:
        """Yield the cells of a row by column; one that a span from above covers is blank once."""
        column = 0
        for cell in row.iterchildren(CELL, COVERED):
            for _ in range(repeated(cell, REPEATED)):
                left, width = spans.get(column, (0, 0))
                if cell.tag == CELL:
                    down = repeated(cell, "table:number-rows-spanned")
                    spans[column] = down - 1, repeated(cell, "table:number-columns-spanned")
                    yield column, self.cell_text(cell)
                elif left:
                    spans[column] = left - 1, width
                    yield column, ""
                column += 1

    def cell_text(self, cell: etree._Element) -> str:
        """Return what a cell prints, its paragraphs on lines of their own."""
        kept, self.aside = self.aside, []
        was_in_cell, self.in_cell = self.in_cell, True
        texts = [block[0] for block in self.blocks(cell) if block[0].strip()]
        self.in_cell = was_in_cell
        text = "\n".join(texts).strip()
        if not text and next(cell.iter(*IMAGES), None) is not None:
            text = UNREAD_PICTURE
        self.aside = kept + self.aside
        return text

    def paragraph(self, element: etree._Element) -> str:
        """Return what a paragraph prints."""
        look = self.looks.get(element.get(named("text:style-name"), ""), PLAIN)
        held = len(self.aside)
        text = without_note_marks("".join(self.texts(element, look, 0)))
        if not text.strip() and len(self.aside) > held:
            text = "\n".join(" ".join(block) for block in self.aside[held:])
            del self.aside[held:]
        return text

    def texts(self, element: etree._Element, look: Look, depth: int) -> Iterator[str]:
        """Yield the texts of a paragraph in order, raised ones set off."""
        yield seen(element.text, look)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SKIPPED and depth < DEEPEST:
                yield from self.inside(child, look, depth)
            yield seen(child.tail, look)

    def inside(self, child: etree._Element, look: Look, depth: int) -> Iterator[str]:
        """Yield the texts of an element inside a paragraph."""
        name = str(child.tag).rpartition("}")[2]
        if name == "s":
            yield " " * min(MOST_SPACES, repeated(child, "text:c"))
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif child.tag == CONTROL:
            yield self.controls.get(child.get(named("draw:control"), ""), "")
        elif child.tag == NOTE:
            said = "".join(block[0] for block in self.blocks(child, depth + 1)).strip()
            self.aside += [(NOTE_SIGN + said,)] if said else []
        elif child.tag in FRAMES:
            self.aside += [block for block in list(self.blocks(child, depth + 1)) if any(block)]
        elif child.get(named("text:style-name")) and name in ("span", "a"):
            own = self.looks.get(child.get(named("text:style-name"), ""), PLAIN)
            yield from self.texts(child, own.over(look), depth + 1)
        else:
            yield from self.texts(child, look, depth + 1)


def seen(text: str | None, look: Look) -> str:
    """Return text as it is seen: nothing of what is gone, raised text set off."""
    if not text or look.gone:
        return ""
    folded = " ".join(text.split())
    spaced = (
        (" " if text[0].isspace() else "") + folded + (" " if text[-1].isspace() and folded else "")
    )
    is_set_off = look.raised or (look.white and not look.shaded)
    return RAISE + spaced + LOWER if is_set_off else spaced


def repeated(element: etree._Element, name: str) -> int:
    """Return how often an element stands, bounded."""
    text = element.get(named(name), "1")
    return max(1, min(MOST_REPEATED, int(text))) if text.isdigit() else 1


def is_only_nested(item: etree._Element) -> bool:
    """Return whether an entry holds no text of its own but a list inside it."""
    first = next(item.iterchildren(etree.Element), None)
    return first is not None and first.tag == LIST


def controls_in(root: etree._Element) -> dict[str, str]:
    """Return what the controls of a form show, by their names."""
    found = {}
    for control in root.iter(etree.Element):
        if not str(control.tag).startswith(f"{{{named('form:x')[1:].partition('}')[0]}}}"):
            continue
        shown = control.get(named("form:current-value")) or control.get(named("form:value")) or ""
        for option in control.iterchildren(named("form:option")):
            if option.get(named("form:current-selected")) == "true":
                shown = option.get(named("form:label"), "")
        name = control.get(named("form:id")) or control.get(
            "{http://www.w3.org/XML/1998/namespace}id"
        )
        if name:
            found[name] = shown
    return found
