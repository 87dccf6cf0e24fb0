"""How long forty units take to become Word, HTML, PDF and Excel, beside ten seconds."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dashboard import queries
from dashboard.exports.county_report import (
    report_document,
    report_page,
    report_workbook,
)
from dashboard.exports.printing import browser, report_pdf
from dashboard.pages.compiling.county_total import draft, total_of
from dashboard.queries.selection import Selection
from tests import mixed_county as county
from tests.benchmarks.ratios import Options, Ratio
from tests.warehouses import published

SECONDS = 10.0
T = TypeVar("T")
SELECTION = Selection(
    county.CODE, county.COUNTY, (), (), ("乡", "镇", "县直部门"), county.YEAR, county.YEAR
)


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how long the questions and the files take together; each file alone in the note."""
    units = county.townships(38)
    filed = county.reports(units, missing=3)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        published(Path(folder), county.holdings(units), [*filed, county.own_report(filed)])
        os.environ["GONGKAI_DATA"] = folder
        rounds = [timed() for _ in range(options.rounds)]
    note = "; ".join(f"{name} {min(r[name] for r in rounds):.2f} s" for name in rounds[0])
    seconds = tuple(sum(r.values()) / SECONDS for r in rounds)
    yield Ratio("40 units: questions and files", "ten seconds", seconds, 1, note=note)


def timed() -> dict[str, float]:
    """Return how long the questions and each file take, in seconds."""
    taken: dict[str, float] = {}
    with queries.one_version():
        total = clocked(taken, "questions", lambda: total_of(SELECTION))
        clocked(taken, "Word", lambda: draft(report_document, total, SELECTION, ""))
        page = clocked(taken, "HTML", lambda: draft(report_page, total, SELECTION, ""))
        clocked(taken, "Excel", lambda: report_workbook(total))
        if browser():
            clocked(taken, "PDF", lambda: report_pdf(page))
    return taken


def clocked(taken: dict[str, float], name: str, work: Callable[[], T]) -> T:
    """Return what a piece of work gives, and keep how long it took."""
    start = time.perf_counter()
    found = work()
    taken[name] = time.perf_counter() - start
    return found
