"""Brings the files in which earlier versions kept what people decide into the store, each once.

The file then lies in `earlier`, as it was. It is moved after the store has it for good, so that a
crash between the two loses nothing and brings nothing in twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select

from etl.domain.errors import BrokenSheet
from etl.storage import data_format, durable
from etl.storage.records.change_log import Act, Edit, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import TAKEN_OVER

EARLIER = "earlier"
UNKNOWN = "（未记录）"
"""Who has made what an earlier version kept without a name."""


def take_over(root: Path, name: str, read: Callable[[Path], Iterable[tuple[Act, Edit]]]) -> None:
    """Bring a file of an earlier version into the store, where there is one.

    A further file of that name is left where it lies: it would put back what was decided since.
    Raises BrokenSheet, what `read` raises for a file that it cannot read, and CannotWrite.
    """
    path = root / name
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        with writing(root) as connection:
            taken = connection.scalar(select(TAKEN_OVER.c.sha256).filter_by(name=name))
            if taken not in (None, sha256):
                return
            if taken is None:
                for act, edit in read(path):
                    record(connection, act, [edit])
                at = datetime.now().astimezone().isoformat()
                connection.execute(insert(TAKEN_OVER).values(sha256=sha256, name=name, at=at))
        data_format.mark(root)
        durable.make_folder(root / EARLIER)
        durable.move(path, root / EARLIER / name)
    except FileNotFoundError:
        # Another process has moved it since we looked.
        return
    except OSError as error:
        raise BrokenSheet(
            f"{name} 打不开，没有接管。", "它应是数据文件夹中的一个文件，文件夹应可以写入。"
        ) from error


def is_taken_over(root: Path, name: str) -> bool:
    """Return whether a file of this name was brought in before, and another one lies there."""
    if not (root / name).exists():
        return False
    with reading(root) as connection:
        return connection.scalar(select(TAKEN_OVER.c.sha256).filter_by(name=name)) is not None
