"""Carries the confidence of texts recognized in pictures to the figures read from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from etl.definitions import load
from etl.domain.report import Candidate, Document, Figure, Issue, Item, Line, Report
from etl.transform.character_forms import squeezed

RECOGNIZED = "recognized"
UNREAD = "unread_picture"
NO_TABLE = "no_table_recognized"
WHOLE = 100  # percent


def with_confidence(report: Report, document: Document) -> Report:
    """Return a report with the confidence of every figure that was recognized in a picture."""
    lines = [line for line in document.lines if line.confidence is not None]
    if not lines:
        return report
    sure = {line.place: line.confidence for line in lines}
    unread = [line.place for line in lines if not line.text]
    issues = tuple(Issue(UNREAD, f"{place}是图片，没有识别", place) for place in unread)
    if len(unread) == len(lines):
        return replace(report, issues=(*report.issues, *issues))
    if not report.cells and has_tables(report.identity.year):
        issues += (Issue(NO_TABLE, "图片中没有认出表格，表中的数字没有读取，不等于没有填报"),)
    message = "本报告由图片识别而来，数字后有“？”的没有把握，使用前请对照原件"
    doubted = [f for f in report.figures if is_above_whole(f, lines)]
    return replace(
        report,
        candidates=(*report.candidates, *map(as_candidate, doubted)),
        cells=tuple(replace(c, confidence=sure.get(c.place)) for c in report.cells),
        figures=tuple(
            replace(f, confidence=worst(f, lines)) for f in report.figures if f not in doubted
        ),
        items=tuple(replace(i, confidence=worst(i, lines)) for i in report.items),
        issues=(*report.issues, Issue(RECOGNIZED, message), *issues),
    )


def is_above_whole(figure: Figure, lines: Iterable[Line]) -> bool:
    """Return whether a share recognized in a picture is more than all: a lost decimal point."""
    is_share = figure.raw.endswith("%") and figure.value is not None and figure.value > WHOLE
    return is_share and worst(figure, lines) is not None


def as_candidate(figure: Figure) -> Candidate:
    """Return what may be a figure, for a person to decide."""
    return Candidate(
        figure.figure, figure.raw, figure.value or Decimal(0), (), "above_whole",
        evidence=figure.evidence, place=figure.place,
    )  # fmt: skip


def has_tables(year: int | None) -> bool:
    """Return whether the form of a year has tables; so has that of a year that is not told."""
    return year is None or bool(load().form_for(year).tables)


def worst(found: Figure | Item, lines: Iterable[Line]) -> float | None:
    """Return the lowest confidence of the lines that a figure's sentence is printed on."""
    sentence = squeezed(found.evidence)
    on = [line for line in lines if overlaps(squeezed(line.text), sentence)]
    return min((line.confidence or 0.0 for line in on), default=None)


def overlaps(line: str, sentence: str) -> bool:
    """Return whether a line holds a sentence, a part of it, or its beginning."""
    return bool(line) and (line in sentence or sentence in line or sentence[:8] in line)
