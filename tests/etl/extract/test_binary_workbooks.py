"""A binary workbook whose cells its reader would pass over is refused with a word."""

from __future__ import annotations

import io
import struct
from zipfile import ZipFile

import pytest

from etl.domain.errors import UnreadableFile
from etl.extract import workbook
from etl.extract.spreadsheet.binary import record_types

ROW, SHORT_REAL, REAL, WIDE = 0, 16, 5, 149


def record(kind: int, content: bytes) -> bytes:
    """Return a record; types from 128 on take two bytes."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
    return head + length + content


def book(*records: bytes) -> bytes:
    """Return a workbook of which only a sheet's records matter."""
    written = io.BytesIO()
    with ZipFile(written, "w") as packed:
        packed.writestr("xl/workbook.bin", b"")
        packed.writestr("xl/worksheets/sheet1.bin", b"".join(records))
    return written.getvalue()


def test_types_and_sizes_of_more_than_a_byte_are_read() -> None:
    part = record(WIDE, b"x" * 300) + record(ROW, b"") + record(SHORT_REAL, struct.pack("<d", 52))
    assert list(record_types(part)) == [WIDE, ROW, SHORT_REAL]


def test_a_torn_part_ends_the_records() -> None:
    assert list(record_types(record(REAL, b"x" * 12)[:5])) == [REAL]
    assert list(record_types(b"\xff")) == [0x7F]


@pytest.mark.parametrize("before", [b"", record(WIDE, b"x" * 300), record(ROW, b"x" * 16)])
def test_short_cells_are_not_taken_for_blank(before: bytes) -> None:
    with pytest.raises(UnreadableFile, match="读不全"):
        workbook.lines(book(before, record(SHORT_REAL, b"\x00" * 4 + struct.pack("<d", 52))))
