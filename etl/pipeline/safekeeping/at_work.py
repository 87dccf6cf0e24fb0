"""One backup from a page and one replay at a time; what a killed one has left goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from etl.domain.errors import CannotWrite


@dataclass(frozen=True, slots=True)
class Work:
    """What is done by one process at a time: its lock, and what it leaves where when killed."""

    lock: str
    left: str
    busy: str


BACKUP = Work(".backup.lock", "backups/.*.part*", "另一次备份正在进行。")
REPLAY = Work(".replay.lock", "warehouse/replay-*", "另一份定稿正在重建核对。")
RESTORE = Work(".import.lock", ".restore", "正在导入或恢复。")


@contextmanager
def alone(data: Path, work: Work) -> Iterator[None]:
    """Remove what a killed one has left, and keep others away; raise CannotWrite beside another."""
    lock = FileLock(data / work.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CannotWrite(work.busy, "请等它完成后再试。") from error
    try:
        for left_over in data.glob(work.left):
            if left_over.is_dir():
                shutil.rmtree(left_over, ignore_errors=True)
            else:
                # Windows keeps what someone has open.
                with suppress(PermissionError):
                    left_over.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def remove_left_over(data: Path) -> None:
    """Remove what killed backups, restores and replays have left, none that is at work."""
    for work in (BACKUP, REPLAY, RESTORE):
        if any(data.glob(work.left)):
            with suppress(CannotWrite, OSError), alone(data, work):
                pass
