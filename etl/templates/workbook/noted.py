"""Reads back what an export noted beside the sheets: original writings and where they stood."""

from __future__ import annotations

from etl.templates.fields import (
    UNLISTED,
    Heading,
    label_key,
    read_code,
    read_mark,
    read_value,
    read_year,
)
from etl.templates.stated_value import Statement
from etl.templates.workbook.grid import Grid, Headed, headed
from etl.templates.workbook.layout import EXTRA, OF_EXTRA

Key = tuple[str, int]
Extras = dict[Key, dict[str, Statement]]


def key_of(sheet: Headed, row: int) -> Key:
    """Return the code and year of a row."""
    code = read_code(sheet.text(row, Heading.CODE), sheet.where(row, Heading.CODE))
    return code, read_year(sheet.text(row, Heading.YEAR), sheet.where(row, Heading.YEAR))


def read_extras(sheets: dict[str, Grid]) -> Extras:
    """Return what an export noted beside the sheets; a template has nothing there."""
    found: Extras = {}
    if label_key(EXTRA) not in sheets:
        return found
    sheet = headed(sheets[label_key(EXTRA)], [(heading, "") for heading in OF_EXTRA])
    for row in sheet.lines():
        statement = extra_at(sheet, row)
        found.setdefault(key_of(sheet, row), {})[statement.address] = statement
    return found


def extra_at(sheet: Headed, row: int) -> Statement:
    """Return one line of what an export noted."""
    where = sheet.grid.where(row)
    texts = {heading: sheet.text(row, heading) for heading in OF_EXTRA}
    is_unlisted = texts[Heading.MARK] == UNLISTED
    return Statement(
        texts[Heading.ADDRESS],
        texts[Heading.RAW],
        read_value(texts[Heading.VALUE], where),
        None if is_unlisted else read_mark(texts[Heading.MARK], where),
        is_unlisted,
        place=texts[Heading.PLACE],
        reading=texts[Heading.READING],
        detail=texts[Heading.DETAIL],
        where=where,
    )
