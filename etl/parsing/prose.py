"""Brings a sentence to the form in which figures are looked for, and passes over those without any.

Most sentences print no figure at all, and most text needs no conversion; both are found out by
cheap tests, because the conversions cost more than everything else that reading prose does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.parsing.normal import normal
from etl.parsing.sentences import Sentence

HOTLINE = re.compile(r"1\s?2\s?3\s?4\s?5(?!\d)")
HOTLINE_SIGN = "□"
# A digit that is not of a date, a numeral before a unit, or a word of denial.
SIGNALS = re.compile(
    r"\d(?![\d年月日号])|[未没无零沒無]|[一二三四五六七八九十百千万两][余多餘]?[条件篇份项例宗条條項]"
)
QUOTES = re.compile(r"[“”\"‘’'「」『』]")
SEGMENTS = re.compile(r"[;。！？!?]")
BRACKETED = re.compile(r"\([^()]*;[^()]*\)")


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two semicolons or stops; `text` as printed, `bare` without quotes."""

    text: str
    bare: str
    sentence: Sentence


def segments(sentences: Iterable[Sentence]) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of each sentence in which a figure may stand; 12345 is no count."""
    for sentence in sentences:
        if SIGNALS.search(sentence.text) is None:
            continue
        text = HOTLINE.sub(HOTLINE_SIGN, normal(sentence.text))
        if ";" in text and "(" in text:
            text = BRACKETED.sub(lambda brackets: brackets[0].replace(";", ","), text)
        yield tuple(
            Segment(part, QUOTES.sub("", part), sentence) for part in SEGMENTS.split(text) if part
        )
