"""Everything that is defined, as entries to read and search, from the data the code runs on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dashboard.labels.data_dictionary.entry import Entry, PartKind
from dashboard.labels.data_dictionary.indicators import indicators
from dashboard.labels.data_dictionary.reports import (
    editions,
    facts,
    fields,
    figures,
    marks,
    words,
    zeros,
)
from dashboard.labels.data_dictionary.rules import rules

__all__ = ["PARTS", "Entry", "PartKind", "entries", "matching"]

PARTS = {
    "indicators": PartKind("指标", indicators),
    "rules": PartKind("核对规则", rules),
    "figures": PartKind("正文数字", figures),
    "facts": PartKind("其他事实", facts),
    "marks": PartKind("标记", marks),
    "zeros": PartKind("零申请认定", zeros),
    "words": PartKind("用语", words),
    "fields": PartKind("公开领域", fields),
    "editions": PartKind("表式版本", editions),
}


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Return every entry by the part of the catalogue it stands in."""
    return {name: tuple(part.made_by()) for name, part in PARTS.items()}


def matching(wanted: str, among: Sequence[Entry]) -> list[Entry]:
    """Return the entries in which every word of a search occurs, whatever the case."""
    words = wanted.casefold().split()
    return [entry for entry in among if all(word in entry.searched for word in words)]
