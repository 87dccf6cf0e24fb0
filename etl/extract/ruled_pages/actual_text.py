"""Finds the texts of a PDF page whose ActualText is another figure than they draw."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdfium

from etl.extract.ruled_pages.objects import address_of

KEY = b"ActualText"
ENDED = 2  # bytes of a text that says nothing
OF_NO_FONT = range(0xE000, 0xF900)


def misstated(page: Any, again: Callable[[], Any]) -> frozenset[int]:
    """Return the addresses of texts that say other digits than they draw.

    `again` gives the page a second time: there the texts are asked what they draw.
    """
    said = list(texts_said(page))
    if not said:
        return frozenset()
    bare = again()
    drawn = drawn_on(bare, [number for number, _ in said])
    found: set[int] = set()
    for text, group in groupby(said, key=itemgetter(1)):
        numbers = [number for number, _ in group]
        shown = "".join(drawn.get(number, "") for number in numbers)
        if shown and not is_same(digits(text), digits(shown)):
            found.update(
                address_of(pdfium.FPDFPage_GetObject(page.raw, number)) for number in numbers
            )
    return frozenset(found)


def texts_said(page: Any) -> Iterator[tuple[int, str]]:
    """Yield the number of each text of a page that says something in its place, and what."""
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            for mark in marks_of(drawn):
                if text := text_said(mark):
                    yield number, text
                    break


def marks_of(drawn: Any) -> list[Any]:
    """Return the marks of an object."""
    count = pdfium.FPDFPageObj_CountMarks(drawn)
    return [pdfium.FPDFPageObj_GetMark(drawn, number) for number in range(max(0, count))]


def text_said(mark: Any) -> str:
    """Return what a mark says in the place of what it encloses, empty where nothing."""
    size = ctypes.c_ulong()
    known = pdfium.FPDFPageObjMark_GetParamStringValue(mark, KEY, None, 0, ctypes.byref(size))
    if not known or size.value <= ENDED:
        return ""
    room = ctypes.create_string_buffer(size.value)
    place = ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFPageObjMark_GetParamStringValue(mark, KEY, place, size.value, ctypes.byref(size))
    return room.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def drawn_on(page: Any, numbers: list[int]) -> dict[int, str]:
    """Return what texts of a page draw; their marks are taken off."""
    texts = {number: pdfium.FPDFPage_GetObject(page.raw, number) for number in numbers}
    for text in texts.values():
        for mark in marks_of(text):
            pdfium.FPDFPageObj_RemoveMark(text, mark)
    text_page = page.get_textpage()
    found: defaultdict[int, str] = defaultdict(str)
    for index in range(pdfium.FPDFText_CountChars(text_page.raw)):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if code and code not in OF_NO_FONT:
            found[address_of(pdfium.FPDFText_GetTextObject(text_page.raw, index))] += chr(code)
    return {number: found[address_of(text)].strip() for number, text in texts.items()}


def digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(filter(str.isdigit, unicodedata.normalize("NFKC", text)))


def is_same(said: str, shown: str) -> bool:
    """Return whether digits are those that are shown, said once or for each of several texts."""
    return said == shown or bool(said and shown and shown == said * (len(shown) // len(said)))
