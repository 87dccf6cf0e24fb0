"""What the register must never say, and what no change of it may do to filed reports."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from etl.domain.errors import ReportError
from etl.domain.place import Place

NAME = re.compile(r"(?:[^\W_]|[·•・()（）-]){0,60}")
MOST_TOLD = 10
Filed = Iterable[tuple[str, int, bool]]
"""Unit and year of each report that is filed, and whether its file says by name whose it is."""


class BrokenRegister(ReportError):
    """The register contradicts itself; the message says which line."""

    kind = "broken_register"


def check_change(before: Iterable[Place], after: Iterable[Place], filed: Filed) -> None:
    """Refuse what `check` and `faults` find in a change of the register."""
    after = tuple(after)
    check(after)
    found = faults(before, after, filed)
    if found:
        more = f"……共 {len(found)} 处。" if len(found) > MOST_TOLD else ""
        raise BrokenRegister("".join(found[:MOST_TOLD]) + more, "请改正后再保存。")


def faults(before: Iterable[Place], after: Iterable[Place], filed: Filed) -> list[str]:
    """Return what a change would break, a sentence each; not what was broken before it.

    A rebuild settles every report again: one that no unit of its name, code and year stands for
    any more would silently leave the figures.
    """
    before, after = tuple(before), tuple(after)
    known = set(contradictions(before))
    new = [said for said in contradictions(after) if said not in known]
    return [*new, *unsettled(before, after, filed)]


def contradictions(places: Iterable[Place]) -> Iterator[str]:
    """Yield each unit that is never valid, and each name of two units of a county at one time."""
    named: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda p: (p.valid_from or 0, p.place_id)):
        if place.valid_from and place.valid_to and place.valid_from > place.valid_to:
            yield f"{told(place)}的起始年度晚于终止年度，没有一年有效。"
        for name in names(place):
            named[place.county_id, name].append(place)
    for (_, name), same in named.items():
        # In the order of their beginnings those that overlap have neighbours that do.
        for one, other in pairwise(same):
            if one.valid_to is None or one.valid_to >= (other.valid_from or 0):
                yield f"名称“{name}”在同一年度属于{told(one)}和{told(other)}，报告分不清是谁的。"


def unsettled(before: Iterable[Place], after: Iterable[Place], filed: Filed) -> Iterator[str]:
    """Yield each unit whose filed reports a change would leave without a unit, with their years."""
    old, new = ({place.place_id: place for place in places} for places in (before, after))
    years: dict[str, list[int]] = defaultdict(list)
    for code, year, by_name in filed:
        was, now = old.get(code), new.get(code)
        if was is None or not was.is_valid(year):
            continue
        if now is None or not now.is_valid(year) or (by_name and not is_found(was, now)):
            years[code].append(year)
    for code, lost in years.items():
        yield (
            f"{told(old[code])} {'、'.join(map(str, lost))} 年度的报告会没有归属："
            "请保留代码和原来的名称（旧名作别名），起止年度包括这些年度。"
        )


def is_found(was: Place, now: Place) -> bool:
    """Return whether a unit still bears every name by which a report may call it."""
    return names(was) <= names(now) and now.county.startswith(was.county[:-1])


def names(place: Place) -> set[str]:
    """Return what a unit is called."""
    return {place.township, *place.aliases}


def told(place: Place) -> str:
    """Return a unit with its code."""
    return f"{place.township}（{place.place_id}）"


def check(places: Iterable[Place]) -> None:
    """Refuse a name that no unit bears, a code given twice, and successors that lead nowhere."""
    successors: dict[str, str | None] = {}
    for place in places:
        check_names(place)
        if place.place_id in successors:
            raise BrokenRegister(
                f"名册中代码 {place.place_id} 出现了两次。", "请给每个单位一个代码。"
            )
        successors[place.place_id] = place.successor
    for code, following in successors.items():
        seen, current = {code}, following
        while current:
            if current not in successors or current in seen:
                raise BrokenRegister(
                    f"名册中 {code} 的承接单位不在名册中，或者兜了圈子。",
                    "请核对承接单位一列。",
                )
            seen.add(current)
            current = successors[current]


def check_names(place: Place) -> None:
    """Refuse a name that no unit bears: names stand in headings, links and names of files."""
    names = (place.province, place.prefecture, place.county, place.township, *place.aliases)
    for given in (place.place_id, place.type, *names):
        if not NAME.fullmatch(given):
            raise BrokenRegister(
                f"名册中 {place.place_id} 一行的“{given}”不能作名称。",
                "名称只能由汉字、字母、数字和 · - （） 组成，请改正这一行。",
            )
