"""Every report in tests/reports reads as its golden file says, cell by cell.

`GONGKAI_REWRITE_GOLDEN=1 pytest tests/test_reports.py` rewrites the golden files; read the diff.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from etl import extract
from etl.domain.report import Report
from etl.transform import parse

HERE = Path(__file__).parent
REPORTS = sorted((HERE / "reports").iterdir())
REWRITE = os.environ.get("GONGKAI_REWRITE_GOLDEN") == "1"


def golden_text(report: Report) -> str:
    identity = report.identity
    lines: list[tuple[object, ...]] = [
        ("township", identity.township),
        ("county", identity.county),
        ("year", identity.year),
        ("report_date", identity.report_date),
        ("period", identity.period_from, identity.period_to),
        ("edition", report.edition),
        *((c.address, c.mark.value, c.raw, c.place, c.reading) for c in report.cells),
        *((f.address, f.raw, f.value, f.approximate, f.place, f.detail) for f in report.figures),
        *((i.axis.value, i.label, i.count, i.unit, i.approximate, i.place) for i in report.items),
        *(("section", s.ordinal, s.heading, s.place) for s in report.sections),
        *(("issue", i.kind, i.address, i.place) for i in report.issues),
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_reads_as_its_golden_file_says(path: Path) -> None:
    golden = HERE / "golden" / f"{path.stem}.csv"
    text = golden_text(parse(extract.read(path)))
    if REWRITE:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_the_golden_files_are_not_rewritten_by_accident() -> None:
    assert not (REWRITE and os.environ.get("CI"))


def test_every_golden_file_has_its_report() -> None:
    stems = {path.stem for path in REPORTS}
    assert {path.stem for path in (HERE / "golden").iterdir()} == stems
