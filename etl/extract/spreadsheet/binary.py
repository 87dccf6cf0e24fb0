"""Tells whether cells of a binary workbook (.xlsb) stand in records that its reader passes over.

A part is a run of records: a type and a size, each in groups of seven bits with the lowest first
and the high bit set where another follows ([MS-XLSB] 2.1.4), then as many bytes as the size says.
"""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from etl.domain.errors import UnreadableFile

SHEETS = "xl/worksheets/"
# BrtShortBlank to BrtShortIsst ([MS-XLSB] 2.3): cells that leave their column out.
SHORT_CELLS = range(12, 19)
LONGEST_TYPE, LONGEST_SIZE = 2, 4
MORE = 0x80
PASSED_OVER = UnreadableFile(
    "这份 .xlsb 由少见的程序写成，其中的单元格读不全。",
    "请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。",
)


def refuse_short_cells(unpacked: ZipFile) -> None:
    """Raise UnreadableFile where a sheet has cells that would be taken for blank."""
    names = (name for name in unpacked.namelist() if name.startswith(SHEETS))
    sheets = (unpacked.read(name) for name in names if name.endswith(".bin"))
    if any(kind in SHORT_CELLS for sheet in sheets for kind in record_types(sheet)):
        raise PASSED_OVER


def record_types(part: bytes) -> Iterator[int]:
    """Yield the type of each record of a part, as far as the part is whole."""
    at = 0
    while at < len(part):
        kind, at = number(part, at, LONGEST_TYPE)
        size, at = number(part, at, LONGEST_SIZE)
        yield kind
        at += size


def number(part: bytes, at: int, longest: int) -> tuple[int, int]:
    """Return a number in groups of seven bits, and where it ends."""
    value = 0
    for group, byte in enumerate(part[at : at + longest]):
        value |= (byte & (MORE - 1)) << (7 * group)
        at += 1
        if byte < MORE:
            break
    return value, at
