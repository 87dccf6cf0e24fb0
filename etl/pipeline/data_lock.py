"""One writer at a time: what is read, changed and written in a data folder is so under a lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from etl.domain.errors import CannotWrite
from etl.pipeline.workspace import Progress, Step
from etl.storage.files import data_format, durable


@contextmanager
def one_at_a_time(data: Path, progress: Progress) -> Iterator[None]:
    """Wait, and say so, while another works on the same data; say when it is our turn.

    Nothing is done where `progress` raises then. Raises CannotWrite where the folder cannot be
    written, NewerData where a newer program wrote it.
    """
    try:
        durable.make_folder(data)
        lock = FileLock(data / ".import.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress(Step("waiting", 0, 0))
            lock.acquire()
    except OSError as error:
        raise CannotWrite(
            f"无法写入数据文件夹 {data.name}。", "请确认磁盘有空间、文件夹可以写入。"
        ) from error
    try:
        progress(Step("starting", 0, 0))
        durable.remove_pending(data, below=False)
        data_format.mark(data)
        yield
    finally:
        lock.release()
