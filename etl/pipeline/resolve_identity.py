"""Settles what a report says of itself on one place of the register and one report year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from etl.domain.errors import FutureYear, UnknownForm, WrongYear
from etl.domain.place import Place
from etl.domain.report import Identity, Report
from etl.storage.register import Register

FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class Expected:
    """What the importing office knows beside the text: the county, the report year."""

    county: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a report says of itself, without its figures: enough to settle it."""

    identity: Identity
    edition: str | None
    conflict: str
    is_report: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The one place and report year that a report is of."""

    place: Place
    year: int


def head_of(report: Report) -> Head:
    """Return what of a report is needed to settle it."""
    conflict = next((i.message for i in report.issues if i.kind == "year_conflict"), "")
    is_coded = report.identity.place_id is not None
    numbered = any(section.ordinal for section in report.sections)
    printed = report.cells or report.figures or report.items or numbered
    return Head(report.identity, report.edition, conflict, bool(is_coded or printed))


def settled(head: Head, register: Register, expected: Expected) -> Settled:
    """Return the place and year of a report, or raise why they cannot be told."""
    if not head.is_report:
        raise UnknownForm(
            "看不出这是政府信息公开年度报告：既没有六个部分的标题，也没有官方表格和可识别的数字。",
            "请确认是否选错文件。",
        )
    year = year_of(head, expected)
    place = register.settle(replace(head.identity, year=year), expected.county)
    return Settled(place, year)


def year_of(head: Head, expected: Expected) -> int:
    """Return the report year, or raise WrongYear when it is missing, impossible or in conflict."""
    year, signed = head.identity.year, head.identity.report_date
    if head.conflict and expected.year is None:
        raise WrongYear(f"{head.conflict}。", "请核对原文后，用 --year 指定报告年度重新导入。")
    if year is None and expected.year is None:
        raise WrongYear("报告中找不到年度。", "请在标题中写明年度，或用 --year 指定后重新导入。")
    if not head.conflict and year and expected.year and year != expected.year:
        raise WrongYear(
            f"报告写的是{year}年度，而要导入的是{expected.year}年度。", "请核对是否收错了文件。"
        )
    settled_year = expected.year or year or 0
    today = date.today().year
    if not FIRST_YEAR <= settled_year <= today:
        wrong = WrongYear if settled_year < FIRST_YEAR else FutureYear
        raise wrong(
            f"报告年度{settled_year}年不合理。",
            f"应在{FIRST_YEAR}年至{today}年（本机日期）之间，请核对年度和本机日期。",
        )
    if signed and signed.year < settled_year:
        raise WrongYear(
            f"落款日期{signed:%Y年%m月%d日}早于报告年度{settled_year}年。", "请核对年度或落款日期。"
        )
    return settled_year
