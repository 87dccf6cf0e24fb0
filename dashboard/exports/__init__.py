"""Turns the table on screen into files that Excel, WPS and programs open as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.data.caveats import EDITION
from dashboard.exports.flat import csv_bytes, json_bytes, parquet_bytes
from dashboard.exports.notes import notes
from dashboard.exports.values import cells, guarded
from dashboard.exports.workbook import ROWS_AT_MOST, workbook_bytes
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, Source
from dashboard.tables.schema import Table

__all__ = ["ROWS_AT_MOST", "Export", "file_name", "guarded", "mark_of", "package_name"]
FILE_NAME_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True, slots=True)
class Export:
    """One table to take along, with everything its notes have to say."""

    frame: pd.DataFrame
    table: Table
    selection: Selection
    source: Source
    caveats: tuple[tuple[str, str], ...] = ()

    def csv(self) -> bytes:
        """Return the table as CSV with a byte order mark; no text can act as a formula."""
        return csv_bytes(self.frame, self.table.columns)

    def xlsx(self) -> bytes:
        """Return the table as a workbook with a sheet of notes."""
        titles = (self.title, self.selection.description)
        return workbook_bytes(titles, self.table, self.frame, self.notes())

    def parquet(self) -> bytes:
        """Return the table as Parquet, with codes, nulls and marks as in the database."""
        return parquet_bytes(self.frame, self.table.columns, self.notes())

    def json(self) -> bytes:
        """Return the table as JSON, with codes, nulls and marks as in the database."""
        return json_bytes(self.frame, self.table.columns, self.notes())

    def file_name(self, suffix: str) -> str:
        """Return the file name: table, filters, today's date, and what frozen years it agrees with.

        A file of bare rows has no other place to say so.
        """
        frozen = "_".join(said for title, said in self.caveats if title == EDITION)
        name = f"{self.table.name}_定稿{frozen}" if frozen else self.table.name
        return file_name(name, self.selection, self.source, suffix)

    def rows(self) -> list[list[Any]]:
        """Return the rows as values; what is missing is the word that says why."""
        listed = [cells(self.frame, column) for column in self.table.columns]
        return [list(row) for row in zip(*listed, strict=True)]

    def notes(self) -> list[tuple[str, str]]:
        """Return what the figures are, where they come from and what marks mean."""
        return notes(self.title, self.table, self.selection, self.source, self.caveats)

    @property
    def title(self) -> str:
        """Return the heading of the table, marked where the figures are samples."""
        name = self.table.name.replace("_", " · ")
        return f"{mark_of(self.source)}{name}"


def file_name(name: str, selection: Selection, source: Source, suffix: str) -> str:
    """Return a file name with the filters and today's date in it."""
    sample = (SAMPLE_MARK,) if source.is_sample else ()
    parts = (
        *sample,
        name,
        selection.county,
        selection.places,
        selection.years.replace(" ", ""),
        f"{datetime.now():%Y%m%d}",
    )
    return f"{'_'.join(parts)}.{suffix}".replace(" ", "").translate(FILE_NAME_FORBIDDEN)


def package_name(source: Source) -> str:
    """Return the file name of the whole warehouse, which no filter narrows."""
    sample = f"{SAMPLE_MARK}_" if source.is_sample else ""
    return f"{sample}政务公开年报_整库数据包_{datetime.now():%Y%m%d}.zip"


def mark_of(source: Source) -> str:
    """Return the mark that stands before the title of sample figures."""
    return f"【{SAMPLE_MARK}】" if source.is_sample else ""
