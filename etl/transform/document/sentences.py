"""Cuts the narrative into sentences, each with its place, and the report into its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from etl.definitions import sections as section_kinds
from etl.domain.report import Issue, Line, Mark, Section
from etl.transform.character_forms import label_key
from etl.transform.narrative.wording.normalize import normal, without_blanks
from etl.transform.numbers import read_cell
from etl.transform.tables.form_labels.detect_edition import known_keys
from etl.transform.tables.rows import is_sentence, with_bars

ORDINAL = re.compile(r"^[#*\s(]*([一二三四五六])[、.．)\s]")
# What a heading may begin with before it is in normal form: cheaper to look for than the heading.
NUMBERED = r"(?:([一二三四五六七八九十]|[1-9](?=[、.．]))[、.．)\s]+)?"
STANDS_ALONE = re.compile(rf"^[#*\s(]*{NUMBERED}(.{{4,24}}?)[:。*\s]*$")
MAY_BE_HEADING = re.compile(r"[#*\s(（]*[一二三四五六七八九㈠-㈥㊀-㊅⼀⼆\u2e80-\u2fdf]")
NUMERALS = "一二三四五六七八九十"
BRACKETS = ("(", "（", "㈠", "㈡", "㈢", "㈣", "㈤", "㈥")
HEADING_ENDS = ("情况", "事项", "措施", "情況", "事項")
# A question mark before a figure or a sign stands for a character that was lost: 信息?1340条?，.
STOPS = re.compile(r"[。！!]|[？?](?!\d(?![.．、])|[,，。;；、)）])")
ENDS = tuple("。！？!?；;：:")
OPENS = re.compile(
    r"[-*#•㈠-㈩①-⑳]|[一二三四五六七八九十]+[、是]|[(（][一二三四五六七八九十\d]+[)）]|\d+[.．、]"
)
# Few labels of a table have one of these, and those a number; the exact test is dear.
NO_LABEL = re.compile(r"(?![（(\d]).*[。；，“”%]")
LONGEST_HEADING = 40
# The sections that hold no table.
PROSE_SECTIONS = (1, 5, 6)
LONGEST_SENTENCE = 4_000
LONGEST_PARAGRAPH = 2_000
# The title of a report, below which its text begins.
TITLE = re.compile(r"[^，。；：、《》,;:]{2,60}(?:年度报告|年报)")
SHORTEST_BROKEN_LINE = 12
LONGEST_CELL = 60
# The values of a table row that a converter printed as one line: three or more, with spaces.
VALUES = re.compile(r"(?:^|\s)(?:[\d.]+|[/—-])(?:\s+(?:[\d.]+|[/—-])){2,}\s*$")
# A paragraph that a converter took for the one cell of a row; it ends as sentences end.
ENTRIES = re.compile(r"(?<=[^\s\d、,，])\s+(?=\d{1,2}[、.．]\s*[\u4e00-\u9fff])")
STRAY_BAR = re.compile(r"[\s|]*[^|]{12,}[。；;！？][\s|]*")
MEMORY = 1 << 12


class Sentence(NamedTuple):
    """One sentence of prose as printed, and the line it starts on."""

    text: str
    place: str


class Heading(NamedTuple):
    """Which of the six sections a line heads, and the number that is printed before it."""

    ordinal: int
    printed: int | None


class Printed(NamedTuple):
    """A printed line that is no part of a table; `heading` is set where it heads a section."""

    line: Line
    is_prose: bool
    heading: Heading | None


def prose_of(lines: Iterable[Line]) -> tuple[Printed, ...]:
    """Return the lines that are prose or head a section, the rows and cells of tables left out."""
    found: list[Printed] = []
    for line in lines:
        heading = heading_of(line.text)
        prose = is_prose(line) or says_none(line, found[-1].heading if found else None)
        if prose or heading is not None:
            found.append(Printed(line, prose, heading))
    return tuple(found)


def says_none(line: Line, above: Heading | None) -> bool:
    """Return whether a line is all that a section of prose says: 无, right below its heading."""
    if above is None or above.ordinal not in PROSE_SECTIONS or line.cells is not None:
        return False
    return read_cell(line.text)[1] is Mark.NIL


def is_prose(line: Line) -> bool:
    """Return whether a line is running text rather than part of a table."""
    text = with_bars(line.text.strip())
    if "|" in text and STRAY_BAR.fullmatch(text):
        text = text.strip(" |")
    if line.cells is not None or ("|" in text and not is_sentence(text)):
        return False
    if not text or "\t" in text:
        return False
    return len(text) > LONGEST_CELL or not (is_cell(text) or VALUES.search(text))


def is_cell(text: str) -> bool:
    """Return whether a line stands alone as a table's label or value."""
    if NO_LABEL.match(text):
        return False
    return (
        label_key(text) in known_keys() or read_cell(text, decimal=True)[1] is not Mark.UNREADABLE
    )


