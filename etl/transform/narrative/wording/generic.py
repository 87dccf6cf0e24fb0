"""Tells what names information in general from what names a kind of it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from etl.definitions.prose_words import pattern
from etl.transform.narrative.wording.words import words_in, words_of

MEMORY = 1 << 12
GENERAL = (
    "information", "disclosure_noun", "filler", "sum", "disclose", "disclose_actively",
    "update", "year_word", "add_actively",
)  # fmt: skip
# Information in general, and a kind of it beside: 信息及政策解读材料61条.
LED = re.compile(r"(?:各类|政府|政务|公开)*信息(?:及|和|与|、|以及)")
# Subjects that only illustrate what the information is about: 涉及养老、救助等方面信息310条.
ILLUSTRATED = re.compile(
    r"(?:等|等各|等多个|各)(?:个)?(?:相关|有关|重点)?(?:方面|领域|范围|各类|各种)(?:的)?(?:政府|政务|各类|相关|公开|有关)*(?:信息|内容)?数?(?:共计|共|达)?$"
)


@cache
def general() -> re.Pattern[str]:
    """Return the pattern of a name that says no more than information."""
    return re.compile(rf"(?:{words_of(*GENERAL)}|20\d\d年度?|[“”\"、:《》·])*+")


@cache
def general_form() -> re.Pattern[str]:
    """Return the pattern of a name of the form in which a channel publishes, and no more."""
    return re.compile(rf"(?:{words_of(*GENERAL, 'form', 'channel')}|[“”\"、:和及])*+")


@lru_cache(maxsize=MEMORY)
def is_generic(name: str, *, published: bool) -> bool:
    """Return whether a name says of no kind what was counted; `published` where a deed is said."""
    name = pattern("of_interest").sub("", pattern("owner").sub("", name))
    name = pattern("kinds_counted").sub("", name)
    if pattern("all_disclosed").fullmatch(name):
        return True
    if ILLUSTRATED.search(name) is not None and not name.endswith("领域"):
        return True
    if any(word.kind in ("noun", "outcome") for word in words_in(name)):
        return False
    if published and LED.match(name):
        return True
    return bool(general().fullmatch(name) or (published and general_form().fullmatch(name)))
