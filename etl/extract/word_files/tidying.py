"""Brings Word's XML to what a person sees: changes settled, signs and choices as text."""

from __future__ import annotations

from lxml import etree

from etl.extract.printed.marks import END_TURN, TURN
from etl.extract.word_files.grids import emptied
from etl.extract.word_files.looks import number
from etl.extract.word_files.markup import (
    SYMBOL,
    paragraph_of_text,
    remove,
    symbol,
    text_of,
)
from etl.extract.word_files.names import CELL, NO, PARAGRAPH, RUN, TABLE, TEXT, VALUE, WORD

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
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULA = f"{MATH}t"
# What parts of a formula are set apart by, where they do not stand side by side on one line.
PARTED = {
    f"{MATH}sup": "^",
    f"{MATH}sub": "_",
    f"{MATH}den": "/",
    f"{MATH}deg": "√",
    f"{MATH}lim": "_",
}
REFERENCES = {"footnote": f"{WORD}footnoteReference", "endnote": f"{WORD}endnoteReference"}
NOTE = "注："


def tidy(body: etree._Element) -> None:
    """Take out what is not printed, and write tabs, breaks, symbols and choices as text."""
    for mark in list(body.iter(f"{WORD}del", f"{WORD}cellDel", f"{WORD}hidden")):
        settle(mark)
    etree.strip_elements(body, *NOT_PRINTED, with_tail=False)
    for merge in list(body.iter(*MERGES)):
        if merge.get(VALUE) != "restart":
            continue_cell(merge)
    for forced in body.iter(f"{WORD}bdo"):
        turn(forced)
    for choice in list(body.iter(f"{WORD}ddList")):
        write_choice(choice)
    part_formulas(body)
    for sign in list(body.iter(FORMULA, SYMBOL, *SIGNS)):
        write_sign(sign)


def part_formulas(body: etree._Element) -> None:
    """Write a sign before what stands above or below the line of a formula."""
    for part in body.iter(*PARTED):
        first = next(part.iter(FORMULA), None)
        if first is not None:
            first.text = PARTED[str(part.tag)] + (first.text or "")


def settle(mark: etree._Element) -> None:
    """Carry out that a row or cell is deleted or hidden, or that a paragraph runs into the next."""
    holder = mark.getparent()
    owner = None if holder is None else holder.getparent()
    if holder is None or owner is None or mark.get(VALUE) in NO:
        return
    if holder.tag == f"{WORD}trPr" or mark.tag == f"{WORD}cellDel":
        remove(owner)
    elif mark.tag == f"{WORD}del" and holder.tag == f"{WORD}rPr" and owner.tag == f"{WORD}pPr":
        run_into_next(owner.getparent())


def run_into_next(paragraph: etree._Element | None) -> None:
    """Put the content of a paragraph whose end is deleted before that of the next."""
    after = None if paragraph is None else paragraph.getnext()
    if paragraph is None or after is None or after.tag != PARAGRAPH:
        return
    place = 1 if len(after) and after[0].tag == f"{WORD}pPr" else 0
    for child in reversed([c for c in paragraph if c.tag != f"{WORD}pPr"]):
        after.insert(place, child)
    remove(paragraph)


def continue_cell(merge: etree._Element) -> None:
    """Empty a cell that only continues the one above; take out one that continues its neighbor."""
    cell = holder(merge, CELL)
    if cell is not None and str(merge.tag).lower().endswith("vmerge"):
        emptied(cell)
    elif cell is not None and not text_of(cell):
        remove(cell)


def turn(forced: etree._Element) -> None:
    """Mark the texts that run from right to left, their figures too."""
    texts = list(forced.iter(TEXT))
    if texts and forced.get(VALUE) == "rtl":
        texts[0].text = TURN + (texts[0].text or "")
        texts[-1].text = (texts[-1].text or "") + END_TURN


def holder(mark: etree._Element, tag: str) -> etree._Element | None:
    """Return the element whose own property a mark is, None where it tells of a former one."""
    properties = mark.getparent()
    element = None if properties is None else properties.getparent()
    return element if element is not None and element.tag == tag else None


def write_choice(choice: etree._Element) -> None:
    """Write the entry that a drop-down field shows."""
    entries = [entry.get(VALUE, "") for entry in choice.iterchildren(f"{WORD}listEntry")]
    chosen = choice.find(f"{WORD}result")
    chosen = choice.find(f"{WORD}default") if chosen is None else chosen
    place = 0 if chosen is None else number(chosen.get(VALUE))
    run = next(choice.iterancestors(RUN), None)
    if run is not None and 0 <= place < len(entries):
        etree.SubElement(run, TEXT).text = entries[place]


def write_sign(sign: etree._Element) -> None:
    """Turn a sign inside a run into the text that it stands for."""
    parent = sign.getparent()
    if sign.tag == FORMULA:
        sign.tag = TEXT
    elif parent is not None and parent.tag == RUN:
        sign.text = symbol(sign) if sign.tag == SYMBOL else SIGNS[str(sign.tag)]
        sign.tag = TEXT


def write_notes(body: etree._Element, notes: etree._Element, kind: str) -> None:
    """Write footnotes or endnotes below the paragraph or table that refers to them."""
    texts = {
        note.get(f"{WORD}id"): "".join(map(text_of, note.iter(PARAGRAPH))).strip()
        for note in notes.iterchildren(f"{WORD}{kind}")
    }
    for reference in reversed(list(body.iter(REFERENCES[kind]))):
        text = texts.get(reference.get(f"{WORD}id"))
        block = outermost(reference)
        if text and block is not None:
            block.addnext(paragraph_of_text(NOTE + text))


def outermost(element: etree._Element) -> etree._Element | None:
    """Return the table that an element stands in, else its paragraph."""
    tables = list(element.iterancestors(TABLE))
    return tables[-1] if tables else next(element.iterancestors(PARAGRAPH), None)
