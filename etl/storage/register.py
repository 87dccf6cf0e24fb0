"""The register of township-level units, and the settling of a printed name on one of them."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from etl.definitions.offices import office_words
from etl.domain.errors import ReportError, UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Identity
from etl.storage.csv_table import lines_of

COLUMNS = (
    "place_id", "province", "prefecture", "county", "township", "type", "aliases", "valid_from",
    "valid_to", "successor",
)  # fmt: skip
NEAR_MATCHES = 5
NAME = re.compile(r"(?:[^\W_]|[·•・()（）-]){0,60}")


class BrokenRegister(ReportError):
    """The register contradicts itself; the message says which line."""

    kind = "broken_register"


@dataclass(frozen=True)
class Register:
    """The units that may report, by their administrative code."""

    places: tuple[Place, ...]

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

    def settle(self, identity: Identity, county: str | None = None) -> Place:
        """Return the one unit that an identity means, or raise UnknownPlace with near matches.

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
        """Return the rejection that says why no single unit is meant."""
        if identity.township is None and identity.place_id is None:
            return UnknownPlace(
                "报告中找不到乡镇（街道）名称。",
                "请检查标题或落款；也可把文件名改为“乡镇名称＋年度”后重新导入。",
            )
        name = identity.township or identity.place_id or ""
        if len(fitting) > 1:
            return UnknownPlace(
                f"“{name}”对应名册中的多个单位：{described(fitting)}。",
                "请在导入时指定所属县。",
            )
        if named:
            return UnknownPlace(
                f"名册中的“{name}”与该报告的年度或所属县不符：{described(named)}。",
                "请核对报告年度和县名；如有撤并、更名，请先更新名册 places.csv。",
            )
        coded = [p for p in self.places if p.place_id == identity.place_id]
        if coded:
            return UnknownPlace(
                f"代码{identity.place_id}在名册中是{described(coded)}，文件中写的是“{name}”。",
                "请核对代码与名称，改正后重新导入。",
            )
        near = described(self.near(name))
        hint = f"相近的名称：{near}。" if near else ""
        return UnknownPlace(
            f"“{name}”不在名册中。",
            f"{hint}请核对名称；如确属本县，请先在名册 places.csv 中登记。",
        )

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


def described(places: Iterable[Place]) -> str:
    """Return places as an official would name them, with their codes."""
    return "、".join(f"{p.county}{p.township}（{p.place_id}）" for p in places)


def load_register(path: Path) -> Register:
    """Return the register in a CSV file with the columns of COLUMNS; aliases split by `;`."""
    places = tuple(place_from(line) for _, line in lines_of(path, COLUMNS))
    for place in places:
        check_names(place, path.name)
    check(places, path.name)
    return Register(places)


def place_from(line: dict[str, str]) -> Place:
    """Return one line of the register as a place."""
    return Place(
        place_id=line["place_id"],
        province=line["province"],
        prefecture=line["prefecture"],
        county=line["county"],
        township=line["township"],
        type=line["type"],
        aliases=tuple(alias for alias in line["aliases"].split(";") if alias),
        valid_from=year_from(line, "valid_from"),
        valid_to=year_from(line, "valid_to"),
        successor=line["successor"] or None,
    )


def year_from(line: dict[str, str], column: str) -> int | None:
    """Return the year in a column of the register, None where it is empty."""
    text = line[column].strip()
    if text and not (text.isdecimal() and len(text) == 4):
        raise BrokenRegister(
            f"名册中 {line['place_id']} 的 {column} 不是年份：“{text}”。", "请填写四位数的年份。"
        )
    return int(text) if text else None


def check_names(place: Place, name: str) -> None:
    """Refuse a name that no unit bears: names stand in headings, links and names of files."""
    names = (place.province, place.prefecture, place.county, place.township, *place.aliases)
    for given in (place.place_id, *names):
        if not NAME.fullmatch(given):
            raise BrokenRegister(
                f"名册 {name} 中 {place.place_id} 一行的“{given}”不能作名称。",
                "名称只能由汉字、字母、数字和 · - （） 组成，请改正这一行。",
            )


def check(places: tuple[Place, ...], name: str) -> None:
    """Refuse a code given twice, a successor that is not registered, and a circle of successors."""
    successors = {place.place_id: place.successor for place in places}
    if len(successors) != len(places):
        twice = next(p for p in places if [q.place_id for q in places].count(p.place_id) > 1)
        raise BrokenRegister(
            f"名册 {name} 中代码 {twice.place_id} 出现了两次。", "请给每个单位一个代码。"
        )
    for place in places:
        seen, current = {place.place_id}, place.successor
        while current:
            if current not in successors or current in seen:
                raise BrokenRegister(
                    f"名册 {name} 中 {place.place_id} 的继任单位不在名册中，或者兜了圈子。",
                    "请核对 successor 一列。",
                )
            seen.add(current)
            current = successors[current]
