"""Names the documents, and packs those of all townships into one zip archive."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence

import pandas as pd

from dashboard.exports import FILE_NAME_FORBIDDEN, Export
from dashboard.exports.notice.document import document
from dashboard.exports.notice.notice import Notice
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.checking.correction_notices import FINDINGS

LONGEST_NAME = 60
MADE = (1980, 1, 1, 0, 0, 0)
LIST_NAME = "退回修改单问题清单"


def document_name(notice: Notice, suffix: str = "docx", kind: str = "退回修改单") -> str:
    """Return the file name of a notice: county, year and township."""
    report = notice.report
    parts = (kind, safe(report.county), str(report.year), safe(report.township))
    return f"{'_'.join(parts)}.{suffix}"


def safe(name: str) -> str:
    """Return a name that every system takes as part of a file name."""
    seen = "".join(sign for sign in name if unicodedata.category(sign)[0] not in "CZ")
    return seen.translate(FILE_NAME_FORBIDDEN).strip(".")[:LONGEST_NAME] or "未命名"


def listed_findings(notice: Notice, found: pd.DataFrame, selection: Selection, at: Source) -> bytes:
    """Return the list of all open findings of one report as a workbook."""
    own = found[found["report_id"] == notice.report.report_id]
    return Export(own, FINDINGS, selection, at).xlsx()


def all_notices(
    notices: Sequence[Notice], found: pd.DataFrame, selection: Selection, at: Source
) -> bytes:
    """Return every notice in one zip archive, with a list beside each that could not hold all."""
    buffer = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(buffer, "w") as archive:
        for notice in notices:
            store(archive, single(document_name(notice), taken), document(notice))
            if notice.unlisted:
                name = single(document_name(notice, "xlsx", LIST_NAME), taken)
                store(archive, name, listed_findings(notice, found, selection, at))
    return buffer.getvalue()


def single(name: str, taken: set[str]) -> str:
    """Return the name, numbered where another file has it already."""
    stem, _, suffix = name.rpartition(".")
    chosen, number = name, 1
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{stem}_{number}.{suffix}"
    taken.add(chosen.casefold())
    return chosen


def store(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file under a name in UTF-8, without the time of making."""
    archive.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
