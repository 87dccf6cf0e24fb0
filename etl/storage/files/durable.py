"""Writes files so that they outlive a power cut: whole or not at all.

Everything that is kept for good is written here: a file first stands beside its target under a
hidden name, is seen on the disk, takes the target's place, and the folder is seen on the disk.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PENDING = ".part"
# Windows lets no one replace a file in the moment that another program reads or scans it.
TRIES, SECONDS_BETWEEN = 20, 0.1


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write a file at, which becomes `target` when all went well; else it is gone.

    Raises OSError where the folder cannot be written or the disk is full; `target` is then as it
    was.
    """
    pending = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}{PENDING}")
    try:
        yield pending
        sync(pending)
        rename(pending, target)
    finally:
        pending.unlink(missing_ok=True)
    sync_folder(target.parent)


def rename(source: Path, target: Path) -> None:
    """Give a file or folder the name of another, which it replaces; wait while Windows does not."""
    for left in reversed(range(TRIES if os.name == "nt" else 1)):
        try:
            os.replace(source, target)
        except PermissionError:
            if not left:
                raise
            time.sleep(SECONDS_BETWEEN)
        else:
            return


def write(target: Path, content: bytes | memoryview) -> None:
    """Make this the content of a file, whatever it was before."""
    with replacing(target) as pending:
        pending.write_bytes(content)


def write_new(target: Path, content: bytes) -> None:
    """Make a file that is not there yet; raise FileExistsError, changing nothing, where it is."""
    make_folder(target.parent)
    pending = target.with_name(f".{secrets.token_hex(8)}{PENDING}")
    try:
        pending.write_bytes(content)
        sync(pending)
        link(pending, target)
    finally:
        pending.unlink(missing_ok=True)
    sync_folder(target.parent)


def link(pending: Path, target: Path) -> None:
    """Give a file its name unless another has it; also where the disk knows no links."""
    try:
        os.link(pending, target)
    except FileExistsError:
        raise
    except OSError as error:
        # Network drives and FAT know no links: the lock of the data folder keeps others away.
        if target.exists():
            raise FileExistsError(str(target)) from error
        rename(pending, target)


def append(path: Path, line: bytes) -> None:
    """Add a line to a file and see it on the disk; a line that a crash has torn is closed first."""
    is_new = not path.exists()
    with path.open("ab+") as file:
        file.seek(-min(1, file.seek(0, os.SEEK_END)), os.SEEK_END)
        is_torn = file.read(1) not in (b"", b"\n")
        file.write((b"\n" if is_torn else b"") + line)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def move(source: Path, target: Path) -> None:
    """Give a file or folder that is on the disk already its final name in the same file system."""
    rename(source, target)
    sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, each seen on the disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        sync_folder(one.parent)


def sync(path: Path) -> None:
    """See the content of a file on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """See the names in a folder on the disk, where the system opens folders."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def remove_pending(folder: Path, *, below: bool = True) -> None:
    """Remove what a crash left half-written in a folder, and `below` it; only while none writes."""
    name = f".*{PENDING}"
    for left_over in folder.rglob(name) if below else folder.glob(name):
        left_over.unlink(missing_ok=True)
