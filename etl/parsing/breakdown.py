"""Reads the parts of the disclosed total that a sentence lists after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from etl.definitions import narrative
from etl.model import Axis, Item
from etl.parsing.narrative import count_pattern, phrasings
from etl.parsing.numbers import printed_count
from etl.parsing.sentences import Sentence
from etl.parsing.wording import plain, simplified

TOTAL = "proactive_total"
PARTS = re.compile(r"[;；,，、。]")
BRACKETS = re.compile(r"[(（](?:占[^()（）]*|[\d.]+%)[)）]")
SHARE = re.compile(r"占[^,;]*%")
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class ItemPatterns:
    """The compiled patterns of one part: name first, or count first."""

    label_first: re.Pattern[str]
    count_first: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    opens: re.Pattern[str]
    channel: re.Pattern[str]
    unless: re.Pattern[str]


@cache
def patterns() -> ItemPatterns:
    """Return the patterns built from the words of the definitions."""
    words = narrative().items
    count, units = count_pattern(), f"(?P<unit>{'|'.join(words.units)})"
    leads = sorted(words.lead_words, key=len, reverse=True)
    return ItemPatterns(
        re.compile(rf"^(?P<label>[^\d]{{1,40}}?)(?:共计|共|达|为)?{count}{units}$"),
        re.compile(rf"^{count}{units}(?P<label>[^\d]{{2,40}})$"),
        re.compile(rf"^(?:{'|'.join(leads)})+"),
        re.compile(rf"(?:{'|'.join(words.tail_words)})$"),
        re.compile("|".join(re.escape(word) for word in words.opens)),
        re.compile("|".join(words.channel_words)),
        re.compile(words.unless),
    )


def read_items(sentences: Iterable[Sentence]) -> tuple[Item, ...]:
    """Return the parts of the disclosed total in printed order, each printed part once."""
    found: dict[tuple[str, str], Item] = {}
    for sentence in sentences:
        for item in items_in(sentence):
            found.setdefault((item.label, item.axis), item)
    return tuple(found.values())


def items_in(sentence: Sentence) -> Iterator[Item]:
    """Yield the parts that a sentence lists after the disclosed total."""
    text = simplified(plain(sentence.text))
    rest = after_total(text)
    if rest is None or not patterns().opens.search(rest[:12]):
        return
    for part in PARTS.split(BRACKETS.sub("", rest)):
        item = item_of(SHARE.sub("", part), sentence)
        if item is not None:
            yield item


def after_total(text: str) -> str | None:
    """Return what follows the disclosed total in a sentence, None when it prints no total."""
    for candidate in phrasings():
        if candidate.phrasing.figure != TOTAL:
            continue
        for pattern in candidate.patterns:
            if match := pattern.search(text):
                return text[match.end() :]
    return None


def item_of(part: str, sentence: Sentence) -> Item | None:
    """Return the item that one part of a list prints, None when it prints something else."""
    ready = patterns()
    match = ready.label_first.match(part) or ready.count_first.match(part)
    if match is None or ready.unless.search(part):
        return None
    label = ready.tail.sub("", ready.lead.sub("", match["label"])).strip("\"“”《》()（）:： ")
    value = printed_count(match["count"])
    if value is None or not label or len(label) > LONGEST_LABEL:
        return None
    return Item(
        label=label,
        count=value,
        unit=match["unit"],
        axis=Axis.CHANNEL if ready.channel.search(label) else Axis.CATEGORY,
        approximate=bool(match["before"] or match["after"]),
        evidence=sentence.text,
        place=sentence.place,
    )
