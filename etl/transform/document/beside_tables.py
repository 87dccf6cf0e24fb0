"""Leaves out of the prose what is of tables and forms: captions, labels, and notes on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from etl.definitions.prose_words import pattern
from etl.transform.character_forms import label_key
from etl.transform.document.sentences import Printed, Sentence
from etl.transform.narrative.wording.normalize import normal
from etl.transform.tables.form_labels.detect_edition import known_keys
from etl.transform.tables.row_uses import Use
from etl.transform.tables.rows import Row

LONGEST_CAPTION = 60
SHORTEST_PIECE = 4
NUMBER = r"(?:\d{1,2}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]{1,3})"
# 表3 收到和处理政府信息公开申请情况(单位:件); a year is the one figure that stands in it.
CAPTION = re.compile(rf"[(【\[]?附?(?:表格?|图){NUMBER}(?:20\d\d年?度?|[^\d,;。!?])*[。:]?")
# What says of such a line that it is a sentence, or the end of one: 附表一显示收到3件; 申请⏎表三件.
NO_CAPTION = re.compile(
    rf"附?(?:表格?|图){NUMBER}[份件篇条张期个次项]|[一二三四五六七八九十百两]{{1,6}}[件条篇份项]"
)
# What a note begins with, 注:①, and that it says only what figures of the table include.
MARK = r"(?:[①-⑳※*★]|\[\d{1,2}\])"
CLAUSE = r"[^,，;；。:：]"
NOTE = re.compile(
    rf"(?:(?:备注|附注|注)\d?(?:[:：]|{MARK}|\d[、.])+{CLAUSE}{{0,24}}?(?:包?含|包括)|{MARK}+含(?!义))"
    rf"{CLAUSE}*[,，;；。:：]?"
)
# How many copies of papers one hands in: 填写申请表一式2份,身份证复印件1份.
COPY = "一式"
NUMERAL = r"[\d一二两三四五]"
COUNT = re.compile(r"\d")
ENDS = ("。", "！", "!", "；", ";")


def spoken(lines: Iterable[Printed], rows: Sequence[tuple[Row, Use]]) -> tuple[Printed, ...]:
    """Return the lines of prose without captions of tables and without labels read as such."""
    inside = places_inside(rows)
    return tuple(
        entry
        for entry in lines
        if entry.heading is not None
        or not (
            is_caption(entry.line.text)
            or (entry.line.place in inside and not entry.line.text.rstrip().endswith(ENDS))
        )
    )


def places_inside(rows: Sequence[tuple[Row, Use]]) -> frozenset[str]:
    """Return the places where one row stands that is of a table, from its first figure to its last.

    A label next to its table is of it, too: its head stands above the figures.
    """
    counted = Counter(row.place for row, _ in rows)
    near: set[int] = set()
    for index in (n for n, (_, use) in enumerate(rows) if use is Use.FIGURES):
        near.add(index)
        for step in (-1, 1):
            beside = index + step
            while 0 <= beside < len(rows) and is_of_table(*rows[beside]):
                near.add(beside)
                beside += step
    return frozenset(rows[n][0].place for n in near if counted[rows[n][0].place] == 1)


def is_of_table(row: Row, use: Use) -> bool:
    """Return whether a row without figures is of a table: a label, or a broken one's piece."""
    if use in (Use.LABEL, Use.BLANK):
        return True
    key = label_key(row.first)
    is_piece = len(row.cells) == 1 and len(key) >= SHORTEST_PIECE
    return use is Use.PROSE and is_piece and any(key in known for known in known_keys())


def is_caption(text: str) -> bool:
    """Return whether a line is the caption of a table or a picture, and says nothing else."""
    if len(text) > LONGEST_CAPTION:
        return False
    plain = normal(text)
    is_sentence = NO_CAPTION.search(plain) or pattern("shows").search(plain)
    return CAPTION.fullmatch(plain) is not None and not is_sentence


def stated(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences without notes on what a table includes, and without copies of papers."""
    return tuple(
        Sentence(part, sentence.place)
        for sentence in sentences
        for part in without_copies(sentence.text[note_in(sentence.text) :])
        if part
    )


def note_in(text: str) -> int:
    """Return where the clause ends by which a sentence notes what figures include, 0 if none."""
    note = NOTE.match(text)
    return note.end() if note else 0


@cache
def copies() -> re.Pattern[str]:
    """Return the pattern of how many copies one hands in, and of the papers that go with them."""
    rest = r"[^,，、;；。\d]*"
    paper = rf"[,，、]{rest}{pattern('papers').pattern}{rest}{NUMERAL}份"
    return re.compile(rf"(?P<before>{CLAUSE}*)(?P<copies>一式{NUMERAL}份)(?:{paper})*")


def without_copies(text: str) -> list[str]:
    """Return what a sentence says around how many copies of papers are handed in.

    The clause before it is of them, too, unless it counts something: 收到3件均按一式两份答复.
    """
    if COPY not in text:
        return [text]
    parts, start = [], 0
    for found in copies().finditer(text):
        counts = COUNT.search(found["before"]) and not pattern("handed_in").search(found["before"])
        parts.append(text[start : found.start("copies") if counts else found.start()])
        start = found.end()
    return [*parts, text[start:]]
