"""Zip archives as strangers send them: what reading one may raise, how long a list it may have."""

from __future__ import annotations

import lzma
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

# What zipfile and the unpacking libraries raise for damaged archives: names that are not in the
# encoding they claim (ValueError), extra fields cut short (struct.error), numbers that are too
# large (OverflowError), methods that no one has, and tables that want more memory than there is.
BROKEN = (
    BadZipFile, LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, ArithmeticError, LookupError, MemoryError,
)  # fmt: skip
END, END_SIZE = b"PK\x05\x06", 22
END_64, LOCATOR_64, LOCATOR_SIZE = b"PK\x06\x06", b"PK\x06\x07", 20
LONGEST_COMMENT = 1 << 16
# The list of a county's reports takes some 100 bytes a file.
LARGEST_LIST = 4 * 1024 * 1024


def opened(source: Path | BinaryIO) -> ZipFile:
    """Return an archive whose list of files is short enough to be read into memory.

    Raises one of BROKEN, BadZipFile for a list that is too long.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            size = size_of_list(file)
    else:
        size = size_of_list(source)
    if size > LARGEST_LIST:
        raise BadZipFile(f"a list of {size} bytes")
    return ZipFile(source)


def size_of_list(file: BinaryIO) -> int:
    """Return how many bytes an archive says that its list of files takes; 0 where it says none."""
    whole = file.seek(0, os.SEEK_END)
    start = max(0, whole - LONGEST_COMMENT - END_SIZE - LOCATOR_SIZE)
    file.seek(start)
    tail = file.read()
    file.seek(0)
    place = tail.rfind(END)
    if place < 0 or len(tail) < place + END_SIZE:
        return 0
    (size,) = struct.unpack_from("<I", tail, place + 12)
    before = tail[max(0, place - LOCATOR_SIZE) : place]
    if not before.startswith(LOCATOR_64) or len(before) < LOCATOR_SIZE:
        return int(size)
    (offset,) = struct.unpack_from("<Q", before, 8)
    file.seek(min(offset, whole))
    record = file.read(56)
    file.seek(0)
    if not record.startswith(END_64) or len(record) < 56:
        return int(size)
    return int(struct.unpack_from("<Q", record, 40)[0])
