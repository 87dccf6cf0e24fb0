"""Brings the files in which earlier versions kept what people decide into the store, each once.

The file then lies in `earlier`, as it was. It is moved after the store has it for good, so that a
crash between the two loses nothing and brings nothing in twice. One that an office is given with
the program stays where it lies and is not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from etl.domain.errors import BrokenSheet
from etl.storage.files import data_format, durable
from etl.storage.records.change_log import Act, Edit, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import TAKEN_OVER

Read = Callable[[Path], Iterable[tuple[Act | None, Edit]]]
"""What a file says, each with the act that made it; None for what no person was known to do."""
EARLIER = "earlier"
UNKNOWN = "（未记录）"
"""Who has made what an earlier version kept without a name."""


def take_over(root: Path, name: str, read: Read, *, stays: bool = False) -> None:
    """Bring a file of an earlier version into the store, where there is one.

    A further file of that name is left where it lies: it would put back what was decided since.
    Raises BrokenSheet, what `read` raises for a file that it cannot read, and CannotWrite.
    """
    path = root / name
    try:
        if not path.exists():
            return
        taken = taken_over(root, name)
        if taken is None:
            bring_in(root, name, read, hash_of(path))
            data_format.mark(root)
            taken = taken_over(root, name)
        if not stays and taken == hash_of(path):
            durable.make_folder(root / EARLIER)
            durable.move(path, root / EARLIER / name)
    except FileNotFoundError:
        # Another process has moved it since we looked.
        return
    except OSError as error:
        raise BrokenSheet(
            f"{name} 打不开，没有接管。", "它应是数据文件夹中的一个文件，文件夹应可以写入。"
        ) from error


def bring_in(root: Path, name: str, read: Read, sha256: str) -> None:
    """Keep what a file says, unless another process has done so since we looked."""
    with writing(root) as connection:
        if connection.scalar(select(TAKEN_OVER.c.sha256).filter_by(name=name)) is not None:
            return
        given: list[Edit] = []
        for act, edit in read(root / name):
            if act is None:
                given.append(edit)
            else:
                record(connection, replace(act, counties=None), [edit])
        sha256 = sha256 if begin_with(connection, given) else ""
        at = datetime.now().astimezone().isoformat()
        connection.execute(insert(TAKEN_OVER).values(sha256=sha256, name=name, at=at))


def begin_with(connection: Connection, given: Sequence[Edit]) -> bool:
    """Keep records that no one's act has made; return False where others stand there already."""
    rows = [{"key": edit.key, "version": 0, **(edit.values or {})} for edit in given]
    if rows and connection.execute(select(given[0].table).limit(1)).first() is not None:
        return False
    if rows:
        connection.execute(insert(given[0].table), rows)
    return True


def is_unused(root: Path, name: str) -> bool:
    """Return whether a file lies there that is another one than that which was brought in."""
    path = root / name
    return path.is_file() and taken_over(root, name) not in (None, hash_of(path))


def taken_over(root: Path, name: str) -> str | None:
    """Return the hash of the file of this name that was brought in, None where none was.

    It is empty where one came too late: other records stood there already.
    """
    with reading(root) as connection:
        return connection.scalar(select(TAKEN_OVER.c.sha256).filter_by(name=name))


def hash_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
