"""Finds the names of offices: townships with their counties, and other kinds of office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from etl.definitions.offices import office_words

WORDS = office_words()
LONGEST_NAME = 9
LONGEST_RUN = 32
LONGEST_OFFICE = 40


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


OWN_SIGNS = "全本我该"
HAN = "\u4e00-\u9fff"
KIND = re.compile(f"(?:{any_of(WORDS.township_kinds)})")
TITLE_KIND = re.compile(f"(?:{any_of(WORDS.township_kinds)}|(?:{any_of(WORDS.title_kinds)})(?!道))")
IN_TEXT = re.compile(
    f"(?:{any_of(WORDS.township_kinds)})(?=(?P<after>{any_of(WORDS.followers)})|[^{HAN}]|$)"
)
RUN = re.compile(f"[{HAN}]{{1,{LONGEST_RUN}}}$")
# Below a county (县) comes no other; the signs of the rest are common in names of townships, and
# one that stands twice begins the township's: 临海市|市府东路街道.
# Nor does a city right behind a district: 昆川区|市府西路街道.
# Between a prefecture and a township stands a county; 州 before one character is of the name.
AREA_END = re.compile(f".*(?:{any_of((WORDS.first_county, *WORDS.county_kinds))})$")
PREFECTURE = "州"
TWICE = "".join(f"(?<!{kind}{kind})" for kind in WORDS.county_kinds) + "(?<![区县旗]市)"
COUNTY = re.compile(
    rf"^(?P<head>[{HAN}]{{1,20}}?{WORDS.first_county}"
    rf"|[{HAN}]{{1,20}}(?:{any_of(WORDS.county_kinds)}){TWICE})(?=[{HAN}])"
)
ABOVE_COUNTY = re.compile(
    rf"^.*(?:{any_of(WORDS.above_kinds)})"
    rf"(?=[{HAN}]{{1,12}}(?:{any_of((WORDS.first_county, *WORDS.county_kinds))})$)"
)
# A zone that governs townships like a county: 秦河新城泾岸街道.
ZONE = re.compile(f"^[{HAN}]{{2,6}}(?:{any_of(WORDS.zones)})(?=[{HAN}]{{2}})")
LEAD = re.compile(
    f"^.*(?:{any_of(WORDS.leads)})|^.*(?:{any_of(WORDS.longer_leads)})(?=[{HAN}]{{2}})"
)
# A government of an area: what stands before it may lead up to its name, it does not itself.
GOVERNED = re.compile(
    f"(?:{any_of((WORDS.first_county, *WORDS.county_kinds, *WORDS.above_kinds))})(?=(?:人民)?政府)"
)
SHORT_LEAD = re.compile(f"^[{WORDS.short_leads}]+")
# One unit beside another, 甲镇和乙镇, or behind what a text calls its own: 我镇.
BESIDE = re.compile(
    f"^.*(?:(?:{any_of(WORDS.township_kinds)})(?:{any_of(WORDS.acting_offices)})?[和与及]"
    f"|[我本全该](?:{any_of(WORDS.township_kinds)}))"
)
OWN = re.compile(
    f"(?:{any_of(WORDS.own_offices)})*(?:(?:{any_of(WORDS.inner_words)})+办(?:公室)?)?"
)
OTHER_ENDS = re.compile(f"(?:{any_of(e for k in WORDS.other_kinds for e in k.ends)})$")
# Where the name of an office ends in a title, and what else parts a title.
TOPIC = re.compile("|".join(WORDS.topics))
YEAR_WORDS = re.compile(
    r"20\d\d年?度?|二[〇○零O0][〇○零一二三四五六七八九]{2}年?度?|(?<=\d)(?:年度?|月|日)"
)


class Office(NamedTuple):
    """An office that a text names: a township and its county, or in full one of another kind."""

    township: str | None
    county: str | None = None
    other: str = ""


def same_name(name: str, other: str) -> bool:
    """Return whether two names are of one office; one may have its county before it."""
    short, long = sorted((name, other), key=len)
    return name == other or (
        long.endswith(short) and AREA_END.match(long[: -len(short)]) is not None
    )


class Mention(NamedTuple):
    """A township in running text; `leads` where it opens a clause, `acts` where it is an office."""

    township: str
    county: str | None
    leads: bool
    acts: bool


def heading_office(text: str) -> Office | None:
    """Return the office that a title names, what it reports on and its year left out."""
    plain = YEAR_WORDS.sub("|", text)
    for part in TOPIC.split(plain):
        for piece in reversed(re.findall(f"[{HAN}]+", part)):
            found = office_of(piece)
            if found is not None:
                return found
    return None


def office_of(piece: str) -> Office | None:
    """Return the office that a run of characters names from its start to its end.

    What stands behind a township decides: its own government, or a school in it.
    """
    if len(piece) > LONGEST_OFFICE:
        return None
    other = None
    for kind in reversed(list(TITLE_KIND.finditer(piece))):
        rest = piece[kind.end() :]
        if OTHER_ENDS.search(rest) and not OWN.fullmatch(rest):
            other = Office(None, other=piece)
            continue
        if KIND.match(rest):  # 丙县乡镇 names none
            continue
        named = split(LEAD.sub("", piece[: kind.start()]), kind[0])
        if named is not None:
            return other or named
    if other is not None or OTHER_ENDS.search(piece):
        return other or Office(None, other=without_lead(piece))
    return None


def without_lead(piece: str) -> str:
    """Return the name of an office of another kind without the words that lead up to it."""
    governed = GOVERNED.search(piece)
    start = governed.end() if governed else len(piece)
    return LEAD.sub("", piece[:start]) + piece[start:] or piece


def split(name: str, kind: str) -> Office | None:
    """Return the county and township of a name such as 甲省乙市丙县松树 and its kind 乡."""
    found = COUNTY.match(name)
    county = None
    if found is not None:
        county = ABOVE_COUNTY.sub("", found["head"])
        name = name[found.end() :]
        if county.endswith(PREFECTURE) and len(name) == 1:
            county, name = None, county + name
    name = ZONE.sub("", name)
    is_city_centre = county is not None and name in WORDS.names_below_a_city
    if not name or (name in WORDS.not_names and not is_city_centre) or len(name) > LONGEST_NAME:
        return None
    return Office(name + kind, county)


def mentions(text: str) -> Iterator[Mention]:
    """Yield the townships that running text in normal form names."""
    if KIND.search(text) is None:
        return
    text = YEAR_WORDS.sub("|", text)
    for kind in IN_TEXT.finditer(text):
        run = RUN.search(text, 0, kind.start())
        if run is None:
            continue
        name = LEAD.sub("", BESIDE.sub("", run[0]))
        is_first = len(name) == len(run[0])
        if not (is_first and run.start() == 0):
            name = SHORT_LEAD.sub("", name)
        before = text[run.start() - 1] if run.start() else "|"
        is_own = len(name) > 1 and name[-1] in OWN_SIGNS  # 青禾乡全乡
        if not name or is_own or name in WORDS.longer_leads or (before.isdigit() and is_first):
            continue
        named = split(name, kind[0])
        if named is not None and named.township is not None:
            opens = is_first and (before.isspace() or before in "|,。;:!?)、")
            yield Mention(
                named.township, named.county, opens, kind["after"] in WORDS.acting_offices
            )
