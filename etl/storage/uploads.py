"""Files that a browser sent and that wait to be imported: `uploads` in the data folder.

They lie there, each under a name of our own, until their import has ended; one that a power cut or
the end of the server has interrupted is taken up again at the next start.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from secrets import token_hex

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.storage import durable

FOLDER, FILES, ORDER, OUTPUT = "uploads", "files", "upload.json", "output.txt"


class Upload(BaseModel):
    """What is to be imported: what the files are called, and what the official knows of them."""

    names: dict[str, str]
    county: str | None = None
    year: int | None = None
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A file as the browser sent it."""

    name: str
    content: memoryview


def folder_in(data: Path) -> Path:
    """Return the folder of uploads below the data folder."""
    return data / FOLDER


def stage(  # noqa: PLR0913
    data: Path, files: Sequence[File], suffixes: Sequence[str], county: str | None,
    year: int | None, *, is_trial: bool = False,
) -> Path:  # fmt: skip
    """Write files to a folder of their own under names of our own, and return the folder.

    It counts as an upload once all of it is on the disk; a trial is to be read and not imported.
    Raises CannotWrite.
    """
    folder = folder_in(data) / token_hex(8)
    try:
        durable.make_folder(folder / FILES)
        with FileLock(folder / ".lock"):
            names = {}
            for number, file in enumerate(files, 1):
                suffix = PurePath(file.name).suffix.lower()
                own = f"{number:05}{suffix if suffix in suffixes else ''}"
                durable.write(folder / FILES / own, file.content)
                names[own] = file.name
            order = Upload(names=names, county=county, year=year, is_trial=is_trial)
            durable.write(folder / ORDER, order.model_dump_json().encode("utf-8", "replace"))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CannotWrite(
            "上传的文件存不下来。", "请确认磁盘有足够空间、数据文件夹可以写入。"
        ) from error
    return folder


def waiting(data: Path) -> int:
    """Return how many uploads are being imported or wait for it."""
    return sum(1 for _ in folder_in(data).glob(f"*/{ORDER}"))


def read_upload(folder: Path) -> Upload:
    """Return what is to be imported from a folder; raise BrokenSheet where that is not said."""
    try:
        return Upload.model_validate(json.loads((folder / ORDER).read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise BrokenSheet("上传的文件没有存全。", "请重新上传。") from error


@contextmanager
def taken(folder: Path) -> Iterator[bool]:
    """Take an upload for oneself and remove it in the end; give whether it was still there.

    Only a kill leaves it in place. Another process that has taken it is waited for.
    """
    if not folder.is_dir():
        yield False
        return
    try:
        with FileLock(folder / ".lock"):
            yield (folder / ORDER).is_file()
            (folder / ORDER).unlink(missing_ok=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_trial(folder: Path) -> bool:
    """Return whether an upload is only to be read: no one waits for it after an interruption."""
    try:
        return read_upload(folder).is_trial
    except BrokenSheet:
        return False


def interrupted(data: Path) -> list[Path]:
    """Return the uploads that wait and that no process has taken; remove what was never whole."""
    waiting = []
    for folder in sorted(folder_in(data).iterdir()) if folder_in(data).is_dir() else ():
        try:
            with FileLock(folder / ".lock", timeout=0):
                is_whole = (folder / ORDER).is_file() and not is_trial(folder)
        except (Timeout, OSError):
            continue
        if is_whole:
            waiting.append(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return waiting
