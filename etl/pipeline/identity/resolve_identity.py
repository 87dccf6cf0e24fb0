"""Settles what a report says of itself on one place of the register and one report year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from etl.definitions.offices import document_kinds
from etl.domain.errors import FutureYear, NeedsDecision, UnknownForm, WrongYear
from etl.domain.place import Place
from etl.domain.report import Identity, Report
from etl.pipeline.identity.resolve_office import DECIDE, resolve_office
from etl.storage.records.confines import Counties, handed_over
from etl.storage.unit_register.register import Register

FIRST_YEAR = 2008
# A letter has fewer parts that are headed as those of a report.
FEWEST_SECTIONS = 3
REPORT_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年?度?(?:政府)?(?:信息公开|政务公开|年度报告|年报|工作报告)"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that a file is taken, why, and of which unit; None is what the file says."""

    by: str
    why: str
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What the importing office knows beside the text: the county, the report year.

    `decision` is set where a person has decided on a file that waited; `by` brings the files.
    `counties` are those that the person is confined to: units elsewhere are unknown then.
    """

    county: str | None = None
    year: int | None = None
    decision: Decision | None = None
    by: str = field(default="", repr=False)
    counties: Counties = field(default_factory=handed_over)


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
    numbered = {section.ordinal for section in report.sections if section.ordinal}
    printed = report.cells or report.figures or report.items or numbered
    kind = "" if has_form(report, len(numbered)) else report.identity.document_kind
    identity = replace(report.identity, document_kind=kind)
    return Head(identity, report.edition, conflict, bool(is_coded or printed))


def has_form(report: Report, numbered: int) -> bool:
    """Return whether a document is a report whatever it is titled: it prints the official tables.

    A letter that stands in front of a report goes with its sections.
    """
    kind = document_kinds().get(report.identity.document_kind)
    covers = kind is not None and kind.covers_report and numbered >= FEWEST_SECTIONS
    return covers or (bool(report.cells) and not (kind is not None and kind.is_blank))


def settled(head: Head, register: Register, expected: Expected) -> Settled:
    """Return the place and year of a report, or raise why they cannot be told."""
    refuse_no_report(head)
    head = as_decided(head, expected)
    year = year_of(head, expected)
    refuse_other_year(head.identity, year, expected)
    identity = replace(head.identity, year=year)
    return Settled(resolve_office(identity, register, expected.county), year)


def as_decided(head: Head, expected: Expected) -> Head:
    """Return what a report says of itself with the unit and year that a person decided on."""
    if expected.decision is None or expected.decision.place_id is None:
        return head
    identity = replace(
        head.identity, place_id=expected.decision.place_id, township=None, county=None,
        year=expected.year or head.identity.year,
    )  # fmt: skip
    return replace(head, identity=identity, conflict="" if expected.year else head.conflict)


def refuse_no_report(head: Head) -> None:
    """Refuse a document that is no annual report, and name what it is where its title says it."""
    kind = document_kinds().get(head.identity.document_kind)
    if kind is not None:
        raise UnknownForm(
            f"这是{kind.label}，不是政府信息公开工作年度报告。", "请确认是否选错文件。"
        )
    if not head.is_report:
        raise UnknownForm(
            "看不出这是政府信息公开年度报告：既没有六个部分的标题，也没有官方表格和可识别的数字。",
            "请确认是否选错文件。",
        )


def refuse_other_year(identity: Identity, year: int, expected: Expected) -> None:
    """Raise NeedsDecision where the file's name is of the report of another year."""
    if expected.year is not None or identity.place_id is not None:
        return
    name = next((m.text for m in identity.named if m.source == "file_name"), "")
    found = REPORT_YEAR.search(name)
    if found is not None and int(found[1]) != year and str(year) not in name:
        raise NeedsDecision(f"文件名写的是{found[1]}年度的报告，报告写的是{year}年度。", DECIDE)


def year_of(head: Head, expected: Expected) -> int:
    """Return the report year, or raise WrongYear when it is missing, impossible or in conflict."""
    year, signed = head.identity.year, head.identity.report_date
    if head.conflict and expected.year is None:
        raise NeedsDecision(f"{head.conflict}。", DECIDE)
    if year is None and expected.year is None:
        raise WrongYear("报告中找不到年度。", "请核对原文，选定年度。")
    is_other = year is not None and expected.year not in (None, year)
    if is_other and not head.conflict and expected.decision is None:
        raise WrongYear(
            f"报告写的是{year}年度，而要导入的是{expected.year}年度。", "请核对是否收错了文件。"
        )
    settled_year = expected.year or year or 0
    refuse_impossible_year(settled_year, signed)
    return settled_year


def refuse_impossible_year(year: int, signed: date | None) -> None:
    """Raise WrongYear or FutureYear for a year that a report of that day cannot be of."""
    today = date.today().year
    if not FIRST_YEAR <= year <= today:
        wrong = WrongYear if year < FIRST_YEAR else FutureYear
        raise wrong(
            f"报告年度{year}年不合理。",
            f"应在{FIRST_YEAR}年至{today}年（本机日期）之间，请核对年度和本机日期。",
        )
    if signed and signed.year < year:
        raise WrongYear(
            f"落款日期{signed:%Y年%m月%d日}早于报告年度{year}年。", "请核对年度或落款日期。"
        )
