"""Sets the date that signs a text apart from it where a page ran both into one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.transform.document.identity.dates import CHINESE_DATE, DATE

LONGEST_BEHIND = 60
SENTENCE = re.compile(r"[。！？；]")
CLOSING = re.compile(rf"(?<=[。！])\s*({DATE.pattern}|{CHINESE_DATE.pattern})(?=\s|$)")


def with_date_apart(text: str) -> Iterator[str]:
    """Yield a text; its last date, behind the last sentence, and a title below it stand alone."""
    found = [*CLOSING.finditer(text)]
    last = found[-1] if found else None
    parts = [text]
    if last is not None and is_closing(text[last.end() :]):
        parts = [text[: last.start()], last[1], text[last.end() :]]
    yield from (part.strip() for part in parts if part.strip())


def is_closing(rest: str) -> bool:
    """Return whether nothing but the title of what is attached stands behind a date."""
    return len(rest.strip()) <= LONGEST_BEHIND and SENTENCE.search(rest) is None
