"""Leaves out of the prose what is of tables and forms: captions, labels, and notes on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

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
# What a note begins with, 注:①, and that it says only what figures of the table include.
MARK = r"(?:[①-⑳※*★]|\[\d{1,2}\])"
NOTE = re.compile(
    rf"(?:备注|附注|注)\d?:?(?:{MARK}|\d[、.])*[^\d,;。:]{{0,24}}?(?:包?含|包括)|{MARK}+含(?!义)"
)
# How many copies of papers one hands in: 填写申请表一式2份,身份证复印件1份.
COPY = "一式"
COPIES = re.compile(
    r"[^,，;；。]*一式[\d一二两三四五]份(?:[,，、][^,，、;；。]*[\d一二两三四五]份)*"
)
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
    return len(text) <= LONGEST_CAPTION and CAPTION.fullmatch(normal(text)) is not None


def stated(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences without notes on what a table includes, and without copies of papers."""
    kept = (s for s in sentences if NOTE.match(s.text.replace("：", ":")) is None)
    return tuple(
        Sentence(part, sentence.place)
        for sentence in kept
        for part in (COPIES.split(sentence.text) if COPY in sentence.text else (sentence.text,))
        if part
    )
