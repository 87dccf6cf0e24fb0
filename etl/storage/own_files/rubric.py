"""An office's own rubric: what is worth how many points, and what takes points off.

It is a table with the columns of `assessment.yml`. One that has faults is refused whole, each
fault by its line: points that are taken off for what no one meant would be an accusation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import Field, TypeAdapter

from etl.definitions import read_yaml
from etl.definitions.rulebook import rulebook
from etl.definitions.schema import Definition
from etl.domain.errors import ReportError
from etl.storage.unit_register.unit_rows import bare

MOST_LINES = 200
MOST_TOLD = 10
MOST_POINTS = 1_000
LONGEST_WORDS = 100
HEADED_WITHIN = 10
AMOUNT = re.compile(r"[-−–－]?(\d{1,4}(?:\.\d{1,2})?)分?")
NEEDED = ("item", "points", "matter", "deduct")
Rows = Iterable[tuple[str, Sequence[str]]]
"""Lines of a table with the place of each in its file."""


class BrokenRubric(ReportError):
    """A rubric that has faults; the message names the lines."""

    kind = "broken_rubric"


class Matter(Definition):
    """Something that points may be taken off for, and where what is known of it comes from."""

    id: str
    label: str
    also: tuple[str, ...] = ()
    source: Literal["filings", "returns", "findings", "person"] = Field(alias="from")
    states: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    is_by_days: bool = False
    is_unmended: bool = False
    needs_rules: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: for each case of a matter `deduct` points go, all in all `most` where it is set."""

    item: str
    matter: Matter
    rules: frozenset[str]
    deduct: Decimal
    most: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """The points of each item in the order of the table, and its lines."""

    points: dict[str, Decimal] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    def of(self, item: str) -> list[Line]:
        """Return the lines of an item."""
        return [line for line in self.lines if line.item == item]

    def is_by_hand(self, item: str) -> bool:
        """Return whether a person assesses an item."""
        return any(line.matter.source == "person" for line in self.of(item))


@cache
def matters() -> dict[str, Matter]:
    """Return what points may be taken off for, by each of its names without signs."""
    entries = read_yaml("assessment.yml")["matters"]
    found = TypeAdapter(tuple[Matter, ...]).validate_python(entries)
    return {bare(name): one for one in found for name in (one.label, *one.also)}


@cache
def headings() -> dict[str, str]:
    """Return our heading of each column."""
    columns = read_yaml("assessment.yml")["columns"]
    return {name: column["label"] for name, column in columns.items()}


@cache
def to_confirm() -> frozenset[str]:
    """Return the families of rules whose findings count only once a person confirmed them."""
    return frozenset(read_yaml("assessment.yml")["to_confirm"])


def sample() -> list[list[str]]:
    """Return the rows of the example, headings first."""
    return [list(headings().values()), *read_yaml("assessment.yml")["sample"]]


def read_rubric(rows: Rows) -> Rubric:
    """Return the rubric in the rows of a table; raise BrokenRubric naming what each line lacks.

    An item or its points that a line leaves empty are those of the line above, as merged cells are.
    Of a workbook the sheet counts that the headings stand on.
    """
    rows = list(rows)
    columns, first = columns_of(rows)
    reader = Reader()
    sheet = rows[first - 1][0].rpartition(" ")[0]
    for place, cells in rows[first:]:
        if place.rpartition(" ")[0] != sheet:
            continue
        said = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
        if any(said.values()):
            reader.read(place, {name: said.get(name, "") for name in headings()})
    if not reader.lines and not reader.faults:
        reader.faults.append("表头下面没有内容。")
    if len(reader.lines) > MOST_LINES:
        reader.faults.append(f"超过 {MOST_LINES} 行。")
    if reader.faults:
        more = f"……共 {len(reader.faults)} 处。" if len(reader.faults) > MOST_TOLD else ""
        raise BrokenRubric(
            "评分表有错，没有采用。" + "".join(reader.faults[:MOST_TOLD]) + more, "请改好后再上传。"
        )
    return Rubric(reader.points, tuple(reader.lines))


