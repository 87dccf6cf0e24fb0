"""Reads the parts of the disclosed total: by kind and by channel, as the office names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from etl.definitions.fields_of_work import field_of_work
from etl.definitions.prose_words import pattern
from etl.domain.report import Axis, Item
from etl.transform.narrative.figures.disclosed import is_said
from etl.transform.narrative.figures.kinds_beside import (
    Roles,
    is_first_kind,
    is_inside,
    is_of_countless,
    is_of_media,
    is_split_up,
    names_kind,
    of_the_year,
    split_inside,
)
from etl.transform.narrative.statements.matters import HARD
from etl.transform.narrative.statements.statement import Relation, Role, Statement
from etl.transform.narrative.wording.part_names import is_name, name_of

SHORTEST_LIST = 3
SHORTEST_KNOWN_LIST = 2


@dataclass(slots=True)
class Listing:
    """Where the reading stands: whether a list is open, of which whole, and what was listed."""

    whole: Statement | None = None
    is_open: bool = False
    after_kind: bool = False
    inner: int | None = None
    total: Decimal | None = None
    in_total: bool = False
    listed: Decimal = Decimal(0)
    parent: str | None = None
    last_kind: str | None = None
    parent_depth: int = 0
    kind_depth: int | None = None
    axis: Axis = Axis.CATEGORY
    found: dict[tuple[str, Axis, str | None], Item] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Return whether the kinds listed make up the whole."""
        return self.total is not None and self.listed == self.total

    def open_total(self, made: Statement) -> None:
        """Open the list of a total; what was updated beside it has parts of its own."""
        self.is_open, self.total, self.listed = True, made.count, Decimal(0)
        self.in_total, self.after_kind = True, False
        self.parent = self.kind_depth = None
        if made.relation is Relation.BESIDE and "update" in made.acts:
            self.is_open, self.kind_depth = False, made.depth

    def keep(self, item: Item) -> None:
        """Keep an item, each printed part once, and add up the kinds of the first level."""
        kept = self.found.setdefault((item.label, item.axis, item.parent), item)
        if kept is item and item.axis is Axis.CATEGORY and item.parent is None:
            self.listed += item.count
        self.axis = item.axis


def items_of(statements: Iterable[Statement], total: Statement | None) -> tuple[Item, ...]:
    """Return the parts that the statements list, in printed order; `total` is no part."""
    listing = Listing(whole=total)
    roles = [(made, made.role) for made in statements]
    for _, group in groupby(roles, key=lambda pair: id(pair[0].sentence)):
        sentence = list(group)
        for number, (made, role) in enumerate(sentence):
            read_part(made, role, listing, sentence, number)
    return tuple(listing.found.values())


def read_part(made: Statement, role: Role, listing: Listing, sentence: Roles, number: int) -> None:
    """Keep what one statement adds to the list, or open or close it."""
    if role is Role.NONE:
        if made.matter in HARD and made.matter != "engagement" and not made.percent:
            listing.is_open = False
        return
    if role is Role.TOTAL:
        if made.relation is not Relation.PART and not made.depth:
            listing.open_total(made)
            field = item_of(made, Axis.CATEGORY, name_of(made.before), None)
            if made is not listing.whole and field.label and field_of_work(field) is not None:
                listing.parent = field.label
        return
    if listing.parent is not None and is_out(made, role, listing):
        listing.parent = None
    if role is Role.CHANNEL:
        listing.after_kind = False
        read_channel(made, listing, sentence, number)
    else:
        read_kind(made, listing, sentence, number)


def is_column_of(made: Statement, sentence: Roles, number: int) -> bool:
    """Return whether a column is a part of what one site or account published.

    公众号推送信息230条，其中“办事指南”专栏18条.
    """
    if made.relation is not Relation.PART or pattern("column").search(made.channel) is None:
        return False
    before = (m for m, _ in reversed(sentence[:number]) if m.relation is not Relation.PART)
    whole = next(before, None)
    return whole is not None and whole.own_channel and not whole.joint


def is_out(made: Statement, role: Role, listing: Listing) -> bool:
    """Return whether a statement stands outside the channel whose parts were listed."""
    return made.depth < listing.parent_depth or (
        role is Role.CHANNEL and made.depth <= listing.parent_depth
    )


