"""Reads the parts of the disclosed total: by subject and by channel, as the office names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from etl.definitions import narrative
from etl.model import Axis, Item
from etl.parsing.narrative import HOTLINE, HOTLINE_SIGN, count_pattern, phrasings
from etl.parsing.numbers import printed_count
from etl.parsing.sentences import Sentence
from etl.parsing.wording import plain, simplified

TOTAL = "proactive_total"
SEGMENTS = re.compile(r"[;；。]")
SHARES = re.compile(r"[(（](?:占[^()（）]*|[\d.]+%)[)）]|[,、]?占比?[^,;、]*?%")
NESTED = re.compile(r"^(?P<head>[^()（）]*)[(（](?P<inside>[^()（）]*)[)）](?P<tail>[^()（）]*)$")
SHORTEST_LIST = 3
CHANNEL_TAIL = 5
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
    sole_channel: re.Pattern[str]
    unless: re.Pattern[str]
    other: re.Pattern[str]
    other_matter: re.Pattern[str]


@cache
def patterns() -> ItemPatterns:
    """Return the patterns built from the words of the definitions."""
    words = narrative().items
    count, units = count_pattern(), f"(?P<unit>{'|'.join(words.units)})"
    leads = sorted(words.lead_words, key=len, reverse=True)
    tails = sorted(words.tail_words, key=len, reverse=True)
    return ItemPatterns(
        re.compile(rf"^(?P<label>[^\d]{{1,40}}?)(?:共计|共|达|为)?{count}(?:{units})?$"),
        re.compile(rf"^{count}{units}(?P<label>[^\d]{{2,40}})$"),
        re.compile(rf"^(?:[:：]|{'|'.join(leads)})+"),
        re.compile(rf"(?:{'|'.join(tails)})+$"),
        re.compile("|".join(re.escape(word) for word in words.opens)),
        re.compile("|".join(words.channel_words)),
        re.compile(words.sole_channel),
        re.compile(words.unless),
        re.compile(words.other),
        re.compile(words.other_matter),
    )


def read_items(sentences: Iterable[Sentence]) -> tuple[Item, ...]:
    """Return the parts of the disclosed total in printed order, each printed part once."""
    found: dict[tuple[str, str, str | None], Item] = {}
    for sentence in sentences:
        for item in items_in(sentence):
            found.setdefault((item.label, item.axis, item.parent), item)
    return tuple(found.values())


def items_in(sentence: Sentence) -> Iterator[Item]:
    """Yield the parts that a sentence lists: after the total, by channel, or as a list alone."""
    is_listing = False
    text = HOTLINE.sub(HOTLINE_SIGN, simplified(plain(sentence.text)))
    for segment in SEGMENTS.split(SHARES.sub("", text)):
        total = total_in(segment)
        rest = segment[total.end() :] if total else segment
        if total is not None:
            before = segment[: total.start()].rpartition(",")[0]
            yield from accepted(listed_in(before, sentence), is_listing=False)
            yield from sole_channel(total, segment, sentence)
        elif patterns().other_matter.search(segment):
            is_listing = False
            continue
        listed = after_opening(rest) if total else rest
        parts = listed_in(listed, sentence)
        run = sum(part is not None for part in parts)
        is_listing = total is not None or (is_listing and parts[0] is not None)
        yield from accepted(parts, is_listing=is_listing or run >= SHORTEST_LIST)


def listed_in(text: str, sentence: Sentence) -> list[list[Item] | None]:
    """Return the items of each part of a list, None for a part that prints something else."""
    return [items_of(part, sentence) for part in split_parts(text)]


def accepted(parts: list[list[Item] | None], *, is_listing: bool) -> Iterator[Item]:
    """Yield channels always and subjects only in a list; “other” is of its neighbor's kind."""
    before = Axis.CATEGORY
    for part in parts:
        for item in part or ():
            is_other = patterns().other.search(item.label) and item.parent is None
            axis = before if is_other else item.axis
            if axis is Axis.CHANNEL or item.parent is not None or is_listing:
                yield replace(item, axis=axis)
            before = axis if item.parent is None else before


def total_in(segment: str) -> re.Match[str] | None:
    """Return where a segment prints the disclosed total, None where it does not."""
    for candidate in phrasings():
        if candidate.phrasing.figure != TOTAL:
            continue
        for pattern in candidate.patterns:
            match = pattern.search(segment)
            if match is None:
                continue
            clause = segment[: match.start()].rpartition(",")[2] + match[0]
            said = match[0] if patterns().sole_channel.match(clause) else clause
            if not (candidate.unless and candidate.unless.search(said)):
                return match
    return None


def sole_channel(total: re.Match[str], segment: str, sentence: Sentence) -> Iterator[Item]:
    """Yield the one channel that a total is said of: “政府网站公开88条”."""
    clause = segment[: total.start()].rpartition(",")[2] + total[0]
    named = patterns().sole_channel.match(clause)
    value = printed_count(total["count"])
    if named and value is not None:
        label = patterns().lead.sub("", named["label"])
        yield Item(
            label, value, "条", Axis.CHANNEL, approximate=bool(total["before"] or total["after"]),
            evidence=sentence.text, place=sentence.place,
        )  # fmt: skip


def after_opening(text: str) -> str:
    """Return a list that follows the total without its opening word or the brackets around it."""
    if text.startswith("("):
        inside, _, rest = text[1:].partition(")")
        return f"{inside},{rest}"
    opened = patterns().opens.search(text[:8])
    return text[opened.end() :] if opened else text


def split_parts(text: str) -> list[str]:
    """Return the parts of a list, cut at commas outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth <= 0 and character in ",、:":
            parts.append("")
        else:
            parts[-1] += character
    return parts


def items_of(part: str, sentence: Sentence) -> list[Item] | None:
    """Return the item that one part of a list prints, with the subjects inside a channel."""
    nested = NESTED.match(part)
    if nested is None:
        item = plain_item(part.strip(), sentence)
        return [item] if item else None
    item = plain_item((nested["head"] + nested["tail"]).strip(), sentence)
    if item is not None and item.axis is not Axis.CHANNEL:
        return [item]
    inner = [i for p in split_parts(nested["inside"]) if (i := plain_item(p, sentence))]
    if item is None:
        return inner if len(inner) >= SHORTEST_LIST else None
    return [item, *(replace(i, parent=item.label) for i in inner)]


def plain_item(part: str, sentence: Sentence) -> Item | None:
    """Return the item of a part without brackets, None when it prints something else."""
    ready = patterns()
    match = ready.label_first.match(part) or ready.count_first.match(part)
    if match is None or ready.unless.search(part):
        return None
    label = ready.tail.sub("", ready.lead.sub("", match["label"])).strip('"“”《》()（）:： ')
    value = printed_count(match["count"])
    if value is None or len(label) < 2 or len(label) > LONGEST_LABEL:
        return None
    return Item(
        label=label,
        count=value,
        unit=match["unit"] or "",
        axis=Axis.CHANNEL if ready.channel.search(label[-CHANNEL_TAIL:]) else Axis.CATEGORY,
        approximate=bool(match["before"] or match["after"]),
        evidence=sentence.text,
        place=sentence.place,
    )
