"""Reads one part of a list in prose: its name, its count, and whether it is a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from etl.definitions import narrative
from etl.domain.report import Axis, Item
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.figures import counted, is_approximate
from etl.transform.narrative.patterns import compiled, count_pattern

NESTED = re.compile(r"^(?P<head>[^()]*)\((?P<inside>[^()]*)\)(?P<tail>[^()]*)$")
QUOTED = re.compile(r"[“\"《「『][^”\"》」』]*[”\"》」』]|\([^()]*\)")
CUT_OFF = ("…", "...")
TRIMMED = ":、. "
QUOTES = (("“", "”"), ('"', '"'), ("「", "」"))
TRAILS = r"(?:左右|上下|以上|…+|\.{3,}|等|\(篇\)|主要[^\d]*|均[^\d]*)?"
CHANNEL_TAIL = 5
LONGEST_LABEL = 40
SHORTEST_LABEL = 2


@dataclass(frozen=True, slots=True)
class PartPatterns:
    """The compiled patterns of one part: name first, or count first."""

    label_first: re.Pattern[str]
    count_first: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    channel: re.Pattern[str]
    organs: re.Pattern[str]
    disclosed: re.Pattern[str]
    further: re.Pattern[str]
    unless: re.Pattern[str]
    attribute: re.Pattern[str]
    object: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list: its item, those inside its brackets, and the site that it stands on.

    `said` is set where a verb of disclosure stands before the name.
    """

    item: Item
    inner: tuple[Item, ...] = ()
    said: bool = False
    site: str = ""


def longest_first(words: tuple[str, ...]) -> str:
    """Return the alternatives of words, so that none hides a longer one."""
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def patterns(units: tuple[str, ...]) -> PartPatterns:
    """Return the patterns built from the words of the definitions, for counts in these units."""
    words = narrative().items
    count, unit = count_pattern(), f"(?P<unit>{'|'.join(units)})"
    lead, tail = longest_first(words.lead_words), longest_first(words.tail_words)
    name = r"(?P<label>(?:20\d\d年度?|[^\d]){1,60}?)"
    return PartPatterns(
        label_first=re.compile(
            rf"^{name}(?:\d+[次期天个类](?=\d))?(?:共计|共|达|为)?{count}(?:{unit}次?)?{TRAILS}$"
        ),
        count_first=re.compile(rf"^(?P<head>[^\d]{{0,12}}?){count}{unit}(?P<label>[^\d]{{2,40}})$"),
        lead=re.compile(rf"^(?:[:、]|{lead}){{1,8}}"),
        tail=re.compile(rf"(?:{tail}){{1,6}}$"),
        channel=re.compile("|".join(words.channel_words)),
        organs=re.compile(words.organs),
        disclosed=re.compile(words.disclosed),
        further=re.compile(words.further_channel),
        unless=re.compile(words.unless),
        attribute=re.compile(words.attribute),
        object=compiled("^{object*}$"),
    )


def split(text: str) -> list[tuple[str, str]]:
    """Return (sign before, text) of the parts of a list, cut at the commas outside brackets."""
    parts, depth = [["", ""]], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth <= 0 and character in ",、:":
            parts.append([character, ""])
        else:
            parts[-1][1] += character
    return [(sign, part) for sign, part in parts]


