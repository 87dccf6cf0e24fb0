"""Reads the parts of the disclosed total: by subject and by channel, as the office names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from etl.definitions import narrative
from etl.definitions.fields_of_work import field_of_work
from etl.domain.report import Axis, Item
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.figures import counted, is_approximate
from etl.transform.narrative.list_item import (
    Part,
    bare_label,
    inner_list,
    joined,
    part_of,
    patterns,
    split,
)
from etl.transform.narrative.patterns import clause_around, total_in
from etl.transform.narrative.segments import Segment, segments

STOPS = ("。", "!", "！", "?", "？")
INSIDE = ("其中", "内有")
SHORTEST_LIST = 3
SHORTEST_KNOWN_LIST = 2


@dataclass(frozen=True, slots=True)
class ListPatterns:
    """The compiled patterns by which a list of parts is recognized."""

    opens: re.Pattern[str]
    leads: re.Pattern[str]
    goes_on: re.Pattern[str]
    sole_channel: re.Pattern[str]
    place: re.Pattern[str]
    other: re.Pattern[str]
    other_matter: re.Pattern[str]


@dataclass(slots=True)
class Listing:
    """Where the reading stands: whether a list is open, what its total is, what was listed."""

    is_open: bool = False
    total: Decimal | None = None
    unit: str = ""
    listed: Decimal = Decimal(0)
    single: Item | None = None
    found: dict[tuple[str, Axis, str | None], Item] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units that a part may be counted in."""
        units = narrative().items.units
        return units if self.unit in units or not self.unit else (*units, self.unit)

    def keep(self, items: Iterable[Item]) -> None:
        """Keep items, each printed part once, and add up the subjects of the first level."""
        for item in items:
            kept = self.found.setdefault((item.label, item.axis, item.parent), item)
            if kept is item and item.axis is Axis.CATEGORY and item.parent is None:
                self.listed += item.count


@cache
def list_patterns() -> ListPatterns:
    """Return the patterns built from the words of the definitions."""
    words = narrative().items
    return ListPatterns(
        re.compile("|".join(re.escape(word) for word in words.opens)),
        re.compile(rf"^(?:{'|'.join(word for word in words.opens if len(word) > 1)})[,:]"),
        *(
            re.compile(pattern)
            for pattern in (
                words.goes_on, words.sole_channel, words.place, words.other, words.other_matter,
            )
        ),
    )  # fmt: skip


def read_items(sentences: Iterable[Sentence]) -> tuple[Item, ...]:
    """Return the parts of the disclosed total in printed order, each printed part once."""
    return items_in(segments(sentences))


def items_in(prose: Iterable[tuple[Segment, ...]]) -> tuple[Item, ...]:
    """Return the parts that sentences list: after the total, by channel, or as a list alone."""
    listing = Listing()
    before: tuple[Segment, ...] = ()
    for sentence in prose:
        listing.is_open = listing.is_open and goes_on(sentence, before)
        listing.single = None
        before = sentence
        for segment in sentence:
            read_segment(segment, listing)
    return tuple(listing.found.values())


def goes_on(sentence: tuple[Segment, ...], before: tuple[Segment, ...]) -> bool:
    """Return whether a list goes on from the sentence before: by its words, or without a stop."""
    if not sentence or not before:
        return False
    is_unended = not before[-1].sentence.text.endswith(STOPS)
    return is_unended or list_patterns().goes_on.match(sentence[0].text) is not None


def read_segment(segment: Segment, listing: Listing) -> None:
    """Keep the parts that one segment lists."""
    if not segment.counts:
        listing.is_open = listing.is_open and list_patterns().leads.match(segment.text) is not None
        return
    text, total = list_patterns().leads.sub("", segment.text), total_of(segment)
    if total is None and list_patterns().other_matter.search(text):
        listing.is_open = False
        return
    if total is not None:
        text = segment.text
        opened(total, text, segment.sentence, listing)
    rest = after_opening(text[total.end() :]) if total else text
    parts = list(parts_of(rest, segment.sentence, listing))
    is_beside = total is not None and rest[:1] == "、" and parts[1] is not None
    is_more = listing.is_open and parts[0] is not None and total is None
    said = any(part is not None and is_said(part) for part in parts)
    listing.is_open = (total is not None and not is_beside) or is_more or said
    is_full = listing.total is not None and listing.listed == listing.total
    is_listing = (listing.is_open and not is_full) or is_list(parts)
    if not is_listing and is_next_of_list(parts, listing):
        listing.keep([listing.single] if listing.single else [])
        is_listing = True
    listing.keep(accepted(parts, is_listing=is_listing))


def is_next_of_list(parts: list[Part | None], listing: Listing) -> bool:
    """Return whether a subject alone in its segment follows another: 动态50条；公告10条."""
    known = [part.item for part in parts if part is not None and is_known(part.item)]
    before, listing.single = listing.single, known[0] if len(known) == len(parts) == 1 else None
    if before is None or listing.single is None:
        return False
    listing.single = before
    return True


