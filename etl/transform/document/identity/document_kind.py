"""Names a document that comes beside annual reports and is none: a guide, a notice, a plan."""

from __future__ import annotations

import re
from functools import cache

from etl.definitions.offices import DocumentKind, document_kinds
from etl.transform.document.identity.office_names import any_of
from etl.transform.document.identity.page import Page
from etl.transform.document.identity.titles import FIRST_SECTION, NO_TITLE, TITLE, YEAR

LONGEST_TITLE = 60
LINES = 10
SENTENCE = re.compile(r"[,。;:](?!$)")
TAIL = re.compile(r"[》”\"')]|\([^()]*\)$|(?:20\d\d年?版?)$")


def kind_of(page: Page) -> str:
    """Return which kind of document the first lines say this is, empty for a report."""
    for line in page.opening[:LINES]:
        if FIRST_SECTION.match(line):
            break
        if len(line) < LONGEST_TITLE and not NO_TITLE.search(line) and not SENTENCE.search(line):
            bare = TAIL.sub("", line)
            named = next((i for i, ending in endings().items() if ending.search(bare)), "")
            if named:
                return named
            if TITLE.search(line) and YEAR.search(line):
                return ""
        opened = next((k for k in document_kinds().values() if opens(k, line)), None)
        if opened is not None:
            return opened.id
    return ""


@cache
def blank_form() -> str:
    """Return the kind of the official form in which nothing is filled in."""
    return next(kind.id for kind in document_kinds().values() if kind.is_blank)


def opens(kind: DocumentKind, line: str) -> bool:
    """Return whether a line of the opening says that a document of this kind follows."""
    return any(word in line for word in kind.opens)


@cache
def endings() -> dict[str, re.Pattern[str]]:
    """Return the pattern of how the titles of each kind end, by its id."""
    kinds = (kind for kind in document_kinds().values() if kind.ends)
    return {kind.id: re.compile(f"(?:{any_of(kind.ends)})$") for kind in kinds}
