"""Which units make up each series of figures, and in which years: the register over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import dropwhile, groupby

from etl.domain.place import Place

Counted = Iterable[tuple[str, int, bool]]
"""Unit and year of reports, and whether one of them counts."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Years in which the same units make up a series; `last` is None from then on.

    `expected` and `filed` are reports of the years that are collected, `short` those of these
    years in which not every unit filed.
    """

    first: int
    last: int | None
    units: tuple[Place, ...]
    expected: int
    filed: int
    short: tuple[int, ...]

    @property
    def is_sum(self) -> bool:
        """Return whether the figures of these years are those of several units together."""
        return len(self.units) > 1


@dataclass(frozen=True, slots=True)
class Series:
    """A unit that carries figures on, with those whose figures it carries on.

    `since` is the first year that is collected.
    """

    unit: Place
    members: Mapping[str, Place]
    label: str
    since: int
    stages: tuple[Stage, ...]

    @property
    def shown(self) -> tuple[object, ...]:
        """Return what is seen of a series: its name, and which units make it up when."""
        made_up = [
            (s.first, s.last, [(u.place_id, u.township) for u in s.units]) for s in self.stages
        ]
        return self.unit.place_id, self.label, made_up


def carried_on(places: Iterable[Place]) -> dict[str, str]:
    """Return the unit that carries on the series of each unit, by their codes.

    A successor that is not in the register, or leads back, ends the way there.
    """
    successors = {place.place_id: place.successor for place in places}
    found = {}
    for code in successors:
        seen = {code}
        current = code
        while (
            (following := successors[current]) and following in successors and following not in seen
        ):
            current = following
            seen.add(current)
        found[code] = current
    return found


def series_of(places: Collection[Place], counted: Counted, newest: int) -> dict[str, Series]:
    """Return the series by the code of the unit that carries each on, as the warehouse makes them.

    A unit that one of another county carries on is in none. `newest` is the year that a county
    without reports collects.
    """
    ends, known = carried_on(places), {place.place_id: place for place in places}
    years: dict[str, list[int]] = defaultdict(list)
    active = set[tuple[str, int]]()
    for code, year, is_active in counted:
        years[code[:6]].append(year)
        if is_active:
            active.add((code, year))
    groups: dict[str, dict[str, Place]] = defaultdict(dict)
    for code, end in ends.items():
        groups[end][code] = known[code]
    found = {}
    for code, members in groups.items():
        unit = known[code]
        own = {c: p for c, p in members.items() if p.county_id == unit.county_id}
        collected = years.get(unit.county_id) or [newest]
        span = min(collected), max(collected)
        found[code] = Series(
            unit, own, label(unit, members), span[0], stages(own.values(), span, active)
        )
    return found


def label(unit: Place, members: Mapping[str, Place]) -> str:
    """Return what a series is called, with the names of before."""
    former = sorted({place.township for code, place in members.items() if code != unit.place_id})
    return unit.township + (f"（含原{'、'.join(former)}）" if former else "")


def stages(
    units: Collection[Place], span: tuple[int, int], active: Collection[tuple[str, int]]
) -> tuple[Stage, ...]:
    """Return the years of a series by the units that make it up, from the first with any."""
    first, last = span
    turns = [year for u in units for year in (u.valid_from, u.valid_to and u.valid_to + 1) if year]
    found = []
    years = range(first, max(last, *turns, first) + 1)
    for _, same in groupby(years, lambda year: [u.place_id for u in units if u.is_valid(year)]):
        run = [*same]
        valid = tuple(unit for unit in units if unit.is_valid(run[0]))
        filed = {y: sum((u.place_id, y) in active for u in valid) for y in run if y <= last}
        found.append(
            Stage(
                run[0], None if run[-1] == years[-1] else run[-1], valid, len(valid) * len(filed),
                sum(filed.values()), tuple(y for y, n in filed.items() if n < len(valid)),
            )
        )  # fmt: skip
    return tuple(dropwhile(lambda stage: not stage.units, found))