def total_of(segment: Segment) -> re.Match[str] | None:
    """Return where the text of a segment, quotes and all, prints the disclosed total."""
    if segment.total is None or segment.text == segment.bare:
        return segment.total.match if segment.total else None
    total = total_in(segment.text, segment.words)
    return total.match if total else None


def opened(total: re.Match[str], text: str, sentence: Sentence, listing: Listing) -> None:
    """Open the list that follows a total, with the parts before it and the channel it names."""
    before, _, clause = text[: total.start()].rpartition(",")
    listing.unit = text[total.end("after") : total.end("after") + 1]
    parts = list(parts_of(before, sentence, listing))
    listing.keep(accepted(parts, is_listing=not clause or is_list(parts)))
    listing.keep(sole_channel(total, text, sentence))
    value = counted(total)
    listing.is_open, listing.total, listing.listed = True, value, Decimal(0)


def is_attribute(item: Item) -> bool:
    """Return whether a name is that of a way to disclose, a subject only among other subjects."""
    return patterns(narrative().items.units).attribute.match(item.label) is not None


def is_list(parts: list[Part | None]) -> bool:
    """Return whether parts are a list by themselves: three, or two counted in known fields."""
    items = [part.item for part in parts if part is not None]
    known = [item for item in items if is_known(item)]
    return len(items) >= SHORTEST_LIST or len(items) == len(known) == SHORTEST_KNOWN_LIST


def is_said(part: Part) -> bool:
    """Return whether a part is said to be disclosed and is of a known field of work."""
    return part.said and is_known(part.item)


def is_known(item: Item) -> bool:
    """Return whether an item is a subject of a known field of work, counted in a unit."""
    return bool(item.unit) and field_of_work(item) is not None


def parts_of(text: str, sentence: Sentence, listing: Listing) -> Iterator[Part | None]:
    """Yield each part of a list, None for one that prints something else.

    What a subject is said to hold is no part beside it: 动态60条，其中会议20条.
    Subjects after a channel and a colon are parts of that channel: 公众号137条：动态29条、解读38条.
    """
    placed = list_patterns().place.match(text)
    parent = bare_label(patterns(listing.units), placed["label"]) if placed else None
    before: Part | None = None
    is_within = False
    for sign, piece in joined(split(text[placed.end() :] if placed else text)):
        part = part_of(piece, sentence, listing.units)
        opens = sign == ":" or piece.startswith(INSIDE)
        if opens and before is not None and before.item.axis is Axis.CHANNEL:
            parent = before.item.label
        within_subject = piece.startswith(INSIDE) and before is not None and parent is None
        is_within = is_within or within_subject
        if is_within and part is not None and part.item.axis is Axis.CATEGORY:
            part = None
        if part is None:
            inner = inner_list(piece, sentence, listing.units)
            yield from (Part(item) for item in inner if len(inner) >= SHORTEST_LIST)
        elif parent is not None and part.item.axis is Axis.CATEGORY:
            part = replace(part, item=replace(part.item, parent=parent))
        elif parent is not None:
            parent = None
        yield part
        before = part


def accepted(parts: list[Part | None], *, is_listing: bool) -> Iterator[Item]:
    """Yield channels always and subjects only in a list; “other” is of its neighbor's kind."""
    before = Axis.CATEGORY
    printed = [part for part in parts if part is not None]
    for part in printed:
        item = part.item
        if len(printed) == 1 and is_attribute(item):
            continue
        if list_patterns().other.search(item.label) and item.parent is None:
            item = replace(item, axis=before)
        if item.axis is Axis.CHANNEL or item.parent is not None or is_listing:
            yield item
            yield from (replace(inner, parent=item.label) for inner in part.inner)
        if part.site:
            yield replace(item, label=part.site, axis=Axis.CHANNEL)
        before = item.axis if item.parent is None else before


def sole_channel(total: re.Match[str], text: str, sentence: Sentence) -> Iterator[Item]:
    """Yield the one channel that a total is said of: “政府网站公开88条”."""
    clause = clause_around(text, total)
    named = list_patterns().sole_channel.match(clause)
    value = counted(total)
    if named and value is not None:
        label = bare_label(patterns(narrative().items.units), named["label"])
        yield Item(
            label, value, "条", Axis.CHANNEL, approximate=is_approximate(total),
            evidence=sentence.text, place=sentence.place,
        )  # fmt: skip


def after_opening(text: str) -> str:
    """Return a list that follows the total without its opening word or the brackets around it."""
    if text.startswith("("):
        inside, _, rest = text[1:].partition(")")
        return f"{inside},{rest}"
    opened_by = list_patterns().opens.search(text[:8])
    return text[opened_by.end() :] if opened_by else text
