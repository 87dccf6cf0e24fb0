"""Reads Word's XML: paragraphs as lines, table rows with their cells.

A cell that a merge only continues is blank in its row, or none; a merged cell is no repeated value.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from etl.extract.printed.lines import (
    PICTURE,
    UNREAD_PICTURE,
    Block,
    may_be_turned,
    placed,
)
from etl.extract.word_files.grids import places_in
from etl.extract.word_files.names import BOX, CELL, PARAGRAPH, ROW, RUN, TABLE, TEXT, WORD
from etl.extract.word_files.pictures import holds_picture, is_large

SYMBOL, SYMBOL_CODE = f"{WORD}sym", f"{WORD}char"


def blocks(container: etree._Element) -> Iterator[Block]:
    """Yield each paragraph as one text, each table row as its cells' texts."""
    for element in container:
        if element.tag == PARAGRAPH:
            boxes = boxes_of(element)
            yield (text_of(element),)
            for box in boxes:
                yield from blocks(box)
            if is_large(element):
                yield (PICTURE,)
        elif element.tag == TABLE:
            yield from table_rows(element)
        elif isinstance(element.tag, str):
            yield from blocks(element)


def boxes_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text boxes that hang on a paragraph, taken out of it."""
    boxes = list(paragraph.iter(BOX))
    for box in boxes:
        remove(box)
    return boxes


def remove(element: etree._Element | None) -> None:
    """Take an element out of its tree."""
    parent = None if element is None else element.getparent()
    if parent is not None and element is not None:
        parent.remove(element)


def table_rows(table: etree._Element) -> Iterator[Block]:
    """Yield the rows of a table; a row that holds tables is only their frame."""
    for inner in list(table.iterdescendants(TABLE)):
        unwrap_single_cell(inner)
    if next(table.iterdescendants(TABLE), None) is None:
        yield from plain_rows(list(parts(table, ROW)))
        return
    for row in parts(table, ROW):
        if next(row.iterdescendants(TABLE), None) is not None:
            for cell in parts(row, CELL):
                yield from blocks(cell)
        else:
            yield from row_blocks(row)


def plain_rows(rows: list[etree._Element]) -> Iterator[Block]:
    """Yield the rows of a table that holds no other, placed where it may be turned by a quarter."""
    found = [list(row_blocks(row)) for row in rows]
    if may_be_turned([len(printed[0]) for printed in found]):
        cells = [list(parts(row, CELL)) for row in rows]
        places = places_in(cells, [printed[0] for printed in found])
        found = [[placed(f, at), *more] for (f, *more), at in zip(found, places, strict=True)]
    for printed in found:
        yield from printed


def unwrap_single_cell(table: etree._Element) -> None:
    """Put the paragraphs of a table of one cell, which is no more than a frame, in its place."""
    cells = list(table.iterdescendants(CELL))
    outer = table.getparent()
    if len(cells) == 1 and outer is not None:
        for paragraph in reversed(list(cells[0].iterchildren(PARAGRAPH))):
            table.addnext(paragraph)
        outer.remove(table)


def parts(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those that a control holds."""
    for element in container:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and len(element) and not element.tag.endswith("Pr"):
            yield from parts(element, tag)


def row_blocks(row: etree._Element) -> Iterator[Block]:
    """Yield a row's cells, and below it the text boxes beside the text of its cells."""
    if next(row.iter(BOX), None) is None:
        texts = cell_texts(row)
        is_plain = all(texts) or not holds_picture(row)
        yield tuple(texts) if is_plain else with_pictures(list(parts(row, CELL)), texts)
        return
    texts, aside = [], []
    cells = list(parts(row, CELL))
    for cell in cells:
        boxes = boxes_of(cell)
        (text,) = cell_texts(cell)
        inside = [block for box in boxes for block in blocks(box) if any(block)]
        if not text and inside:
            text = "\n".join(" ".join(block) for block in inside)
        else:
            aside += inside
        texts.append(text)
    yield with_pictures(cells, texts)
    yield from aside


def with_pictures(cells: list[etree._Element], texts: list[str]) -> Block:
    """Return the texts of cells; one that holds only a picture is not blank."""
    return tuple(
        text or (UNREAD_PICTURE if holds_picture(cell) else "")
        for cell, text in zip(cells, texts, strict=True)
    )


def cell_texts(row: etree._Element) -> list[str]:
    """Return what each cell of a row, or one cell, prints, its paragraphs on lines of their own."""
    cells: list[list[str]] = []
    for element in row.iter(CELL, PARAGRAPH, TEXT):
        tag = element.tag
        if tag == TEXT:
            cells[-1][-1] += element.text or ""
        elif tag == PARAGRAPH:
            cells[-1].append("")
        else:
            cells.append([""])
    return ["\n".join(line for line in lines if line.strip()).strip() for lines in cells]


def text_of(element: etree._Element) -> str:
    """Return what a paragraph or a cell prints, tabs and breaks included."""
    return "".join([text.text or "" for text in element.iter(TEXT)])


def symbol(sign: etree._Element) -> str:
    """Return the character of a symbol, the replacement sign for one of a symbol font."""
    code = sign.get(SYMBOL_CODE, "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def paragraph_of_text(text: str) -> etree._Element:
    """Return a new paragraph with a text."""
    paragraph = etree.Element(PARAGRAPH)
    run = etree.SubElement(paragraph, RUN)
    etree.SubElement(run, TEXT).text = text
    return paragraph
