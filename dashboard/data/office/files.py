"""An office's own files as the store has them now, brought and taken away by administrators."""

from __future__ import annotations

import json

from dashboard.data.accounts.people import acting
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import MEGABYTE
from etl.domain.errors import BrokenSheet, ReportError
from etl.pipeline.open_original import lines_of
from etl.storage.own_files import kept
from etl.storage.own_files.kept import RUBRIC, OwnFile, Which
from etl.storage.own_files.rubric import Rubric, read_rubric
from etl.storage.people.accounts import ADMINISTRATOR
from etl.storage.records.change_log import Act

LARGEST = 2 * MEGABYTE
MOST_ROWS = 1000
"""Of all sheets; all of them are kept in the log for good."""


def has_rubric() -> bool:
    """Return whether an office assesses by a rubric; a store that cannot be read has none."""
    try:
        return kept.has_own_file(root(), RUBRIC)
    except ReportError:
        return False


def own_file(which: Which) -> tuple[OwnFile | None, int]:
    """Return the very file that a county uses and how often it was changed; raise ReportError."""
    return kept.own_file(root(), which)


def in_force(which: Which) -> tuple[OwnFile | None, int | None]:
    """Return the file that counts for a year, and the year it is of; raise ReportError."""
    return kept.in_force(root(), which)


def rubric_rows(file: OwnFile) -> list[tuple[str, list[str]]]:
    """Return the rows of a rubric as they were brought, with the place of each."""
    return [(place, cells) for place, *cells in json.loads(file.content)]


def rubric_of(file: OwnFile) -> Rubric:
    """Return a rubric; raise ReportError where it names a rule that this program has no more."""
    return read_rubric(rubric_rows(file))


def rubric_content(name: str, content: bytes) -> str:
    """Return an uploaded rubric as it is kept; raise ReportError naming what is wrong with it."""
    if len(content) > LARGEST:
        raise BrokenSheet("文件超过 2 MB。", "请确认没有放错文件。")
    rows = [(line.place, list(line.cells or (line.text,))) for line in lines_of(name, content)]
    if len(rows) > MOST_ROWS:
        raise BrokenSheet(f"文件超过 {MOST_ROWS} 行。", "请只留评分表，删去其他工作表。")
    read_rubric(rows)
    return json.dumps([[place, *cells] for place, cells in rows], ensure_ascii=False)


def save(which: Which, said: tuple[str, str] | None, seen: int, by: str, why: str) -> None:
    """Use a file, as name and content, or none; raise ReportError."""
    act = Act(acting(by, ADMINISTRATOR), why)
    kept.set_own_file(root(), which, said, act, seen)