def read_channel(made: Statement, listing: Listing, sentence: Roles, number: int) -> None:
    """Keep a channel, and the kind that its sentence names as well."""
    if is_said(made) and pattern("organs").match(made.channel):
        return
    if is_column_of(made, sentence, number):
        listing.keep(item_of(made, Axis.CATEGORY, name_of(made.channel), listing.parent))
        return
    following = next((s for s in sentence[number + 1 :] if s[0].depth <= made.depth), None)
    inside = sentence[number + 1][0] if number + 1 < len(sentence) else None
    name = name_of(made.channel)
    goes_on = following is not None and is_next_kind(made, following)
    is_list = goes_on and is_first_kind(made, sentence[number + 1 :])
    is_kind = (made.has_label or is_list) and is_said(made) and made is not listing.whole
    is_paper = made.unit == "份" and pattern("posted_papers").search(made.head) is not None
    is_kind = (
        is_kind and not is_paper and is_name(name_of(made.object)) and (goes_on or names_kind(made))
    )
    goes_on = is_kind and goes_on
    if is_kind:
        listing.keep(item_of(made, Axis.CATEGORY, name_of(made.object), None))
    shares_total = made.joint and (made is listing.whole or is_split_up(made, inside))
    if not (goes_on and not has_other_channels(sentence, made)) and not shares_total:
        listing.keep(item_of(made, Axis.CHANNEL, name, None))
    opens = made.opens in (":", "(") or (inside is not None and is_inside(inside, made))
    listing.is_open = True
    listing.parent = name if opens and not is_kind and not shares_total else None
    listing.parent_depth = made.depth + (made.opens == "(")
    listing.kind_depth = made.depth if is_kind else None
    if made.relation is Relation.WHOLE and not goes_on:
        listing.total, listing.listed, listing.in_total = made.count, Decimal(0), False


def is_next_kind(made: Statement, following: tuple[Statement, Role]) -> bool:
    """Return whether a further kind stands behind the kind that a channel published."""
    after, role = following
    return (
        role is Role.KIND and after.segment == made.segment and after.sign in (",", "、")
        and not is_inside(after, made)
    )  # fmt: skip


def has_other_channels(sentence: Roles, made: Statement) -> bool:
    """Return whether the sentence counts other channels beside this one."""
    return any(
        role is Role.CHANNEL and other is not made and is_said(other) for other, role in sentence
    )


def read_kind(made: Statement, listing: Listing, sentence: Roles, number: int) -> None:
    """Keep a kind where it stands in a list, or is said to be disclosed."""
    label = name_of(made.object)
    made = of_the_year(made, sentence, number, listing.whole)
    if is_read_inside(made, label, listing, sentence, number):
        return
    if pattern("attribute").match(label) and not listing.is_open:
        return
    if pattern("level").match(label) and is_of_media(sentence, number):
        return
    if is_inner(made, listing):
        listing.keep(item_of(made, Axis.CATEGORY, label, listing.last_kind))
        return
    run = run_of(sentence, number)
    is_list = len(run) >= SHORTEST_LIST or (
        len(run) == SHORTEST_KNOWN_LIST and all(is_known(part) for part in run)
    )
    is_beyond = listing.is_full and made.relation is not Relation.PART
    if not (is_said(made) or ((listing.is_open or is_list) and not is_beyond)):
        return
    axis = Axis.CATEGORY
    if pattern("other").search(label) and listing.axis is Axis.CHANNEL and listing.parent is None:
        axis = Axis.CHANNEL if listing.found and not is_said(made) else axis
    listing.keep(item_of(made, axis, label, listing.parent))
    listing.after_kind, listing.last_kind = True, label
    listing.is_open = listing.is_open or is_said(made)
    listing.kind_depth = made.depth


def is_read_inside(
    made: Statement, label: str, listing: Listing, sentence: Roles, number: int
) -> bool:
    """Return whether a kind is inside another, which keeps it only where it splits that."""
    if listing.kind_depth is None or made.depth <= listing.kind_depth:
        return False
    whole = split_inside(sentence, number)
    if whole is not None:
        listing.keep(item_of(made, Axis.CATEGORY, label, name_of(whole.object)))
        return True
    return not is_of_countless(sentence, number)


def is_inner(made: Statement, listing: Listing) -> bool:
    """Return whether a kind is a part of the kind before it: 动态50条,内有会议20条."""
    if "own_part" in made.quality and listing.after_kind and listing.in_total:
        listing.inner = made.segment
    return listing.inner == made.segment and listing.after_kind


def run_of(sentence: Roles, number: int) -> list[Statement]:
    """Return the kinds side by side around a statement."""
    first = last = number
    while first and sentence[first - 1][1] is Role.KIND:
        first -= 1
    while last + 1 < len(sentence) and sentence[last + 1][1] is Role.KIND:
        last += 1
    return [made for made, _ in sentence[first : last + 1]]


def is_known(made: Statement) -> bool:
    """Return whether a kind is of a known field of work and counted in a unit."""
    item = item_of(made, Axis.CATEGORY, name_of(made.object), None)
    return bool(made.unit) and field_of_work(item) is not None


def item_of(made: Statement, axis: Axis, label: str, parent: str | None) -> Item:
    """Return what a statement counts as one item of an axis, with its sentence and place."""
    return Item(
        label=label, count=made.count, unit=made.unit, axis=axis, parent=parent,
        approximate=made.approximate, evidence=made.sentence.text, place=made.sentence.place,
    )  # fmt: skip
