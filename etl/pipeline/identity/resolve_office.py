"""Weighs what a document and its file say of the office against the register.

A name that is registered beats one that is not, but a report is never filed against what its
title, its signature or its file's name says: what disagrees waits for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.definitions.offices import office_words
from etl.definitions.unit_kinds import TOWNSHIP, is_compiled, kind_of_type
from etl.domain.errors import NeedsDecision, UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Identity, OfficeMention
from etl.storage.unit_register.register import Register, described, ids_of, in_county
from etl.transform.document.identity.office_names import same_name
from etl.transform.document.identity.read_identity import AROUND_TEXT
from etl.transform.narrative.wording.normalize import normal

DECIDE = "请核对原文，选定单位和年度，或者忽略。"
# Offices above, which keep the files of many townships under their own name.
COUNTY_ENDS = next(kind.ends for kind in office_words().other_kinds if kind.id == "county")
AREA_BEFORE = re.compile(r".*[省市县区州旗盟年度\d\W]$|")
AREA_NAME = re.compile(r"[\u4e00-\u9fff]*[省市县区州旗盟]$")
SHORTEST_OTHER_NAME = 3
OF_PREFECTURE = "00"
"""The end of the six digits of a prefecture, GB/T 2260."""
SAID_AT = {
    "title": "标题", "heading": "开头", "presented": "前言", "made_by": "前言", "signature": "落款",
    "path": "栏目路径", "file_name": "文件名",
}  # fmt: skip


class Claims:
    """The units of the register that the places of a document name, for one county and year."""

    def __init__(self, identity: Identity, register: Register, county: str | None) -> None:
        self.identity = identity
        self.register = register
        self.county = county

    def of(self, mention: OfficeMention) -> Place | None:
        """Return the one unit that a mention names, None for none and for several."""
        if mention.township is not None:
            named = replace(
                self.identity, township=mention.township, county=mention.county, place_id=None
            )
            try:
                return self.register.settle(named, self.county)
            except UnknownPlace:
                return None
        return self.of_other_kind(mention)

    def of_other_kind(self, mention: OfficeMention) -> Place | None:
        """Return the registered unit whose name a mention holds where its kind is no usual one.

        The county itself is meant only where no office of it is; of offices of one name in several
        counties, the one whose county is named, the last of several: 乙市白石县财政局.
        """
        fitting = [
            place
            for place in self.register.of_other_kind
            if place.is_valid(self.identity.year or 0) and is_named_other(place, mention)
        ]
        longest = max(map(precision, fitting), default=None)
        found = [p for p in fitting if precision(p) == longest]
        if len(found) > 1:
            found = [p for p in found if in_county(p, self.county)]
        if len(found) > 1:
            last = max(mention.text.rfind(p.county) for p in found)
            found = [p for p in found if last >= 0 and mention.text.rfind(p.county) == last]
        return found[0] if len(found) == 1 else None

    def in_text(self) -> Iterator[tuple[OfficeMention, Place]]:
        """Yield the places of the text that name a registered unit, the surest first."""
        for mention in self.identity.named:
            if mention.source not in AROUND_TEXT and (place := self.of(mention)) is not None:
                yield mention, place

    def file_name(self) -> OfficeMention | None:
        """Return what the file's name says of the office."""
        return next((m for m in self.identity.named if m.source == "file_name"), None)


def resolve_office(identity: Identity, register: Register, county: str | None) -> Place:
    """Return the one unit of the register that a report is of.

    Raises UnknownPlace where no unit is named, NeedsDecision where the names disagree.
    """
    if identity.place_id is not None:
        return register.settle(identity, county)
    claims = Claims(identity, register, county)
    named = list(claims.in_text())
    try:
        place = register.settle(identity, county)
    except UnknownPlace as error:
        return without_own_name(claims, named, error)
    refuse_conflict(claims, place, named)
    return place


