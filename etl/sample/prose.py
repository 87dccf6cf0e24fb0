"""Writes a report as text: title, six sections, tables, signature, in a township's own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from etl.sample.county import Township, county, dice, oddities_of, read_yaml
from etl.sample.grids import grid_of
from etl.sample.layouts import LAYOUTS
from etl.sample.sentences import Voice
from etl.sample.truth import Draft

TABLES = {2: "article_20", 3: "applications", 4: "reviews"}
NUMERALS = "〇一二三四五六七八九"
DISTRACTOR_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Writer:
    """The choices and names that one draft is written with."""

    draft: Draft
    voice: Voice
    luck: Random

    def habit(self, topic: str, choices: list[Any]) -> Any:
        """Return what this township always chooses."""
        return self.voice.pick(topic, choices)

    def turn(self, topic: str, choices: list[Any]) -> Any:
        """Return what this township writes this year: what it wrote last only where it copies."""
        township, year = self.draft.township, self.draft.year
        start = dice(self.draft.seed, township.code, topic).randrange(len(choices))
        is_copied = "copied" in oddities_of(township.name, year)
        return choices[(start + year - is_copied) % len(choices)]

    def fill(self, text: str) -> str:
        """Return a text with the names, the year and invented counts filled in."""
        township, odd = self.draft.township, oddities_of(self.draft.township.name, self.draft.year)
        period = odd["preamble_year"].value if "preamble_year" in odd else self.draft.year
        kind = "街道" if township.type == "街道" else township.type[-1]
        return text.format(
            county=county().county,
            office=office(township),
            short=township.name,
            we=f"我{kind}",
            year=self.draft.year,
            period=period,
            small=self.luck.randint(2, 6),
            middle=self.luck.randint(20, 90),
            large=self.luck.randint(600, 4800),
        )


@cache
def prose() -> dict[str, Any]:
    """Return the sentences around the figures."""
    return read_yaml("prose.yml")


def office(township: Township) -> str:
    """Return the name of the organ that files the report."""
    return township.name + ("办事处" if township.type == "街道" else "人民政府")


def text_of(draft: Draft) -> str:
    """Return the whole text of one report."""
    writer = Writer(
        draft,
        Voice(draft.seed, draft.township, draft.year),
        dice(draft.seed, draft.township.code, draft.year, "prose"),
    )
    return "\n".join(lines_of(writer)) + "\n"


def lines_of(writer: Writer) -> Iterator[str]:
    """Yield the lines of a report."""
    words = prose()
    yield from (writer.fill(writer.habit("title", words["titles"])), "")
    preamble = writer.fill(writer.habit("preamble", words["preambles"]))
    odd = oddities_of(writer.draft.township.name, writer.draft.year)
    if misquoted := odd.get("misquoted"):
        preamble = (misquoted.text or "") + preamble
    yield from (preamble, "")
    headings = writer.habit("headings", words["headings"])
    for ordinal, heading in enumerate(headings, 1):
        yield from (heading, "")
        yield from section(writer, ordinal)
        yield ""
    yield from signature(writer)


def section(writer: Writer, ordinal: int) -> Iterator[str]:
    """Yield the body of one of the six sections."""
    if ordinal == 1:
        yield from overview(writer)
    elif table := TABLES.get(ordinal):
        rows = grid_of(writer.draft.submission.report, table)
        yield from LAYOUTS[writer.draft.township.layout](rows)
    elif ordinal == 5:
        yield writer.fill(writer.turn("problems", prose()["problems"]))
        if was_corrected(writer.draft):
            yield writer.fill(prose()["corrected"])
    else:
        told = writer.fill(writer.turn("other_matters", prose()["other_matters"]))
        is_odd = "no_fees_told" in oddities_of(writer.draft.township.name, writer.draft.year)
        yield prose()["no_fees_told"] if is_odd else told


def was_corrected(draft: Draft) -> bool:
    """Return whether a review or a lawsuit ended in a correction."""
    cells = draft.submission.report.cells
    return any(c.table == "reviews" and c.column == "corrected" and c.value for c in cells)


def overview(writer: Writer) -> Iterator[str]:
    """Yield section one, a paragraph for each of its parts."""
    style = writer.habit("numbering", ["（{}）", "({})", ""])
    for ordinal, part in zip("一二三四五", prose()["parts"], strict=True):
        head = f"{style.format(ordinal)}{part['name']}。" if style else ""
        yield head + "".join(sentences(writer, part))


def sentences(writer: Writer, part: dict[str, Any]) -> Iterator[str]:
    """Yield what one part of section one says: its figures among other things."""
    yield writer.fill(writer.turn(f"before {part['name']}", part["before"]))
    yield from (p.text for p in writer.draft.passages if p.topic in part["topics"])
    others = prose()["distractors"].get(part["name"])
    if others and writer.luck.random() < DISTRACTOR_SHARE:
        yield writer.fill(writer.luck.choice(others))
    yield writer.fill(writer.turn(f"after {part['name']}", part["after"]))


def signature(writer: Writer) -> Iterator[str]:
    """Yield the office's name and the day, each township in its own style."""
    yield office(writer.draft.township)
    day = writer.draft.submission.report.identity.report_date
    if day is None:
        return
    style = writer.habit("date", ["plain", "plain", "padded", "numerals"])
    if style == "numerals":
        year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
        yield f"{year}年{numeral(day.month)}月{numeral(day.day)}日"
    elif style == "padded":
        yield f"{day:%Y年%m月%d日}"
    else:
        yield f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones or not tens else "")
