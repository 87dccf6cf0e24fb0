"""The published versions of the database, and the pointer that names the current one."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from etl.storage.files import durable

KEPT_VERSIONS = 2
NUMBERED = re.compile(r"v-([0-9]{1,18})-")
PUBLISHED = re.compile(r"v-[0-9a-z-]+\.duckdb")
READ_AT_ONCE = 1 << 20


def checksum_of(path: Path) -> str:
    """Return a checksum of a file, by which accidental damage is seen."""
    found = 0
    with path.open("rb") as file:
        while piece := file.read(READ_AT_ONCE):
            found = zlib.crc32(piece, found)
    return f"{found:08x}"


def pointer_lines(folder: Path) -> list[str]:
    """Return the lines of the pointer file: a database's name, what it rests on, its checksum.

    Nothing where there is no such file, or one that names no database of ours.
    """
    pointer = folder / "CURRENT"
    lines = pointer.read_text("utf-8", "replace").splitlines() if pointer.is_file() else []
    return lines if lines and PUBLISHED.fullmatch(lines[0]) else []


def point_at(path: Path, basis: str) -> None:
    """Make this database the current one, and remove the versions no one needs any more."""
    lines = f"{path.name}\n{basis}\n{checksum_of(path)}\n"
    pointer = path.parent / "CURRENT"
    if pointer.is_dir():
        durable.move(pointer, path.parent / f"CURRENT-before-{path.stem}")
    durable.write(pointer, lines.encode())
    versions = sorted(path.parent.glob("v-*.duckdb"), key=number_of)
    for old in versions[:-KEPT_VERSIONS]:
        if old != path:
            remove_if_free(old)


def next_number(folder: Path) -> int:
    """Return the number of the next version: versions follow each other whatever the clock says."""
    return max(map(number_of, folder.glob("v-*.duckdb")), default=0) + 1


def number_of(path: Path) -> int:
    """Return the number of a version, 0 for a file that no version of ours is called.

    Earlier programs wrote the time in its place, from which the numbers go on.
    """
    numbered = NUMBERED.match(path.name)
    return int(numbered[1]) if numbered else 0


def remove_if_free(path: Path) -> None:
    """Remove a database version; one that Windows still holds open goes at the next publication."""
    try:
        path.unlink()
    except PermissionError:
        return
