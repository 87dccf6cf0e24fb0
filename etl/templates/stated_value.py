"""What a file states about one address, and how that settles on a text, a value and a mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from etl.definitions import load
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Cell, Figure, Mark
from etl.transform.numbers import read_cell

Meaning = tuple[Decimal | None, Mark]
NARRATIVE = "narrative."
PRINTED = "printed"
SENTENCE = "sentence"
VALUE = re.compile(r"[+-]?\d{1,14}(?:\.\d{1,10})?")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says at one address; without `mark` and `value` the text alone decides."""

    address: str
    raw: str = ""
    value: Decimal | None = None
    mark: Mark | None = None
    is_unlisted: bool = False
    approximate: bool = False
    evidence: str = ""
    place: str = ""
    reading: str = ""
    detail: str = ""
    where: str = ""

    @property
    def is_bare(self) -> bool:
        """Return whether only the text was given."""
        return self.mark is None and self.value is None and not self.is_unlisted


def stated(found: Cell | Figure) -> Statement:
    """Return a cell or figure of a report as a complete statement."""
    whole = Statement(
        found.address, found.raw, found.value, found.mark, place=found.place, reading=found.reading
    )
    if isinstance(found, Cell):
        return whole
    return Statement(
        whole.address, whole.raw, whole.value, whole.mark, place=whole.place,
        reading=whole.reading, approximate=found.approximate, evidence=found.evidence,
        detail=found.detail,
    )  # fmt: skip


def canonical(value: Decimal) -> str:
    """Return a value without exponent, superfluous zeros or point."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def parsed_value(text: str) -> Decimal | None:
    """Return the value of a plain number, else None."""
    return Decimal(text.strip()) if VALUE.fullmatch(text.strip()) else None


@cache
def meaning_at(address: str) -> Callable[[str], Meaning]:
    """Return how a text at this address is to be read."""
    if address.startswith(NARRATIVE):
        figure = load().figures[address.removeprefix(NARRATIVE)]
        units = ("%", "％") if figure.unit == "%" else ()

        def read_figure(raw: str) -> Meaning:
            bare = raw.strip()
            for unit in units:
                bare = bare.removesuffix(unit)
            return read_cell(bare if bare else raw, decimal=figure.decimal)

        return read_figure
    decimal, signed = cell_kinds()[address]
    return lambda raw: read_cell(raw, decimal=decimal, signed=signed)


@cache
def cell_kinds() -> dict[str, tuple[bool, bool]]:
    """Return by address whether a cell takes a fraction, and whether it takes a sign."""
    return {
        f"{table.id}.{row.id}.{column_id}": (
            table.column(column_id).decimal,
            table.column(column_id).signed,
        )
        for form in load().forms.values()
        for table in form.tables
        for row in table.rows + table.optional_rows
        for column_id in table.columns_of(row.id)
    }


def shown(statement: Statement) -> str:
    """Return what a sheet shows for a statement: its text wherever the text says what it means."""
    raw, mark, value = statement.raw, statement.mark, statement.value
    if mark is Mark.NUMBER and value is not None:
        return raw if meaning_at(statement.address)(raw) == (value, mark) else canonical(value)
    if (mark is Mark.ABSENT or mark is Mark.NIL) and not raw:
        return load().marks[mark].token or ""
    return raw


def settled(statement: Statement) -> tuple[str, Decimal | None, Mark]:
    """Return the text, value and mark of a statement; refuse one that contradicts itself."""
    raw, value, mark = statement.raw, statement.value, statement.mark
    read_value, read_mark = meaning_at(statement.address)(raw)
    if mark is None and value is None:
        return ("" if read_mark is Mark.ABSENT else raw), read_value, read_mark
    if mark is None or mark is Mark.NUMBER:
        return number_of(statement, read_value, read_mark)
    if value is not None or (mark is Mark.BLANK and read_mark is not Mark.BLANK):
        filled = raw if value is None else canonical(value)
        raise BrokenTemplate(
            f"{statement.where}：状态为“{load().marks[mark].label}”，却填有“{filled}”。",
            "请清空“状态”和“数值”两项，只保留原文，系统会自动判断。",
        )
    return raw, None, mark


def number_of(
    statement: Statement, read_value: Decimal | None, read_mark: Mark
) -> tuple[str, Decimal, Mark]:
    """Return a statement that gives a value or says that it is a number."""
    value = read_value if statement.value is None else statement.value
    if value is None:
        raise BrokenTemplate(
            f"{statement.where}：状态为“数字”，但原文“{statement.raw}”不是数字，也没有填数值。",
            "请填写数值，或清空“状态”。",
        )
    if read_mark is Mark.NUMBER and read_value != value:
        raise BrokenTemplate(
            f"{statement.where}：原文“{statement.raw}”与数值“{canonical(value)}”不一致。",
            "请改成一致；只填原文、清空“数值”和“状态”也可以。",
        )
    said = statement.mark is None and read_mark is Mark.BLANK
    return (canonical(value) if said else statement.raw), value, Mark.NUMBER
