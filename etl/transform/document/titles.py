"""Finds the title of a report among the lines that call themselves one, a site's links included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from etl.definitions.offices import title_words
from etl.transform.document.dates import DATE, NUMERAL, period_in
from etl.transform.document.office_names import (
    Office,
    any_of,
    heading_office,
    mentions,
    office_of,
    same_name,
)
from etl.transform.narrative.wording.normalize import normal

TITLE = re.compile(any_of(title_words().titles))
MAY_BE_TITLE = re.compile(r"[报報总總]|公开年度|年度公开")
NO_TITLE = re.compile(f"{any_of(title_words().not_titles)}|[。!?]")
# What a row of an index calls the document: its title where no line is one that says as much.
NAMED_IN_INDEX = re.compile(f"^(?:{any_of(title_words().index_heads)}):")
YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
CHINESE_YEAR = re.compile(r"二[〇○零O0]([〇○零一二三四五六七八九]{2})年?度?")
# A heading that closes the preamble.
FIRST_SECTION = re.compile(r"[#*\s(（]*[一㈠][、)）.．]")
PINYIN = re.compile(r"\([a-zü\u00e0-\u01dc]{1,6}\)")
# The day beside a link or a title, which is no part of it.
DAY_BEHIND = re.compile(rf"(?<![-—~至到])[\[(]?{DATE.pattern}[\])]?(?:~?\d?\d:\d\d(?::\d\d)?)?$")
IN_SENTENCE = re.compile(r"[,;:、《》〈〉]")
BEFORE_NAME = re.compile(r"(?:关于|20\d\d年?度?|\d{1,2}[.、]|[\u4e00-\u9fff]+[省市县区州旗盟])*")
TITLE_LINES = 16
MOST_LISTED = 200
LONGEST_TITLE = 60
LONGEST_FRAGMENT = 30
# What is left of a title for its second line: …公开工作年|度报告.
LONGEST_REST = 6
MOST_ABOVE = 2
SIGNED, MENTIONED = 2, 1


class Title(NamedTuple):
    """The title of a report and the number of its last line; `rivals` are others like it.

    They stand above it or below, of another office or year, and nothing tells which is the title.
    `listed` are the numbers of lines that are titles of other offices.
    """

    number: int = -1
    text: str = ""
    rivals: tuple[str, ...] = ()
    listed: tuple[int, ...] = ()


class Candidate(NamedTuple):
    """A line that calls itself a report; `office` is set where it is nothing but such a title."""

    number: int
    text: str
    worth: int
    office: str
    year: int | None


def title_of(lines: Sequence[str]) -> Title:
    """Return the title: of the lines that call themselves a report the one that names an office or
    a year, the first of several; of several offices the one that the text below is of.
    """
    found = list(candidates(lines[:TITLE_LINES]))
    listed = {c.office for c in found if c.office}
    if len(listed) > 1:
        end = next((n for n, line in enumerate(lines) if FIRST_SECTION.match(line)), MOST_LISTED)
        found = list(candidates(lines[: max(TITLE_LINES, min(end, MOST_LISTED))]))
    best = max((c.worth for c in found), default=None)
    first = next((c for c in found if c.worth == best), None)
    if first is None:
        return Title()
    named = [c for c in found if c.office]
    if len({c.office for c in named}) < 2 and len({c.year for c in named} - {None}) < 2:
        return Title(first.number, first.text)
    return chosen(named, lines)


def chosen(named: list[Candidate], lines: Sequence[str]) -> Title:
    """Return the title of several that name offices or years, with those that it may be instead."""
    below = lines[named[-1].number + 1 :]
    office, is_sure = office_below(named, below)
    own = [c for c in named if same_name(c.office, office)]
    year = period_year(below)
    fitting = [c for c in own if c.year == year] or [c for c in own if c.year] or own
    title = fitting[0] if year in {c.year for c in own} else fitting[-1]
    foreign = [c for c in named if not same_name(c.office, office)]
    rivals = [] if is_sure else foreign[:]
    others = (c for c in own if c.year not in (None, title.year))
    rivals += [c for c in others if c.number < title.number or year is None]
    texts = tuple(dict.fromkeys(c.text for c in rivals))
    return Title(title.number, title.text, texts, tuple(c.number for c in foreign))


def office_below(named: list[Candidate], below: Sequence[str]) -> tuple[str, bool]:
    """Return the office that the text below several titles is of, and whether it says so.

    The last title is the nearest; only a signature says that it is another.
    """
    offices = list(dict.fromkeys(c.office for c in named))
    last = named[-1].office
    if all(same_name(office, last) for office in offices):
        return last, True
    said = {office: how_named(office, below) for office in offices}
    signed = [office for office in offices if said[office] == SIGNED]
    if signed:
        of_one = all(same_name(office, signed[0]) for office in signed)
        return (signed[0], True) if of_one else (last, False)
    others = any(said[o] for o in offices if not same_name(o, last))
    return last, said[last] == MENTIONED and not others


def how_named(office: str, below: Sequence[str]) -> int:
    """Return whether a text is signed by an office, or speaks of it as what acts, or neither."""
    best = 0
    for raw in below:
        line = DAY_BEHIND.sub("", heading_text(raw))
        if office[-2:] not in line or TITLE.search(line) or NO_TITLE.search(line):
            continue
        alone = standing_alone(line)
        if alone is not None and same_name(alone.township or alone.other, office):
            return SIGNED
        spoken = (m for m in mentions(line) if m.leads or m.acts)
        if any(same_name(m.township, office) for m in spoken):
            best = MENTIONED
    return best


def period_year(lines: Sequence[str]) -> int | None:
    """Return the year of the statistics period, None where none is printed in one line."""
    dated = (period_in(normal(line)) for line in lines if "31" in line or "３１" in line)
    return next((period[0].year for period in dated if period is not None), None)


def candidates(lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield the lines that call themselves a report.

    A title that is broken begins with the line of the office or the year above it.
    """
    for number, line in enumerate(lines):
        if len(line) > 2 * LONGEST_TITLE or not MAY_BE_TITLE.search(line):
            continue
        text = heading_text(line)
        if number and not TITLE.search(text) and len(text) <= LONGEST_REST:
            text = heading_text(lines[number - 1][: 2 * LONGEST_TITLE]) + text
        bare = DAY_BEHIND.sub("", NAMED_IN_INDEX.sub("", text))
        if not TITLE.search(bare) or len(bare) >= LONGEST_TITLE or NO_TITLE.search(bare):
            continue
        whole = bare if bare != text else with_lines_above(lines[:number], bare)
        office, year = heading_office(whole), year_in(whole)
        worth = 2 * (office is not None) + (year is not None)
        in_index = NAMED_IN_INDEX.match(text) is not None
        yield Candidate(number, whole, 2 * worth - in_index, only_title(whole, office, year), year)