def without_own_name(
    claims: Claims, named: list[tuple[OfficeMention, Place]], error: UnknownPlace
) -> Place:
    """Return the unit of a text whose own name is not registered, or raise why it is unknown."""
    township = claims.identity.township
    file_name = claims.file_name()
    filed = claims.of(file_name) if file_name is not None else None
    if named and (township is None or ends_in(township, named[0][1])):
        refuse_conflict(claims, named[0][1], named)
        return named[0][1]
    near = [place for _, place in named] + ([filed] if filed else [])
    near = list(dict.fromkeys(near))
    said = f"“{township or claims.identity.other_office}”"
    if near:
        raise NeedsDecision(
            f"报告写的单位是{said}，名册中没有；另见{described(near)}。", DECIDE, ids_of(near)
        ) from error
    stuck = [p for p in claims.register.places if township and ends_in(township, p)]
    if stuck:
        raise NeedsDecision(
            f"报告写的单位是{said}，名册中只有相近的{described(stuck)}。", DECIDE, ids_of(stuck)
        ) from error
    if township is None and claims.identity.other_office:
        raise UnknownPlace(
            f"这是“{claims.identity.other_office}”的报告，名册中没有这个单位。",
            "请确认是否选错文件；如应报送，请加入名册。",
        ) from error
    raise error


def refuse_conflict(claims: Claims, place: Place, named: list[tuple[OfficeMention, Place]]) -> None:
    """Raise NeedsDecision where title, signature or the file's name is of another office."""
    surest = {"title", "signature"}
    for mention, other in named:
        if other != place and mention.source in surest and not is_county(other):
            raise disagreeing(place, mention, described([other]), [place, other])
    for mention in claims.identity.named:
        other = other_title(claims, mention)
        if other and claims.identity.township:
            raise disagreeing(place, mention, f"“{other}”", [place])
    mention = claims.file_name()
    if mention is None or is_named_in(place, mention.text):
        return
    other = claims.of(mention)
    if other is not None and other != place and not is_county(other):
        raise disagreeing(place, mention, described([other]), [place, other])
    if mention.other and not mention.other.endswith(COUNTY_ENDS):
        raise disagreeing(place, mention, f"“{mention.other}”", [place])


def other_title(claims: Claims, mention: OfficeMention) -> str:
    """Return the office of a title that is not the report's, registered or not, else nothing."""
    own = claims.identity.township or ""
    if mention.source != "title" or (mention.township and same_name(mention.township, own)):
        return ""
    return mention.other or (claims.of(mention) is None and mention.township) or ""


def disagreeing(
    place: Place, mention: OfficeMention, other: str, near: list[Place]
) -> NeedsDecision:
    """Return why a report of a unit waits: one of its namings is of another."""
    return NeedsDecision(
        f"报告是{described([place])}的，{SAID_AT[mention.source]}写的却是{other}。",
        DECIDE,
        ids_of(near),
    )


def begins_name(place: Place, name: str, text: str) -> bool:
    """Return whether a text holds a unit's name with nothing before it but the area it lies in.

    Every county has a department of the same name; it is the unit only where no other area stands
    before it.
    """
    printed = normal(name)
    at = text.find(printed) if len(printed) >= SHORTEST_OTHER_NAME else -1
    if at < 0 or AREA_BEFORE.fullmatch(text[:at]) is None:
        return False
    area = AREA_NAME.search(text[:at])
    if kind_of_type(place.type) == TOWNSHIP or not area:
        return True
    # 乙市白石县财政局 is none of 乙市.
    if place.county_id.endswith(OF_PREFECTURE):
        return area[0].endswith(place.county) or place.county in printed
    return place.county in area[0] + printed


def is_county(place: Place) -> bool:
    """Return whether a unit is a county or prefecture itself, named before all its offices."""
    return is_compiled(place.type)


def is_named_other(place: Place, mention: OfficeMention) -> bool:
    """Return whether a mention is of a unit that is no township: 青石县人民政府, 财政局."""
    if is_county(place):
        _, county, rest = mention.other.rpartition(place.county)
        return bool(county) and rest in ("", *office_words().own_offices)
    names = {place.township, *place.aliases}
    if kind_of_type(place.type) != TOWNSHIP:
        names |= {name.removeprefix(place.county) for name in names}
    return any(begins_name(place, name, mention.text) for name in names)


def precision(place: Place) -> tuple[bool, int]:
    """Return how much a name tells; the county's stands in the names of all its offices."""
    return not is_county(place), len(place.township)


def ends_in(township: str, place: Place) -> bool:
    """Return whether a printed name is a registered one with words stuck before it."""
    return any(
        township != name and township.endswith(name) for name in (place.township, *place.aliases)
    )


def is_named_in(place: Place, text: str) -> bool:
    """Return whether a text holds one of a unit's names."""
    return any(name in text for name in (place.township, *place.aliases))
