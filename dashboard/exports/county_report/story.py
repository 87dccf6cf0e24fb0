"""What the county's report consists of, in the official order, whatever format it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.exports.county_report.grid import Layout, layouts
from dashboard.exports.county_report.overview import Sentence, overview
from dashboard.exports.county_report.sentences import fees, footnotes
from dashboard.exports.county_report.total import CountyTotal
from dashboard.exports.notice.points import readable
from etl.definitions import sections
from etl.definitions.offices import office_words
from etl.definitions.schema import Table

ORDINALS = "一二三四五六"
FEES = 6
"""The section in which fees are told."""
LONGEST_PASSAGE = 4_000
OFFICES = "|".join(map(re.escape, office_words().own_offices))
DATE = r"[\d〇○零一二三四五六七八九十]{4}\s*年" + "".join(
    rf"\s*[\d一二三四五六七八九十]{{1,3}}\s*{unit}" for unit in "月日"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What one unit writes in a section, for the editor of the county's report to choose from."""

    unit: str
    section: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (一、), or of a part of it (（一）)."""

    text: str
    level: int = 1
    table: Table | None = None
    """The official table that stands below it."""


Piece: TypeAlias = Heading | Layout | Sentence | str
"""A heading, an official table, a paragraph of computed figures, or one of text."""


def title_of(total: CountyTotal) -> str:
    """Return the title of the report."""
    return f"{total.county}{total.year}年政府信息公开工作年度报告"


def story(total: CountyTotal, passages: Sequence[Passage]) -> Iterator[Piece]:
    """Yield the report piece by piece: six sections, three tables."""
    tables = {layout.table.section: layout for layout in layouts(total.form)}
    for section in sections():
        layout = tables.get(section.ordinal)
        title = f"{ORDINALS[section.ordinal - 1]}、{section.title}"
        yield Heading(title, table=layout.table if layout else None)
        if layout:
            yield layout
        elif section.ordinal == 1:
            yield from opening(total)
        else:
            if section.ordinal == FEES and (told := fees(total)):
                yield told
            yield from quoted([p for p in passages if p.section == section.ordinal])


def opening(total: CountyTotal) -> Iterator[Piece]:
    """Yield the overview section, a heading above each of its parts."""
    for ordinal, (title, texts) in zip(ORDINALS, overview(total), strict=False):
        yield Heading(f"（{ordinal}）{title}", 2)
        yield from texts


def closing(total: CountyTotal) -> Iterator[Piece]:
    """Yield how the sums were made, where notes cannot stand at the foot of a page."""
    yield Heading("汇总说明")
    for number, text in enumerate(footnotes(total), 1):
        yield f"{number}. {text}"


def quoted(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield what the units say, each with its name, for the editor to choose from."""
    if not passages:
        yield "（各单位报告没有这一部分的文字，请补写。）"
        return
    yield "（以下摘自各单位报告，请选取、改写后删去其余。）"
    for passage in passages:
        yield f"【{readable(passage.unit, 60)}】{readable(unsigned(passage), LONGEST_PASSAGE)}"


def unsigned(passage: Passage) -> str:
    """Return what a unit writes without the signature that ends its report."""
    signed = rf"\s+{re.escape(passage.unit)}(?:{OFFICES})?\s*(?:{DATE})?\s*$"
    return re.sub(signed, "", passage.text)
