"""Reviewed repairs of what a report prints, kept as data: `corrections.csv` in the data folder.

A correction names the file by its content, so that another version of a report is never changed;
it is refused when what the file prints there is no longer what was reviewed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TypeVar

from etl.domain.errors import BrokenCorrections
from etl.domain.report import Cell, Figure, Issue, Mark, Report
from etl.storage.csv_table import lines_of, text_of
from etl.transform.numbers import read_cell

COLUMNS = ("sha256", "address", "printed", "meant", "why")
FILE = "corrections.csv"
REFUSED = "correction_refused"
Printed = TypeVar("Printed", Cell, Figure)


@dataclass(frozen=True, slots=True)
class Correction:
    """What one address of one file prints, what was meant, and why that is known."""

    sha256: str
    address: str
    printed: str
    meant: str
    why: str


def load_corrections(data: Path) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections by the hash of the file that they speak of; none without a file."""
    path = data / FILE
    if not path.exists():
        return {}
    found: dict[str, list[Correction]] = defaultdict(list)
    for number, line in lines_of(path, COLUMNS):
        correction = Correction(**line)
        refuse_unfounded(correction, number)
        found[correction.sha256].append(correction)
    return {sha256: tuple(corrections) for sha256, corrections in found.items()}


def digest(corrections: tuple[Correction, ...]) -> str:
    """Return what changes when the corrections of a file change; empty for none."""
    return hashlib.sha256(repr(corrections).encode()).hexdigest()[:16] if corrections else ""


def refuse_unfounded(correction: Correction, number: int) -> None:
    """Refuse a correction without a reason, or one that means no number, slash or blank."""
    if not correction.why.strip():
        raise BrokenCorrections(f"{FILE} 第{number}行没有写更正理由。", "请在 why 一列写明依据。")
    if read_cell(correction.meant, decimal=True, signed=True)[1] is Mark.UNREADABLE:
        raise BrokenCorrections(
            f"{FILE} 第{number}行的“{correction.meant}”不是数字。", "请填写数字，或“/”。"
        )


def append(data: Path, correction: Correction) -> None:
    """Add a correction to the file, which is made with its header where there is none.

    Raises BrokenCorrections for one without a reason, or that means no figure.
    """
    path = data / FILE
    number = len(text_of(path).splitlines()) + 1 if path.exists() else 2
    refuse_unfounded(correction, number)
    before = text_of(path) if path.exists() else ""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    if not before:
        writer.writerow(COLUMNS)
    writer.writerow(astuple(correction))
    whole = before + ("\r\n" if before and not before.endswith("\n") else "") + lines.getvalue()
    pending = path.with_suffix(".part")
    pending.write_text(whole, "utf-8-sig", newline="")
    os.replace(pending, path)


def corrected(report: Report, corrections: Iterable[Correction]) -> Report:
    """Return the report with its corrections; one that does not fit becomes an issue."""
    for correction in corrections:
        report = with_correction(report, correction)
    return report


def with_correction(report: Report, correction: Correction) -> Report:
    """Return the report with one correction at every place that prints what was reviewed."""
    cells = tuple(mended(cell, correction) for cell in report.cells)
    figures = tuple(mended(figure, correction) for figure in report.figures)
    if cells == report.cells and figures == report.figures:
        message = f"更正未采用：原文此处已不是“{correction.printed}”（{correction.why}）"
        issue = Issue(REFUSED, message, address=correction.address)
        return replace(report, issues=(*report.issues, issue))
    return replace(report, cells=cells, figures=figures)


def mended(found: Printed, correction: Correction) -> Printed:
    """Return a cell or figure with the value that was meant, where it is the one reviewed."""
    if found.address != correction.address or found.raw.strip() != correction.printed.strip():
        return found
    value, mark = read_cell(correction.meant.removesuffix("%"), decimal=True, signed=True)
    return replace(found, value=value, mark=mark, corrected=correction.why)
