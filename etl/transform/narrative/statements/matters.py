"""Tells what a clause is about: an application, the hotline, a letter, or disclosure itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from etl.definitions.prose_words import quality_words
from etl.transform.narrative.wording.words import Word

# What a count of these is about can be no part of what was disclosed.
HARD = frozenset({
    "application", "other_application", "hotline", "hotline_case", "own_phone", "letter",
    "message", "consultation", "review", "lawsuit", "engagement", "service", "quality",
    "other_office", "paperwork",
})  # fmt: skip
# Matters of whose cases the clauses behind may speak without naming them.
CASES = HARD - {"engagement", "quality", "other_application", "other_office", "paperwork"}
# What is disclosed like any subject, and counted by itself where something else was done to it.
SOFT = frozenset({
    "proposal", "normative_document", "rule_document", "permit", "penalty", "coercion",
    "training", "account", "zone", "gazette", "interpretation", "concern", "table",
})  # fmt: skip
UNDER_HOTLINE = frozenset(
    {
        "hotline",
        "hotline_case",
        "consultation",
        "letter",
        "message",
        "service",
        "concern",
        "quality",
    }
)
OTHER_REQUESTS = frozenset({"consultation", "other_application", "letter", "service"})
# What is asked of the service hall is no application for information, what a mailbox hands on no
# case of the hotline, and an application that came in writing no letter.
LED = {
    ("service", "application"),
    ("letter", "hotline_case"),
    ("message", "hotline_case"),
    ("application", "letter"),
}
# What callers bring forward, and no motion of a congress.
SUGGESTION = "建议"
DISPUTES = ("review", "lawsuit")
# How an application ended.
OUTCOMES = frozenset({
    "disclosed", "partly_disclosed", "refused", "unavailable", "declined", "otherwise_closed",
})  # fmt: skip


def matter_of(words: Sequence[Word]) -> str:
    """Return the class of what a clause is about, "" where it names nothing of its own."""
    told = [word for word in words if word.kind in HARD or word.kind in SOFT]
    if any(word.kind == "hotline" for word in told):
        told = [word for word in told if word.text != SUGGESTION]
    named = [word.kind for word in told]
    if not named:
        return ""
    last = named[-2] if tuple(named[-2:]) in LED else named[-1]
    if "own_phone" in named and "hotline" not in named:
        return "own_phone"
    if last in DISPUTES:
        return last
    if last != "application" and "hotline" in named and last in UNDER_HOTLINE:
        return "hotline"
    if "application" in named and last in SOFT | OTHER_REQUESTS:
        return last
    return "application" if "application" in named and "hotline" not in named else last


def disputes_of(words: Sequence[Word]) -> list[str]:
    """Return the kinds of dispute that a clause names together: 复议、诉讼."""
    named = [word.kind for word in words if word.kind in DISPUTES]
    return list(dict.fromkeys(named))


@cache
def qualities() -> dict[str, re.Pattern[str]]:
    """Return the pattern of each quality that a statement may have."""
    words = quality_words()
    return {name: re.compile("|".join(map(re.escape, told))) for name, told in words.items()}


def qualities_of(text: str) -> frozenset[str]:
    """Return what else a clause says of its count."""
    return frozenset(name for name, pattern in qualities().items() if pattern.search(text))


def hard_matter(words: Sequence[Word]) -> str:
    """Return what words are about where that is no disclosure."""
    matter = matter_of(words)
    return matter if matter in HARD else ""