def only_title(text: str, office: Office | None, year: int | None) -> str:
    """Return the office of a line that is nothing but the title of its report, else nothing."""
    name = (office.township or office.other) if office is not None else ""
    if not name or IN_SENTENCE.search(text) or (year is None and above_county(name)):
        return ""
    ends = list(TITLE.finditer(text))[-1].end() == len(re.sub(r"\([^()]*\)$", "", text))
    return name if ends and BEFORE_NAME.fullmatch(text[: max(0, text.find(name))]) else ""


def heading_text(line: str) -> str:
    """Return a line in normal form without marks of headings, borders of cells and pinyin."""
    return without_pinyin(normal(line)).strip("#*|")


def without_pinyin(text: str) -> str:
    """Return a text without the pronunciation that some mirrors print behind a character."""
    return PINYIN.sub("", text) if "(" in text else text


def with_lines_above(above: Sequence[str], text: str) -> str:
    """Return a title with the office and the year that stand broken off above it."""
    for line in list(reversed(above))[:MOST_ABOVE]:
        fragment = heading_text(line[:LONGEST_TITLE])
        if len(fragment) >= LONGEST_FRAGMENT or NO_TITLE.search(fragment) or "," in fragment:
            break
        if TITLE.search(fragment) and year_in(fragment):
            break
        office = None if heading_office(text) else own_office(fragment)
        year = None if year_in(text) else YEAR.search(fragment)
        if office is None and year is None:
            break
        if office is None and year is not None and year.end() != len(fragment):
            break
        text = fragment + text
    return text


def own_office(fragment: str) -> Office | None:
    """Return the office in a line above a title, but none that a site names above every page."""
    found = heading_office(fragment)
    return (
        found if found is not None and (found.township or not above_county(found.other)) else None
    )


def above_county(office: str) -> bool:
    """Return whether an office is the government of a county or above."""
    return bool(re.search(r"(?:[县区市旗州省盟]|政府|政府办公室|行政公署)$", office))


def year_in(title: str) -> int | None:
    """Return the year that a title names, in digits or in Chinese numerals."""
    if match := YEAR.search(title):
        return int(match[1])
    if match := CHINESE_YEAR.search(title):
        return int("20" + "".join(NUMERAL[character] for character in match[1]))
    return None


def standing_alone(line: str) -> Office | None:
    """Return the office that is all a line says, seal and brackets left out."""
    bare = re.sub(r"\((?:公章|盖章|印章|章|签章)\)|[()《》]", "", line)
    if not 2 <= len(bare) <= LONGEST_FRAGMENT or not re.fullmatch(r"[\u4e00-\u9fff]+", bare):
        return None
    return office_of(bare)
