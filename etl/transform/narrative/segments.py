"""Brings a sentence to the form in which figures are looked for, and passes over those without any.

Most sentences print no figure at all, and most text needs no conversion; both are found out by
cheap tests, because the conversions cost more than everything else that reading prose does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.transform.document.sentences import Sentence
from etl.transform.narrative.normalize import normal
from etl.transform.narrative.patterns import Total, total_in, words_of

HOTLINE = re.compile(r"1\s?2\s?3\s?4\s?5(?!\d)")
HOTLINE_SIGN = "□"
# What a sentence without any figure lacks: a digit, a word of denial, a unit after a numeral.
SIGNALS = re.compile(r"[0-9０-９未没无零沒無条件篇份项例宗条條項]")
DENIALS = re.compile(r"[未没无零不全均都](?:(?<=[未没无零])|(?<=不)存在|(?<=[全均都])为)")
# A digit that is not of a date, or a numeral before a unit.
COUNTS = re.compile(
    r"[\d一二三四五六七八九十百千万两](?:(?<=\d)(?![\d年月日号])|(?<!\d)[余多]?[条件篇份项例宗])"
)
QUOTES = re.compile(r"[“”\"‘’'「」『』]")
SEGMENTS = re.compile(r"[;。！？!?]")
BRACKETED = re.compile(r"\([^()]*;[^()]*\)")
SHARES = re.compile(r"(?<=[\d条篇份件项则期])\((?:占[^()]*|[\d.]+%)\)|[,、]?占比?[^,;、%]{0,20}%")
# The number of an entry: 1.工作动态60条.
NUMBERED = re.compile(r"\d[.、)][\u4e00-\u9fff]")
MARKERS = re.compile(r"(?:^|(?<=[:,;]))\(?\d{1,2}[.、)](?=[\u4e00-\u9fff])")
# Where a count ends and the next name begins without a sign: 工作动态100条通知公告50条.
UNPUNCTUATED = re.compile(r"(\d[条篇份])(?=[\u4e00-\u9fff]{2,20}\d)")


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two semicolons or stops; `text` as printed, `bare` without quotes."""

    text: str
    bare: str
    sentence: Sentence
    words: frozenset[str]
    counts: bool
    total: Total | None


def segments(sentences: Iterable[Sentence]) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of each sentence in which a figure may stand."""
    for sentence in sentences:
        if SIGNALS.search(sentence.text) is None:
            continue
        text = normal(sentence.text)
        if COUNTS.search(text) or DENIALS.search(text):
            yield tuple(segment(part, sentence) for part in SEGMENTS.split(cleaned(text)) if part)


def cleaned(text: str) -> str:
    """Return a sentence without what is no count: shares, numbers of entries, the number 12345."""
    if "12345" in text:
        text = HOTLINE.sub(HOTLINE_SIGN, text)
    if "%" in text:
        text = SHARES.sub("", text)
    if ";" in text and "(" in text:
        text = BRACKETED.sub(lambda brackets: brackets[0].replace(";", ","), text)
    if NUMBERED.search(text):
        text = MARKERS.sub("", text)
    return UNPUNCTUATED.sub(r"\1,", text) if UNPUNCTUATED.search(text) else text


def segment(text: str, sentence: Sentence) -> Segment:
    """Return a segment with all that the search for figures asks of it."""
    bare = QUOTES.sub("", text) if QUOTES.search(text) else text
    counts = COUNTS.search(bare) is not None
    words = words_of(bare)
    total = total_in(bare, words) if counts else None
    return Segment(text, bare, sentence, words, counts, total)