def joined(parts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield parts with a name that the sign 、 cut put together: 财政预算、决算2条."""
    pending: list[str] = []
    before = ""
    for place, (sign, text) in enumerate(parts):
        is_cut = place + 1 < len(parts) and parts[place + 1][0] == "、"
        is_cut = is_cut and not has_count(text) and 0 < len(text) <= LONGEST_LABEL // 2
        if not pending:
            before = sign
        pending.append(text)
        if not is_cut:
            yield before, "、".join(pending)
            pending = []


def has_count(text: str) -> bool:
    """Return whether a part prints a digit, or a Chinese numeral before a unit."""
    return any(character.isdigit() for character in text) or bool(
        re.search(r"[一二三四五六七八九十百千两][余多]?[条篇份则期]", text)
    )


def part_of(text: str, sentence: Sentence, units: tuple[str, ...]) -> Part | None:
    """Return what one part of a list prints, None when it prints something else."""
    nested = NESTED.match(text)
    if nested is not None and (nested["head"].endswith(CUT_OFF) or "历年" in nested["inside"]):
        return None
    if nested is None:
        return plain_part(text.strip(), sentence, units)
    inner = tuple(
        part.item
        for _, piece in joined(split(nested["inside"]))
        if (part := plain_part(piece, sentence, units))
    )
    whole = plain_part((nested["head"] + nested["tail"]).strip(), sentence, units)
    if whole is None or is_sum_of_channels(inner):
        return None
    if whole.item.axis is not Axis.CHANNEL:
        return whole
    return Part(whole.item, inner, whole.said, whole.site)


def is_sum_of_channels(inner: tuple[Item, ...]) -> bool:
    """Return whether brackets hold channels only, so that what they explain is no channel."""
    return len(inner) > 1 and all(item.axis is Axis.CHANNEL for item in inner)


def inner_list(text: str, sentence: Sentence, units: tuple[str, ...]) -> list[Item]:
    """Return the items inside the brackets of a part that is itself none."""
    nested = NESTED.match(text)
    if nested is None:
        return []
    pieces = joined(split(nested["inside"]))
    return [p.item for _, piece in pieces if (p := plain_part(piece, sentence, units))]


def plain_part(text: str, sentence: Sentence, units: tuple[str, ...]) -> Part | None:
    """Return the item of a part without brackets, None when it prints something else."""
    ready = patterns(units)
    match = ready.label_first.match(text) or ready.count_first.match(text)
    if match is None or text.endswith("%"):
        return None
    if ready.unless.search(text) and not ready.attribute.match(bare_label(ready, match["label"])):
        return None
    value = counted(match)
    label, said, site, axis = named(ready, match["label"])
    if value is None or not SHORTEST_LABEL <= len(label) <= LONGEST_LABEL:
        return None
    item = Item(
        label=label,
        count=value,
        unit=match["unit"] or "",
        axis=axis,
        approximate=is_approximate(match),
        evidence=sentence.text,
        place=sentence.place,
    )
    return Part(item, said=said, site=site)


def named(ready: PartPatterns, printed: str) -> tuple[str, bool, str, Axis]:
    """Return (name, whether said to be disclosed, the site named before it, axis) of a label."""
    further = ready.further.match(printed)
    if further is not None:
        return bare_label(ready, further["label"]), True, "", Axis.CHANNEL
    said = ready.disclosed.match(printed)
    if said is not None and not said["channel"]:
        label = bare_label(ready, printed[said.end() :])
        return label, True, "", axis_of(ready, label)
    if said is not None:
        rest = bare_label(ready, printed[said.end() :])
        if ready.object.match(rest):
            label = bare_label(ready, said["channel"])
            return label, False, "", axis_of(ready, label)
        is_beside = printed.startswith(("另", "此外", "还", "同时"))
        site = bare_label(ready, said["channel"]) if is_beside else ""
        return rest, True, site, axis_of(ready, rest)
    label = bare_label(ready, printed)
    return label, False, "", axis_of(ready, label)


def bare_label(ready: PartPatterns, printed: str) -> str:
    """Return a name without the words around it, or as printed where none is left."""
    label = unquoted(ready.tail.sub("", ready.lead.sub("", printed)).strip(TRIMMED))
    label = label if label.count("(") == label.count(")") else label.strip("()")
    return label or printed.strip(TRIMMED)


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


def axis_of(ready: PartPatterns, label: str) -> Axis:
    """Return whether a name is that of a channel or of a subject."""
    bare = QUOTED.sub("", label) or label
    bare = bare.removesuffix("等")
    is_channel = ready.channel.search(bare[-CHANNEL_TAIL:]) or ready.organs.match(label)
    return Axis.CHANNEL if is_channel else Axis.CATEGORY
