"""Brings the printed name of a part to the name alone: no verb, no count word, no stray quote."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from etl.definitions.prose_words import label_words, pattern

TRIMMED = ":、. ,·-—"
QUOTES = (("“", "”"), ('"', '"'), ("「", "」"))
# What a name holds, told in brackets behind it: 其他信息(含人事、采购等).
EXPLAINED = re.compile(r"\((?:含|包括|包含|如|例如)[^()]*(?:\)|$)")
# Titles of single documents before the name of their kind: 《办法》、《方案》等文件.
TITLES = re.compile(r"(?:《[^》]*》[、,及和]?)+等?(?:各级|各类|各项)*")
LED_BY_TITLES = re.compile(r"[^》]{0,3}(?:《[^》]*》[、,及和]?)+等")
# What is left of 重点领域各类信息 where the field is taken for words before it.
NO_NAMES = frozenset(("信息", "内容", "事项"))
# What stands before subjects that are all of a name: 了涉及养老、救助等方面的信息.
OPENINGS = re.compile("^(?:了|涉及|关于|有关)+(?=..)")
LONGEST = 40
SHORTEST = 2
MEMORY = 1 << 12


@cache
def around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the words before and behind a name, the longest first."""
    words = label_words()
    lead = "|".join(sorted(words.lead, key=len, reverse=True))
    tail = "|".join(sorted(words.tail, key=len, reverse=True))
    return re.compile(rf"^(?:[:、,]|{lead}){{1,8}}"), re.compile(rf"(?:{tail}){{1,6}}$")


@lru_cache(maxsize=MEMORY)
def name_of(printed: str) -> str:
    """Return a name without the words around it, or as printed where none is left."""
    lead, tail = around()
    bare = EXPLAINED.sub("", printed.strip(TRIMMED)) or printed
    untitled = TITLES.sub("", bare)
    is_led = len(bare) > LONGEST or LED_BY_TITLES.match(bare) is not None
    bare = untitled if is_led and len(untitled) >= SHORTEST else bare
    label = unquoted(tail.sub("", lead.sub("", bare)).strip(TRIMMED))
    label = label if label.count("(") == label.count(")") else label.strip("()")
    is_left = len(label) >= SHORTEST and label not in NO_NAMES
    return label if is_left else unquoted(OPENINGS.sub("", bare))


def unquoted(label: str) -> str:
    """Return a name without quotes around the whole of it, or without a stray one."""
    for opening, closing in QUOTES:
        inner = label[1:-1]
        is_whole = label.startswith(opening) and label.endswith(closing)
        if is_whole and opening not in inner and closing not in inner:
            return inner
        if opening != closing and label.count(opening) != label.count(closing):
            label = label.replace(opening, "").replace(closing, "")
    return label


def is_name(label: str) -> bool:
    """Return whether a name may be that of a part of what was disclosed."""
    if not SHORTEST <= len(label) <= LONGEST:
        return False
    return not pattern("never").search(label) or pattern("attribute").match(label) is not None