def columns_of(rows: Sequence[tuple[str, Sequence[str]]]) -> tuple[list[str], int]:
    """Return the column of each cell, empty for none of ours, and the first row below them."""
    known = {
        bare(heading): name
        for name, column in read_yaml("assessment.yml")["columns"].items()
        for heading in (column["label"], *column["also"])
    }
    for number, (place, cells) in enumerate(rows[:HEADED_WITHIN]):
        columns = [known.get(bare(cell), "") for cell in cells]
        if {"item", "matter"} <= set(columns):
            twice = {headings()[name] for name in columns if name and columns.count(name) > 1}
            lacking = {headings()[name] for name in NEEDED if name not in columns}
            if twice or lacking:
                told = [f"“{name}”列重复" for name in twice] + [f"缺“{n}”列" for n in lacking]
                raise BrokenRubric(f"{place}：{'，'.join(sorted(told))}。", "请照示例写列名。")
            return columns, number + 1
    raise BrokenRubric("找不到“考核项目”和“扣分情形”两列。", "第一行请写列名，可下载示例照填。")


@dataclass(slots=True)
class Reader:
    """What was read so far, and what was wrong with it, a sentence each."""

    points: dict[str, Decimal] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    item: str = ""

    def read(self, place: str, said: dict[str, str]) -> None:
        """Take in a line, or note why it cannot be."""
        told = [*self.faults_of_item(said)]
        matter = matters().get(bare(said["matter"]))
        if matter is None:
            known = "、".join(dict.fromkeys(one.label for one in matters().values()))
            told.append(f"扣分情形“{said['matter'][:20]}”不认识（可写：{known}）")
        else:
            told += self.take(said, matter)
        self.faults += [f"{place}：{'；'.join(told)}。"] if told else []

    def faults_of_item(self, said: dict[str, str]) -> Iterable[str]:
        """Make the line's item the current one with its points, and yield what is wrong of it."""
        if any(len(words) > LONGEST_WORDS for words in said.values()):
            yield f"有一格超过 {LONGEST_WORDS} 个字"
        self.item = said["item"] or self.item
        points = amount(said["points"])
        if not self.item:
            yield "没有写考核项目"
        elif said["points"] and not (points and points <= MOST_POINTS):
            yield f"分值“{said['points'][:20]}”不是大于 0 的数"
        elif points is None and self.item not in self.points:
            yield f"“{self.item}”没有分值"
        elif points is not None and self.points.setdefault(self.item, points) != points:
            yield f"“{self.item}”的分值前后不一"

    def take(self, said: dict[str, str], matter: Matter) -> list[str]:
        """Keep a line of a matter, or return what is wrong with it."""
        codes = frozenset(filter(None, re.split(r"[;；、,，\s]+", said["rules"])))
        deduct, most = amount(said["deduct"]), amount(said["most"])
        told = [*faults_of_rules(codes, matter)]
        if matter.source == "person":
            told += ["人工评定的不写扣分"] if said["deduct"] or said["most"] else []
        elif not deduct:
            told.append(f"每次扣分“{said['deduct'][:20]}”不是大于 0 的数")
        elif deduct > self.points.get(self.item, deduct):
            told.append("每次扣分大于分值")
        if said["most"] and not (most and most >= (deduct or 0)):
            told.append(f"最多扣分“{said['most'][:20]}”不是数，或小于每次扣分")
        own = [line for line in self.lines if line.item == self.item]
        if any((line.matter.source == "person") != (matter.source == "person") for line in own):
            told.append(f"“{self.item}”既由人评定又由程序扣分")
        if any((line.matter, line.rules) == (matter, codes) for line in own):
            told.append("与上面的一行重复")
        if not told:
            said_of = Line(self.item, matter, codes, deduct or Decimal(0), most, said["note"])
            self.lines.append(said_of)
        return told


def faults_of_rules(codes: frozenset[str], matter: Matter) -> Iterable[str]:
    """Yield what is wrong with the rules that a line names."""
    unknown = sorted(codes - {rule.code for rule in rulebook().rules})
    if unknown:
        yield f"没有编号为 {'、'.join(unknown)[:40]} 的规则"
    if matter.needs_rules and not codes:
        yield "没有写规则编号"
    if codes and not matter.needs_rules:
        yield f"“{matter.label}”不写规则编号"


def amount(said: str) -> Decimal | None:
    """Return how many points are meant: 5, −5 and 5分 are five; None for none."""
    found = AMOUNT.fullmatch(said.replace(" ", ""))
    return Decimal(found[1]) if found else None
