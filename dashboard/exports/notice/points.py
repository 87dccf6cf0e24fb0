"""The numbered points of a notice: what one rule found, at all the places where it found it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dashboard.exports.notice.fitting import lines_of

LONGEST = 160
TITLE = 60
PLACE = 32
SENTENCE = 80
MOST_PLACES = 8
ROW_AND_COLUMN = re.compile(r"(?P<table>表.) 第(?P<row>\d+)行 (?P<column>.+列)")
TABLE = re.compile(r"表[一二三四]")
MOST_SENTENCES = 2
TALLEST = 24.0


@dataclass(frozen=True, slots=True)
class Subject:
    """One cell, figure or sentence that a finding speaks of."""

    year: int
    label: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a report, with what its rule asks."""

    rule_id: str
    position: int
    family: str
    severity: str
    title: str
    why: str
    ask: str
    instance: str
    year: int
    is_unsure: bool
    words: str
    formula: str
    suggestion: str
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One row of the notice: where, what, and what is asked, each as lines of text."""

    severity: str
    findings: int
    where: tuple[str, ...]
    what: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Return what stands in the row beside its number."""
        return self.where, self.what, self.asked


def points_of(findings: Iterable[Finding]) -> list[Point]:
    """Return a point for each rule and formula, in the order of the catalogue."""
    ordered = sorted(findings, key=by_formula)
    return [made for _, group in groupby(ordered, key=by_formula) for made in parted(list(group))]


def by_formula(finding: Finding) -> tuple[int, str, str]:
    """Return by what findings are put together."""
    return finding.position, finding.rule_id, finding.words


def parted(findings: list[Finding]) -> list[Point]:
    """Return the one point that findings of a rule make, or several where it were too tall."""
    whole = point(findings)
    if len(findings) == 1 or lines_of(whole.cells) <= TALLEST:
        return [whole]
    middle = len(findings) // 2
    return parted(findings[:middle]) + parted(findings[middle:])


def point(findings: list[Finding]) -> Point:
    """Return the point that these findings of one rule make together."""
    first = findings[0]
    instances = distinct(f.instance for f in findings)
    stands = [below(first.family, stand) for stand in places(findings)]
    where = [readable(first.family)]
    # Columns that the places name are not said twice.
    if any(f"{name}列" not in "".join(stands) for name in instances):
        where.append(readable("、".join(instances)))
    suggestions = distinct(f.suggestion for f in findings)
    return Point(
        first.severity,
        len(findings),
        (*where, *stands),
        (
            readable(first.title, TITLE),
            f"应为：{readable(first.words)}",
            f"报告为：{'；'.join(numbers(f) for f in findings)}",
            *quotations(findings),
            f"依据：{ended(readable(first.why))}",
        ),
        (ended(readable(first.ask)), *(ended(readable(text)) for text in suggestions)),
    )


def below(family: str, stand: str) -> str:
    """Return places without the name of their table where that of their family says it."""
    table = family.partition(" ")[0]
    bare = stand.replace(f"{table} 第", "第")
    return stand if TABLE.search(bare) or not TABLE.match(table) else bare


def numbers(finding: Finding) -> str:
    """Return the formula with the report's numbers, by the column or row it is about."""
    about = f"{readable(finding.instance)} " if finding.instance else ""
    unsure = "（待核实）" if finding.is_unsure else ""
    return f"{about}{readable(finding.formula)}{unsure}"


def places(findings: list[Finding]) -> list[str]:
    """Return where in the report the figures stand; those of the year before on their own."""
    found: dict[int, list[str]] = {}
    for finding in findings:
        for subject in finding.subjects:
            if subject.place:
                found.setdefault(subject.year, []).append(subject.place)
    this_year = findings[0].year
    return [
        f"{'' if year == this_year else f'{year} 年报告'}{told_places(distinct(found[year]))}"
        for year in sorted(found, reverse=True)
    ]


def told_places(listed: list[str]) -> str:
    """Return places in words, cut with their number where there are many."""
    listed = together(listed)
    rest = f"等 {len(listed)} 处" if len(listed) > MOST_PLACES else ""
    shown = listed[:MOST_PLACES]
    return "、".join(readable(place, PLACE) for place in shown) + rest


def together(listed: list[str]) -> list[str]:
    """Return places: the rows of one column of a table in one, and the columns of the same rows."""
    rows: dict[tuple[str, str], set[int]] = {}
    others = []
    for place in listed:
        if found := ROW_AND_COLUMN.fullmatch(place):
            rows.setdefault((found["table"], found["column"]), set()).add(int(found["row"]))
        else:
            others.append(place)
    columns: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for (table, column), of in rows.items():
        columns.setdefault((table, tuple(sorted(of))), []).append(column)
    joined = [
        f"{table} 第{'、'.join(map(str, of))}行 {'、'.join(named)}"
        for (table, of), named in columns.items()
    ]
    return [*joined, *others]


def quotations(findings: list[Finding]) -> list[str]:
    """Return the sentences of the report that the findings speak of."""
    sentences = distinct(s.sentence for f in findings for s in f.subjects)
    shown = [f"报告原文：“{readable(text, SENTENCE)}”" for text in sentences[:MOST_SENTENCES]]
    if len(sentences) > MOST_SENTENCES:
        shown.append(f"（共涉及 {len(sentences)} 句，此处引 {MOST_SENTENCES} 句）")
    return shown


def distinct(texts: Iterable[str]) -> list[str]:
    """Return the texts that say something, each once, in their order."""
    return list(dict.fromkeys(text for text in texts if text.strip()))


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if not text or text[-1] in "。！？" else f"{text}。"


def readable(text: str, longest: int = LONGEST) -> str:
    """Return text of a report without signs that no one sees, cut where it is very long."""
    spaced = " ".join(text.split())
    seen = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    return seen if len(seen) <= longest else f"{seen[:longest]}……"
