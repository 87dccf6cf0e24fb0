"""The JSON form of reports, for other programs.

{"format": "gongkai-report", "version": 1, "is_sample": false, "reports": [report, …]}

report: place_id (9 or 12 digits), county, township, year (integer), edition ("2008" "2019" "2021"
or null), report_date ("2025-01-13" or null), is_submitted (false for an empty row to fill in),
figures, cells, items.
figure: address ("narrative.…"), raw (as printed), value, mark, approximate, evidence (its
sentence), place, reading, detail.   cell: address ("table.row.column"), raw, value, mark, place,
reading.   item: axis ("category" or "channel"), label, parent (or null), count, unit,
approximate, evidence, place.
Numbers are written as strings, so that no reader rounds them; on reading a JSON number does too.
mark is one of number, nil, blank, absent, unreadable; where it is left out or null, raw decides.
Only the fields of the identity and every address are required.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from etl.domain.errors import BrokenTemplate
from etl.domain.printable import has_half_signs
from etl.domain.report import Axis, Item, Mark, Report
from etl.templates.draft_report import Draft, report_of, statements_of
from etl.templates.entry import Entry
from etl.templates.fields import FORMAT, VERSION, read_code, read_date, read_edition
from etl.templates.stated_value import NARRATIVE, Statement, canonical

Number = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=24, decimal_places=10)]
MARKED = re.compile(rf'"format"\s*:\s*"{FORMAT}"')
ADVICE = "请对照系统导出的 JSON 文件修改后重新导入。"


class Shape(BaseModel):
    """An object of the file; an unknown key is refused."""

    model_config = ConfigDict(extra="forbid")


class Stated(Shape):
    """A figure or cell."""

    address: str
    raw: str = ""
    value: Number | None = None
    mark: Mark | None = None
    approximate: bool = False
    evidence: str = ""
    place: str = ""
    reading: str = ""
    detail: str = ""


class Part(Shape):
    """One part of the disclosed total."""

    label: str = Field(min_length=1)
    count: Number
    axis: Axis
    unit: str = ""
    parent: str | None = None
    approximate: bool = False
    evidence: str = ""
    place: str = ""


class Told(Shape):
    """One report."""

    place_id: str
    county: str
    township: str
    year: int = Field(ge=1900, le=2099)
    edition: str | None = None
    report_date: str | None = None
    is_submitted: bool | None = None
    figures: list[Stated] = []
    cells: list[Stated] = []
    items: list[Part] = []


class Whole(Shape):
    """The file."""

    format: str
    version: int
    is_sample: bool = False
    reports: list[Told]


def write(path: Path, wanted: Sequence[Entry], *, is_sample: bool) -> None:
    """Write the reports and empty rows as UTF-8."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "is_sample": is_sample,
        "reports": [told(entry) for entry in wanted],
    }
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")


def told(entry: Entry) -> dict[str, Any]:
    """Return an entry as an object of the file."""
    report = entry.report
    printed = report.identity.report_date if report else None
    statements = statements_of(entry)
    return {
        "place_id": entry.place.place_id,
        "county": entry.place.county,
        "township": entry.place.township,
        "year": entry.year,
        "edition": report.edition if report else entry.form.edition,
        "report_date": printed.isoformat() if printed else None,
        "is_submitted": report is not None,
        "figures": [object_of(s) for s in statements if s.address.startswith(NARRATIVE)],
        "cells": [object_of(s) for s in statements if not s.address.startswith(NARRATIVE)],
        "items": [item_object(item) for item in report.items] if report else [],
    }


def object_of(statement: Statement) -> dict[str, Any]:
    """Return a figure or cell as an object of the file."""
    value = statement.value
    plain: dict[str, Any] = {
        "address": statement.address,
        "raw": statement.raw,
        "value": None if value is None else canonical(value),
        "mark": statement.mark,
        "place": statement.place,
        "reading": statement.reading,
    }
    if not statement.address.startswith(NARRATIVE):
        return plain
    return plain | {
        "approximate": statement.approximate,
        "evidence": statement.evidence,
        "detail": statement.detail,
    }


def item_object(item: Item) -> dict[str, Any]:
    """Return one part of the disclosed total as an object of the file."""
    return {
        "axis": item.axis,
        "label": item.label,
        "parent": item.parent,
        "count": canonical(item.count),
        "unit": item.unit,
        "approximate": item.approximate,
        "evidence": item.evidence,
        "place": item.place,
    }


def is_ours(head: bytes) -> bool:
    """Return whether a file begins as an object that names our format."""
    text = head.decode("utf-8-sig", "ignore").lstrip()
    return text.startswith("{") and MARKED.search(text) is not None


def read(content: bytes) -> tuple[Report, ...]:
    """Return the reports that a JSON file holds; those not submitted and empty are passed over."""
    try:
        text = content.decode("utf-8-sig")
        parsed = json.loads(text, parse_float=Decimal)
        whole = Whole.model_validate(parsed)
    except ValidationError as error:
        raise BrokenTemplate(f"JSON 的结构有误：{described(error)}。", ADVICE) from error
    except (ValueError, RecursionError) as error:
        raise BrokenTemplate("文件不是完整的 JSON（UTF-8）。", ADVICE) from error
    if has_half_signs(text):
        raise BrokenTemplate("JSON 中有不完整的字符（单独的 \\ud800 一类）。", ADVICE)
    if whole.format != FORMAT or whole.version != VERSION:
        raise BrokenTemplate(
            f"JSON 的格式“{whole.format}”第 {whole.version} 版无法识别。",
            f"目前支持“{FORMAT}”第 {VERSION} 版。",
        )
    drafts: dict[tuple[str, int], Draft] = {}
    for number, one in enumerate(whole.reports, 1):
        draft = draft_of(one, f"JSON 第 {number} 份报告")
        if drafts.setdefault((draft.place_id, draft.year), draft) is not draft:
            raise BrokenTemplate(
                f"{draft.where}：{draft.township}{draft.year}年度出现了两次。", "请只保留一份。"
            )
    return tuple(report for d in drafts.values() if (report := report_of(d)) is not None)


def draft_of(one: Told, where: str) -> Draft:
    """Return an object of the file as a draft."""
    draft = Draft(
        read_code(one.place_id, where),
        one.county,
        one.township,
        one.year,
        read_edition(one.edition or "", where),
        read_date(one.report_date or "", where),
        is_submitted=one.is_submitted or None,
        where=where,
        items=[Item(**dict(part)) for part in one.items],
    )
    for entry in (*one.figures, *one.cells):
        draft.add(Statement(**dict(entry), where=f"{where}“{entry.address}”"))
    return draft


def described(error: ValidationError) -> str:
    """Return where the first mistakes are, as a path into the file."""
    places = [".".join(map(str, mistake["loc"])) or "最外层" for mistake in error.errors()[:5]]
    return "、".join(places)
