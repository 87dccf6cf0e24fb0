"""Reads Word's XML: paragraphs as lines, table rows with their cells.

A cell that a merge only continues is blank in its row, or none; a merged cell is no repeated value.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, TABLE, ROW, CELL = f"{WORD}p", f"{WORD}tbl", f"{WORD}tr", f"{WORD}tc"
TEXT, VALUE = f"{WORD}t", f"{WORD}val"
BOX = f"{WORD}txbxContent"
# Word 2003 writes the names of merges in small letters.
MERGES = (f"{WORD}vMerge", f"{WORD}hMerge", f"{WORD}vmerge", f"{WORD}hmerge")
# Deleted or moved away, the old-style copy of a drawing, and pinyin above its characters.
NOT_PRINTED = (
    f"{WORD}del", f"{WORD}moveFrom", f"{WORD}rt",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)  # fmt: skip
SIGNS = {
    f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-",
    f"{WORD}ptab": "\t",
}  # fmt: skip
SYMBOL, SYMBOL_CODE = f"{WORD}sym", f"{WORD}char"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
NO = {"0", "false", "off", "none"}


def tidy(body: etree._Element) -> None:
    """Take out what is not printed, and write tabs, breaks and symbols as text."""
    for mark in list(body.iter(f"{WORD}del")):
        row = mark.getparent()
        if row is not None and row.tag == f"{WORD}trPr":
            remove(row.getparent())
    for mark in list(body.iter(f"{WORD}vanish")):
        if mark.get(VALUE) not in NO:
            remove(holder(mark, f"{WORD}r"))
    etree.strip_elements(body, *NOT_PRINTED, with_tail=False)
    for merge in list(body.iter(*MERGES)):
        if merge.get(VALUE) != "restart":
            continue_cell(merge)
    for sign in list(body.iter(FORMULA, SYMBOL, *SIGNS)):
        write_sign(sign)


def continue_cell(merge: etree._Element) -> None:
    """Empty a cell that only continues the one above; take out one that continues its neighbor."""
    cell = holder(merge, CELL)
    if cell is not None and str(merge.tag).lower().endswith("vmerge"):
        cell.clear()
    elif cell is not None and not text_of(cell):
        remove(cell)


def holder(mark: etree._Element, tag: str) -> etree._Element | None:
    """Return the element whose own property a mark is, None where it tells of a former one."""
    properties = mark.getparent()
    element = None if properties is None else properties.getparent()
    return element if element is not None and element.tag == tag else None


def write_sign(sign: etree._Element) -> None:
    """Turn a sign inside a run into the text that it stands for."""
    parent = sign.getparent()
    if sign.tag == FORMULA:
        sign.tag = TEXT
    elif parent is not None and parent.tag == f"{WORD}r":
        sign.text = symbol(sign) if sign.tag == SYMBOL else SIGNS[str(sign.tag)]
        sign.tag = TEXT


def remove(element: etree._Element | None) -> None:
    """Take an element out of its tree."""
    parent = None if element is None else element.getparent()
    if parent is not None and element is not None:
        parent.remove(element)


def symbol(sign: etree._Element) -> str:
    """Return the character of a symbol, the replacement sign for one of a symbol font."""
    code = sign.get(SYMBOL_CODE, "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def blocks(container: etree._Element) -> Iterator[tuple[str, ...]]:
    """Yield each paragraph as one text, each table row as its cells' texts."""
    for element in container:
        if element.tag == PARAGRAPH:
            boxes = boxes_of(element)
            yield (text_of(element),)
            for box in boxes:
                yield from blocks(box)
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


def table_rows(table: etree._Element) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table; a row that holds tables is only their frame."""
    is_frame = next(table.iterdescendants(TABLE), None) is not None
    for row in parts(table, ROW):
        if is_frame and next(row.iterdescendants(TABLE), None) is not None:
            for cell in parts(row, CELL):
                yield from blocks(cell)
        else:
            yield row_cells(row)


def parts(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those that a control holds."""
    for element in container:
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and len(element) and not element.tag.endswith("Pr"):
            yield from parts(element, tag)


def row_cells(row: etree._Element) -> tuple[str, ...]:
    """Return the texts of a row's cells."""
    return tuple(text_of(cell).strip() for cell in parts(row, CELL))


def text_of(element: etree._Element) -> str:
    """Return what a paragraph or a cell prints, tabs and breaks included."""
    return "".join([text.text or "" for text in element.iter(TEXT)])
