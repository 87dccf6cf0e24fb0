"""Reviewed corrections of what a report prints, kept in the store of what people decide.

A correction names one report: the file by its content, and of its reports the one of a unit and
year. Another version of a report, or another report of the same file, is never changed; it is
refused when what the report prints there is no longer what was reviewed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from etl.domain.errors import BrokenCorrections
from etl.domain.report import Candidate, Cell, Figure, Issue, Mark, Report
from etl.storage.files.csv_table import lines_of
from etl.storage.records.change_log import Act, Edit, record, values_of
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import CORRECTIONS
from etl.storage.records.takeover import UNKNOWN, take_over
from etl.transform.numbers import read_cell

COLUMNS = ("sha256", "place_id", "year", "address", "printed", "meant", "why")
# Before the second version of the data folder a line named the file only.
EARLIER_COLUMNS = ("sha256", "address", "printed", "meant", "why")
FILE = "corrections.csv"
REFUSED = "correction_refused"
CONFIRMED = "confirmed"
Printed = TypeVar("Printed", Cell, Figure)


@dataclass(frozen=True, slots=True)
class Correction:
    """What one address of one report prints, what was meant, and why that is known.

    `place_id` and `year` say which report of the file; both are empty in lines of earlier
    versions, which count for files of one report.
    """

    sha256: str
    address: str
    printed: str
    meant: str
    why: str
    place_id: str = ""
    year: str = ""


def load_corrections(data: Path) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections by the hash of the file that they speak of."""
    take_over(data, FILE, earlier)
    found: dict[str, list[Correction]] = defaultdict(list)
    with reading(data) as connection:
        for row in connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.key)):
            correction = Correction(**values_of(row))
            found[correction.sha256].append(correction)
    return {sha256: tuple(corrections) for sha256, corrections in found.items()}


def earlier(path: Path) -> Iterator[tuple[Act, Edit]]:
    """Yield what a file of before holds; of two lines for one figure the last counts."""
    lines: dict[str, Correction] = {}
    for number, line in lines_of(path, COLUMNS, EARLIER_COLUMNS):
        correction = Correction(**line)
        refuse_unfounded(correction, f"{FILE} 第{number}行")
        lines[key_of(correction)] = correction
    yield from ((Act(UNKNOWN, c.why), edit_of(c)) for c in lines.values())


def digest(corrections: tuple[Correction, ...]) -> str:
    """Return what changes when the corrections of a file change; empty for none."""
    return hashlib.sha256(repr(corrections).encode()).hexdigest() if corrections else ""


def key_of(correction: Correction) -> str:
    """Return the key of a correction: one figure of one report, as it is printed."""
    parts = (
        correction.sha256, correction.place_id, correction.year, correction.address,
        correction.printed,
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def edit_of(correction: Correction, seen: int | None = None) -> Edit:
    """Return the change that makes a correction; `seen` is its version that was looked at."""
    year = int(correction.year) if correction.year.isdecimal() else None
    values = asdict(correction)
    return Edit(CORRECTIONS, key_of(correction), values, correction.place_id, year, seen)


def refuse_unfounded(correction: Correction, where: str = "更正") -> None:
    """Refuse a correction without a reason, or one that means no number, slash or blank."""
    if not correction.why.strip():
        raise BrokenCorrections(f"{where}没有写更正理由。", "请写明依据，例如“乡镇来函更正”。")
    if read_cell(correction.meant, decimal=True, signed=True)[1] is Mark.UNREADABLE:
        raise BrokenCorrections(f"{where}的“{correction.meant}”不是数字。", "请填写数字，或“/”。")


def correct(data: Path, correction: Correction, act: Act, seen: int | None = None) -> int:
    """Keep a correction as an act of a person, for its own reason; return the act's number.

    Raises BrokenCorrections for one without a reason, or that means no figure, ChangedMeanwhile,
    OutOfConfines, and CannotWrite.
    """
    refuse_unfounded(correction)
    take_over(data, FILE, earlier)
    with writing(data) as connection:
        return record(connection, replace(act, why=correction.why), [edit_of(correction, seen)])


def take_back(data: Path, correction: Correction, act: Act) -> None:
    """Remove a correction as a person wants it; raise NoName, OutOfConfines or CannotWrite."""
    with writing(data) as connection:
        record(connection, act, [replace(edit_of(correction), values=None)])


def corrected(reports: Sequence[Report], corrections: Iterable[Correction]) -> tuple[Report, ...]:
    """Return the reports of a file with its corrections; one that does not fit becomes an issue."""
    found = list(reports)
    for correction in corrections:
        meant = [n for n, report in enumerate(found) if is_meant(report, correction, len(found))]
        if len(meant) == 1:
            found[meant[0]] = with_correction(found[meant[0]], correction)
        elif found:
            found[0] = refused(found[0], correction, "文件中的多份报告里，没有写明是哪一份")
    return tuple(found)


def is_meant(report: Report, correction: Correction, reports: int) -> bool:
    """Return whether a correction speaks of this report of a file that holds so many."""
    if reports == 1:
        return True
    identity = report.identity
    return (identity.place_id, str(identity.year)) == (correction.place_id, correction.year)


def with_correction(report: Report, correction: Correction) -> Report:
    """Return the report with one correction at every place that prints what was reviewed.

    What may be the figure of its address is settled by it: the figure that was meant, or none.
    """
    cells = tuple(mended(cell, correction) for cell in report.cells)
    figures = tuple(mended(figure, correction) for figure in report.figures)
    asked = [c for c in report.candidates if c.address == correction.address]
    if cells == report.cells and figures == report.figures:
        printed = [c for c in asked if c.raw.strip() == correction.printed.strip()]
        if not printed:
            return refused(report, correction, f"原文此处已不是“{correction.printed}”")
        figures += confirmed(printed[0], correction)
    if not asked:
        return replace(report, cells=cells, figures=figures)
    return replace(
        report, cells=cells, figures=figures,
        candidates=tuple(c for c in report.candidates if c not in asked),
        issues=tuple(i for i in report.issues if i.address != correction.address),
    )  # fmt: skip


def confirmed(found: Candidate, correction: Correction) -> tuple[Figure, ...]:
    """Return a candidate as the figure that a person says it is; nothing where it is none.

    Another value than the printed one is a correction, and not the reading confirmed.
    """
    if not correction.meant.strip():
        return ()
    figure = Figure(
        found.figure, found.raw, None, Mark.BLANK, evidence=found.evidence, place=found.place,
        reading=CONFIRMED,
    )  # fmt: skip
    told = mended(figure, correction)
    return (told if told.value == found.value else replace(told, reading="sentence"),)


def refused(report: Report, correction: Correction, why: str) -> Report:
    """Return the report with an issue that says why a correction does not count."""
    message = f"更正未采用：{why}（{correction.why}）"
    issue = Issue(REFUSED, message, address=correction.address)
    return replace(report, issues=(*report.issues, issue))


def mended(found: Printed, correction: Correction) -> Printed:
    """Return a cell or figure with the value that was meant, where it is the one reviewed."""
    if found.address != correction.address or found.raw.strip() != correction.printed.strip():
        return found
    value, mark = read_cell(correction.meant.removesuffix("%"), decimal=True, signed=True)
    return replace(found, value=value, mark=mark, corrected=correction.why)
