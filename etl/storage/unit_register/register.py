"""The settling of a printed name on one unit of the register."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from etl.definitions.offices import office_words
from etl.domain.errors import UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Identity
from etl.storage.records.confines import Counties, covers

NEAR_MATCHES = 5


@dataclass(frozen=True)
class Register:
    """The units that may report, by their administrative code."""

    places: tuple[Place, ...]
    registered: frozenset[str] = frozenset()
    """The counties whose units a person has set, not only a file that was taken over."""

    @cached_property
    def by_name(self) -> dict[str, list[Place]]:
        """Return the units by each of their names."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            for name in {place.township, *place.aliases}:
                found[name].append(place)
        return found

    @cached_property
    def of_other_kind(self) -> tuple[Place, ...]:
        """Return the units whose names do not end as those of townships do: farms, zones."""
        kinds = office_words().township_kinds
        return tuple(place for place in self.places if not place.township.endswith(kinds))

    def within(self, counties: Counties) -> Register:
        """Return the register as a person knows it who is confined to these counties."""
        if counties is None:
            return self
        places = tuple(place for place in self.places if covers(counties, [place.place_id]))
        return Register(places, self.registered & {*counties})

    def settle(self, identity: Identity, county: str | None = None) -> Place:
        """Return the one unit that an identity means, or raise UnknownPlace with what may be meant.

        `county` (a name or six-digit code) is what the importing office knows beside the text.
        """
        by_name = self.by_name.get(identity.township or "", [])
        named = [
            p for p in (self.places if identity.place_id else by_name) if is_meant(p, identity)
        ]
        fitting = [p for p in named if in_county(p, county) and lies_in(p, identity.county)]
        if identity.year is not None:
            fitting = [p for p in fitting if p.is_valid(identity.year or 0)]
        if len(fitting) == 1:
            return fitting[0]
        raise self.unsettled(identity, fitting, named)

    def unsettled(
        self, identity: Identity, fitting: list[Place], named: list[Place]
    ) -> UnknownPlace:
        """Return the error that says why no single unit is meant.

        Units of a similar name are told and are none that the report may be of: it names another.
        """
        if identity.township is None and identity.place_id is None:
            return UnknownPlace("报告中找不到乡镇（街道）名称。", "请核对原文，选定单位。")
        name = identity.township or identity.place_id or ""
        if len(fitting) > 1:
            return UnknownPlace(
                f"“{name}”对应名册中的多个单位：{described(fitting)}。", "请选定是哪一个。",
                ids_of(fitting),
            )  # fmt: skip
        if named:
            return UnknownPlace(
                f"名册中的“{name}”与该报告的年度或所属县不符：{described(named)}。",
                "请核对报告年度和县名；如有撤并、更名，请先更新单位名册。", ids_of(named),
            )  # fmt: skip
        coded = [p for p in self.places if p.place_id == identity.place_id]
        if coded:
            return UnknownPlace(
                f"代码{identity.place_id}在名册中是{described(coded)}，文件中写的是“{name}”。",
                "请核对代码与名称，选定单位。", ids_of([*coded, *self.by_name.get(name, [])]),
            )  # fmt: skip
        near = described(self.near(name))
        hint = f"相近的名称：{near}。" if near else ""
        return UnknownPlace(f"“{name}”不在名册中。", f"{hint}请核对名称；如确属本县，请加入名册。")

    def near(self, name: str) -> list[Place]:
        """Return the units whose names look most like this one."""
        by_name = {place.township: place for place in self.places}
        return [by_name[n] for n in difflib.get_close_matches(name, by_name, NEAR_MATCHES, 0.5)]


def is_meant(place: Place, identity: Identity) -> bool:
    """Return whether a unit bears the identity's code, or its name as today's or an alias."""
    is_named = identity.township in (None, place.township, *place.aliases)
    if identity.place_id:
        return place.place_id == identity.place_id and is_named
    return identity.township is not None and is_named


def in_county(place: Place, county: str | None) -> bool:
    """Return whether a unit lies in a county given by name or code; none given fits all."""
    return county is None or county in (place.county, place.county_id)


def lies_in(place: Place, area: str | None) -> bool:
    """Return whether a unit lies in the area that a text names, in full or short (民和县)."""
    if area is None:
        return True
    return any(
        known.startswith(area[:-1]) for known in (place.county, place.prefecture, place.province)
    )


def ids_of(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the codes of units."""
    return tuple(place.place_id for place in places)


def described(places: Iterable[Place]) -> str:
    """Return places as an official would name them, with their codes."""
    return "、".join(f"{p.county}{p.township}（{p.place_id}）" for p in places)
