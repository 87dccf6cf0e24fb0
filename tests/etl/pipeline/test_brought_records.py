"""No row comes by a file that no form would have taken, and no file but one that was taken out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from etl.definitions.records import record_tables
from etl.domain.errors import BrokenSheet, ReportError, UnreadableFile
from etl.pipeline.safekeeping import merge_records
from etl.pipeline.safekeeping.merge_records import Fate, read_apart
from etl.pipeline.safekeeping.records_file import ARCHIVE, as_archive, as_workbook, take_out
from tests.etl.pipeline.test_merge_records import (
    FIRST,
    FOREIGN,
    LABELS,
    Change,
    Sheets,
    data,
    edited,
    planned,
    root,
)

__all__ = ["data", "root"]

HEADINGS = record_tables()


def forged(table: str, **values: str) -> Change:
    """Return what writes values into the first row of a table."""

    def change(tables: Sheets) -> None:
        headings, first, *_ = tables[LABELS[table]]
        for name, value in values.items():
            first[headings.index(HEADINGS[table].columns[name])] = value

    return change


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("unit_notes", {"text": "'=1+1\x07"}),
        ("unit_notes", {"text": ""}),
        ("unit_notes", {"text": "长" * 201}),
        ("unit_notes", {"place_id": "990199001", "key": "990199001/2024"}),
        ("unit_notes", {"place_id": FOREIGN}),
        ("unit_notes", {"year": "20240"}),
        ("deadlines", {"deadline": "2024-01-20"}),
        ("deadlines", {"deadline": "明天"}),
        ("deadlines", {"county_id": "990103", "key": "990103/2024"}),
        ("populations", {"population": "0"}),
        ("populations", {"population": "九千"}),
        ("places", {"township": "'<script>"}),
        ("places", {"key": "../../etc"}),
        ("places", {"valid_from": "去年"}),
        ("decisions", {"verdict": "deleted"}),
        ("decisions", {"verdict": "dismissed", "reason": ""}),
        ("decisions", {"decided_at": "昨天"}),
        ("decisions", {"key": "'x\"\n"}),
        ("senders", {"phone": "0" * 41}),
    ],
)
def test_what_no_form_would_take_does_not_come_by_a_file(
    data: Path, table: str, values: dict[str, str]
) -> None:
    content = edited(take_out(data, ARCHIVE), forged(table, **values))
    (row,) = [row for row in planned(data, content) if row.fate is not Fate.SAME]
    assert (row.fate, row.kind) == (Fate.UNFIT, table)
    assert row.why
    assert row.edit is None


def added(table: str, **values: str) -> Change:
    def change(tables: Sheets) -> None:
        named = HEADINGS[table].columns
        assert tables[LABELS[table]][0] == [*named.values()]
        tables[LABELS[table]].append([values.get(name, "") for name in named])

    return change


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("chosen_reports", {"key": f"{FIRST}/2024", "place_id": FIRST, "year": "2024",
                            "report": f"{'ab' * 32}/{FIRST}/2024", "file_name": "x", "since": "0"}),
        ("chosen_reports", {"key": f"{FIRST}/2024", "place_id": FIRST, "year": "2024",
                            "file_name": "x", "since": "9"}),
        ("moved_reports", {"key": f"{'ab' * 32}/{FIRST}/2024", "place_id": FIRST, "year": "2023",
                           "file_name": "x"}),
        ("returns", {"key": f"{'ab' * 32}/{FIRST}/2024", "place_id": FIRST, "year": "2024",
                     "points": '[["f","error","t","w"]]', "due": "2025-03-01"}),
        ("corrections", {"key": "0" * 32, "sha256": "ab", "address": "a.b.c", "printed": "3",
                         "meant": "4", "why": "来函"}),
        ("joint_documents", {"key": "990101/2024/a.b.c/1", "county_id": "990101", "year": "2024",
                             "address": "a.b.c", "documents": "1", "units": FIRST}),
    ],
)  # fmt: skip
def test_what_speaks_of_files_or_cells_that_are_not_here_stays_away(
    data: Path, table: str, values: dict[str, str]
) -> None:
    content = edited(take_out(data, ARCHIVE), added(table, version="1", **values))
    (row,) = [row for row in planned(data, content) if row.fate is not Fate.SAME]
    assert (row.fate, row.kind) == (Fate.UNFIT, table)


def test_a_row_that_stands_twice_is_no_file_of_ours(data: Path) -> None:
    def doubled(tables: Sheets) -> None:
        tables[LABELS["unit_notes"]].append(tables[LABELS["unit_notes"]][1])

    with pytest.raises(BrokenSheet, match="写了两次"):
        planned(data, edited(take_out(data, ARCHIVE), doubled))


def packed(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("说明.csv", b"0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("记录.xlsx", b"PK\x03\x04", BrokenSheet),
        ("记录.zip", b"", BrokenSheet),
        ("记录.zip", packed(10), BrokenSheet),
        ("记录.xlsx", packed(10), BrokenSheet),
        ("记录.zip", as_archive({"说明": [["记录版本", "999"]]}), ReportError),
        ("记录.xlsx", as_workbook({"说明": [["记录版本", "版本"]]}), BrokenSheet),
    ],
)
def test_a_hostile_upload_is_refused_in_words(
    name: str, content: bytes, error: type[ReportError]
) -> None:
    with pytest.raises(error, match=r"读不出来|不是取出的记录|较新版本"):
        read_apart(name, content)


def test_a_file_beyond_the_bounds_ends_its_own_process_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merge_records, "TIME_LIMIT", 0.0)
    with pytest.raises(UnreadableFile, match="读不出来"):
        read_apart("记录.zip", packed(1000))