def sentences(lines: Iterable[Printed]) -> tuple[Sentence, ...]:
    """Return the sentences of the prose; a line broken by a page or a column is joined again."""
    found = []
    for paragraph in paragraphs(lines):
        text = STOPS.sub(r"\g<0>\n", paragraph.text)
        found += [Sentence(part, paragraph.place) for part in text.split("\n") if part]
    return tuple(found)


def readable(
    prose: tuple[Sentence, ...],
) -> tuple[tuple[Sentence, ...], tuple[Issue, ...]]:
    """Return the sentences that are no longer than prose is, and an issue for each that is."""
    overlong = [s for s in prose if len(s.text) > LONGEST_SENTENCE]
    if not overlong:
        return prose, ()
    return (
        tuple(s for s in prose if len(s.text) <= LONGEST_SENTENCE),
        tuple(
            Issue("overlong_sentence", f"一句长达 {len(s.text)} 字，未作识别", s.place)
            for s in overlong
        ),
    )


def paragraphs(lines: Iterable[Printed]) -> Iterator[Sentence]:
    """Yield paragraphs: a line that ends mid-sentence goes on in the next line of prose.

    The heading of a section stands alone.
    """
    text, place = "", ""
    for entry, printed in entries_apart(lines):
        squeezed = without_blanks(printed).replace("|", "")
        is_heading = entry.heading is not None
        if text and not is_heading and goes_on(text, squeezed):
            text += squeezed
            continue
        if text:
            yield Sentence(text, place)
        text, place = squeezed, entry.line.place
        if is_heading:
            yield Sentence(text, place)
            text = ""
    if text:
        yield Sentence(text, place)


def entries_apart(lines: Iterable[Printed]) -> Iterator[tuple[Printed, str]]:
    """Yield (line, text) with the numbered entries that a converter put into one line apart."""
    for entry in lines:
        parts = (entry.line.text,) if entry.heading else ENTRIES.split(entry.line.text)
        for part in parts:
            yield entry, part


def goes_on(before: str, after: str) -> bool:
    """Return whether a line is the rest of the sentence that the line before broke off."""
    if (
        before.endswith(ENDS)
        or TITLE.fullmatch(before)
        or not SHORTEST_BROKEN_LINE <= len(before) <= LONGEST_PARAGRAPH
    ):
        return False
    return OPENS.match(after) is None


def heading_of(text: str) -> Heading | None:
    """Return which section a line heads, None when it heads none."""
    if len(text) > 2 * LONGEST_HEADING:
        return None
    if MAY_BE_HEADING.match(text):
        return numbered_heading(text)
    return bare_heading(text) if text.rstrip("：:。* ").endswith(HEADING_ENDS) else None


@lru_cache(maxsize=MEMORY)
def numbered_heading(text: str) -> Heading | None:
    """Return the section of a heading whose words are those of its number, or tell it surely."""
    heading = normal(text)
    match = ORDINAL.match(heading)
    if match is None or len(heading) > LONGEST_HEADING:
        return bare_heading(text)
    ordinal = NUMERALS.index(match[1]) + 1
    for kind in section_kinds():
        if kind.ordinal == ordinal and any(word in heading for word in kind.words):
            return Heading(ordinal, ordinal)
    return bare_heading(text)


@lru_cache(maxsize=MEMORY)
def bare_heading(text: str) -> Heading | None:
    """Return the section of a heading that is told by its words alone; brackets number parts."""
    alone = STANDS_ALONE.match(normal(text))
    if alone is None or is_bracketed(text):
        return None
    for kind in section_kinds():
        if re.fullmatch(kind.surely, alone[2]):
            return Heading(kind.ordinal, printed_number(alone[1]))
    return None


def printed_number(sign: str | None) -> int | None:
    """Return the number that is printed before a heading, None where there is none."""
    return (NUMERALS.find(sign) + 1 or int(sign)) if sign else None


def is_inner(heading: str) -> bool:
    """Return whether a heading is most often one inside a section: by its brackets or digits."""
    return is_bracketed(heading) or heading.lstrip("#* ")[:1].isdecimal()


def is_bracketed(heading: str) -> bool:
    """Return whether the number of a heading stands in brackets."""
    return heading.lstrip("#* ").startswith(BRACKETS)


def sections(lines: Iterable[Printed]) -> tuple[Section, ...]:
    """Return the sections with their prose as printed, tables left out.

    What stands before the first heading is section 0. A number in brackets or in digits heads a
    section only where no other does: （二）主动公开 is most often a part of section one.
    """
    kept = tuple(lines)
    plain = any(e.heading and not is_inner(e.line.text) for e in kept)
    found: list[tuple[Heading, str, str, list[str]]] = []
    for entry in kept:
        text = entry.line.text.strip()
        if entry.heading is not None and not (plain and is_inner(text)):
            found.append((entry.heading, text, entry.line.place, []))
            continue
        if not found:
            found.append((Heading(0, None), "", entry.line.place, []))
        found[-1][3].append(text)
    return tuple(
        Section(heading.ordinal, printed, "\n".join(body), place, heading.printed)
        for heading, printed, place, body in found
    )
