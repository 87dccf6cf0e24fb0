"""Journals: files of one JSON object a line, to which lines are only ever added.

Every line bears its number, `seq`, one more than that of the line before: it says what came first,
whatever the clocks said. Lines of earlier versions have none; their place in the file counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.domain.printable import has_half_signs
from etl.storage.files import durable

LONGEST_LINE = 1024 * 1024
LAST = 2 * LONGEST_LINE


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of a journal, numbered from 1; `values` is None for one that is no JSON object."""

    number: int
    values: dict[str, Any] | None
    is_torn: bool = False


def append(path: Path, values: Mapping[str, Any]) -> int:
    """Add one line, see it on the disk, and return its `seq`; several processes may at once.

    Raises CannotWrite where the disk is full or the file cannot be written.
    """
    try:
        durable.make_folder(path.parent)
        with FileLock(path.with_name(f".{path.name}.lock")):
            seq = last_seq(path) + 1
            text = json.dumps({"seq": seq, **values}, ensure_ascii=False) + "\n"
            durable.append(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise CannotWrite(
            f"无法写入 {path.name}。", "请确认磁盘有空间、数据文件夹可以写入，再重试。"
        ) from error
    return seq


def last_seq(path: Path) -> int:
    """Return the number of the last line of a journal, 0 where there is none."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(-min(LAST, file.seek(0, os.SEEK_END)), os.SEEK_END)
        for raw in reversed(file.read().split(b"\n")):
            values = object_in(raw)
            if values is not None and is_number(values.get("seq")):
                return int(values["seq"])
    return max((line.number for line in read(path)), default=0)


def is_number(value: object) -> bool:
    """Return whether a value can be the number of a line."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**53


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a journal in the order of their `seq`, which every one has.

    What is no whole line is left out; `read` tells of it. Raises BrokenSheet where there is
    something at the path that cannot be read.
    """
    whole = ((line.number, line.values) for line in read(path))
    found = [(number, values) for number, values in whole if values is not None]
    for number, values in found:
        if not is_number(values.get("seq")):
            values["seq"] = number
    yield from sorted((values for _, values in found), key=lambda values: values["seq"])


def read(path: Path) -> Iterator[JournalLine]:
    """Yield every line that is not empty as it stands in the file."""
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(bounded_lines(file), 1):
                values = object_in(raw)
                if values is not None or raw.strip():
                    yield JournalLine(number, values, is_torn=not raw.rstrip().endswith(b"}"))
    except OSError as error:
        raise BrokenSheet(
            f"{path.name} 打不开。", f"它应是 {path.parent.name} 中的一个文件，请恢复备份。"
        ) from error


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file; of one that is longer than any of ours only the beginning."""
    while raw := file.readline(LONGEST_LINE):
        rest = raw
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield raw


def object_in(raw: bytes) -> dict[str, Any] | None:
    """Return the JSON object that a line is, None for any other line."""
    try:
        text = raw.decode("utf-8", "replace")
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) and not has_half_signs(text) else None
