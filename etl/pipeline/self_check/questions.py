"""The sheet on which a township says what the text of its report holds, as facts of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter
from xlsxwriter.worksheet import Worksheet

from etl.definitions import sections
from etl.definitions.schema import Definition
from etl.definitions.unit_kinds import kind_of_type
from etl.pipeline.self_check.cells import Filled, at
from etl.templates.entry import Entry
from etl.templates.fields import NO, YES, Heading
from etl.templates.workbook.book import ANSWERS, FIRST_ROW, HEAD_ROWS, Book, put
from etl.templates.workbook.layout import NARRATIVE, OF_UPRIGHT, row_of_figure
from etl.warehouse.checks.columns import MISSING, NUMBER

SHEET = "正文自查"
HINT = "逐项选“是”或“否”，“自查”表随之更新；没有答全的写“未填全”。这一页只用于自查，不随表导入。"
HEADINGS = {"部分": 34, "报告正文": 46, "是否": 10, "全文": 60}
PART, ASKED, ANSWER, TEXT = range(4)
TALL = 60


class Question(Definition):
    """What is asked about a part of the report, 0 for what stands around its parts."""

    part: int
    fact: str
    told: Literal["given", "lacking", "length"]
    ask: str
    of_governments: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the sheet: that a part is there, where there is no question, or a question."""

    part: int
    cell: str
    question: Question | None = None

    @property
    def is_blank(self) -> str:
        """Return the condition that nothing is said."""
        return f'{self.cell}=""'


@cache
def questions() -> tuple[Question, ...]:
    """Return all questions in the order of their file."""
    text = files(__package__ or "").joinpath("questions.yml").read_text("utf-8")
    return TypeAdapter(tuple[Question, ...]).validate_python(yaml.safe_load(text))


def write_questions(book: Book, entry: Entry) -> dict[str, Filled]:
    """Write the sheet of a report in six parts, and return the facts that its answers are."""
    sheet = book.sheet(SHEET, f"{entry.place.township}{entry.year}年度报告正文自查", HINT, 1)
    for column, (heading, width) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, width)
        sheet.merge_range(HEAD_ROWS[0], column, HEAD_ROWS[1], column, heading, book.styles.heading)
    is_government = int(
        kind_of_type(entry.place.type) != "department" and entry.place.type != "街道"
    )
    asked = [q for q in questions() if is_government or not q.of_governments]
    lines: list[Asked] = []
    for part in [*(kind.ordinal for kind in sections()), 0]:
        wanted = [q for q in asked if q.part == part]
        for question in [None, *wanted] if part else wanted:
            lines.append(write_line(book, sheet, FIRST_ROW + len(lines), part, question))
    book.offer(sheet, (FIRST_ROW, ANSWER, FIRST_ROW + len(lines) - 1, ANSWER), ANSWERS)
    known = {"year": constant(entry.year), "is_government": constant(is_government)}
    found = known | dated(entry) | facts_of(lines)
    return {f"report.{fact}": filled for fact, filled in found.items()}


def write_line(
    book: Book, sheet: Worksheet, row: int, part: int, question: Question | None
) -> Asked:
    """Write a line, and return it with the cell that is filled in."""
    look = book.styles
    title = next(
        (f"第 {kind.ordinal} 部分　{kind.title}" for kind in sections() if kind.ordinal == part),
        "标题和落款",
    )
    put(sheet, row, PART, title, look.fixed_text)
    put(sheet, row, ASKED, question.ask if question else "有这一部分", look.fixed_text)
    is_pasted = question is not None and question.told == "length"
    put(sheet, row, ANSWER, None, look.fixed if is_pasted else look.choice)
    put(sheet, row, TEXT, None, look.wrapped if is_pasted else look.fixed_text)
    sheet.set_row(row, TALL if is_pasted else 20)
    return Asked(part, at(SHEET, row, TEXT if is_pasted else ANSWER), question)


def constant(number: int) -> Filled:
    """Return a fact that is known before anything is filled in."""
    return Filled(str(number), str(NUMBER))


def dated(entry: Entry) -> dict[str, Filled]:
    """Return how long after the end of its year the report is dated, as filled in elsewhere."""
    cell = at(NARRATIVE, row_of_figure(0) - 1, OF_UPRIGHT.index(Heading.VALUE))
    days = f"IF(ISNUMBER({cell}),{cell}-DATE({entry.year},12,31),0)"
    return {"days_after_year": Filled(days, f"IF(ISNUMBER({cell}),{NUMBER},{MISSING})")}


def facts_of(lines: Sequence[Asked]) -> dict[str, Filled]:
    """Return the facts that the answers are; a part is unknown while not all of it is answered."""
    parts = [line for line in lines if line.question is None]
    blank = f"OR({','.join(line.is_blank for line in parts)})"
    lacking = "+".join(f'IF({line.cell}="{NO}",1,0)' for line in parts)
    found = {"sections_missing": Filled(lacking, f"IF({blank},{MISSING},{NUMBER})")}
    names: dict[int, str] = {1: "section_one", 5: "section_five", 6: "section_six"}
    for line in lines:
        question = line.question
        if question is None:
            if line.part in names:
                found[names[line.part]] = Filled(
                    "1", unknown(line.part, lines, f'{line.cell}<>"{YES}"')
                )
        elif question.told == "given":
            found[question.fact] = Filled("1", f'IF({line.cell}="{YES}",{NUMBER},{MISSING})')
        elif question.told == "lacking":
            wrong = f'IF({line.cell}="{NO}",1,0)'
            found[question.fact] = Filled(wrong, f"IF({line.is_blank},{MISSING},{NUMBER})")
        else:
            found[question.fact] = Filled(letters(line.cell), unknown(line.part, lines))
    return found


def unknown(part: int, lines: Sequence[Asked], *also: str) -> str:
    """Return the state of what a part is: missing while a question about it has no answer."""
    open_ones = [line.is_blank for line in lines if line.part == part and line.question]
    return f"IF(OR({','.join([*also, *open_ones]) or 'FALSE'}),{MISSING},{NUMBER})"


def letters(cell: str) -> str:
    """Return how many letters a text has, without blanks and line breaks."""
    text: Any = cell
    for blank in ('" "', '"　"', "CHAR(10)", "CHAR(13)", "CHAR(9)"):
        text = f'SUBSTITUTE({text},{blank},"")'
    return f"LEN({text})"
