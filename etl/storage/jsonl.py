"""Journals: files of one JSON object a line, to which lines are only ever added."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock


def append(
    path: Path, values: Mapping[str, Any], only_if: Callable[[], bool] = lambda: True
) -> bool:
    """Add one line and see it on the disk before returning; several processes may at once.

    A line that a crash has torn is closed first, so that the new one stands alone. `only_if` is
    asked while no one else can write; where it denies, nothing is added and False is returned.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(values, ensure_ascii=False) + "\n"
    with FileLock(path.with_name(f".{path.name}.lock")), path.open("ab+") as file:
        if not only_if():
            return False
        file.seek(-min(1, file.seek(0, os.SEEK_END)), os.SEEK_END)
        is_torn = file.read(1) not in (b"", b"\n")
        file.write((("\n" if is_torn else "") + text).encode())
        file.flush()
        os.fsync(file.fileno())
    return True


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines, oldest first; what is no whole line is left out."""
    if not path.exists():
        return
    for text in path.read_text("utf-8", errors="replace").splitlines():
        try:
            values = json.loads(text)
        except ValueError:
            continue
        if isinstance(values, dict):
            yield values
