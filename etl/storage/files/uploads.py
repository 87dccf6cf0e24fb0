"""Files that a browser sent and that wait to be imported: `uploads` in the data folder.

They lie there, each under a name of our own, until their import has ended; one that a power cut or
the end of the server has interrupted is taken up again at the next start.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from secrets import token_hex

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from etl.domain.errors import BrokenSheet, CannotWrite
from etl.storage.files import durable

FOLDER, FILES, ORDER, OUTPUT = "uploads", "files", "upload.json", "output.txt"
PROCESS, TURN = "process.txt", "turn.txt"
BEGUN, CANCELLED = "begun", "cancelled"
# A reading process is ended after two minutes; publishing a large county says nothing for some.
SECONDS_WITHOUT_A_WORD = 600


class Known(BaseModel):
    """What the official knows of the files, who it is, and whether they are only to be read.

    `counties` are those that the official is confined to, None for all.
    """

    county: str | None = None
    year: int | None = None
    by: str = ""
    is_trial: bool = False
    counties: tuple[str, ...] | None = None


class Upload(Known):
    """What is to be imported, and what the files are called."""

    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """A file as the browser sent it."""

    name: str
    content: memoryview


def folder_in(data: Path) -> Path:
    """Return the folder of uploads below the data folder."""
    return data / FOLDER


def reserve(data: Path, most: int) -> Path | None:
    """Make a folder for an upload; None where `most` are there already. Raises CannotWrite."""
    folder = folder_in(data) / token_hex(8)
    try:
        durable.make_folder(folder_in(data))
        with FileLock(data / ".uploads.lock"):
            remove_ended(data)
            if sum(other.is_dir() for other in folder_in(data).iterdir()) >= most:
                return None
            durable.make_folder(folder / FILES)
    except OSError as error:
        raise not_stored() from error
    return folder


def remove_ended(data: Path) -> None:
    """Remove what is left of uploads whose import has ended: Windows keeps what it spoke into."""
    for folder in folder_in(data).iterdir():
        if (folder / OUTPUT).exists() and not (folder / ORDER).exists() and not is_taken(folder):
            shutil.rmtree(folder, ignore_errors=True)


def stage(folder: Path, files: Sequence[File], suffixes: Sequence[str], known: Known) -> None:
    """Write files to the folder reserved for them, under names of our own.

    It counts as an upload once all of it is on the disk; a trial is to be read and not imported.
    Raises CannotWrite.
    """
    try:
        with FileLock(folder / ".lock"):
            names = {}
            for number, file in enumerate(files, 1):
                suffix = PurePath(file.name).suffix.lower()
                own = f"{number:05}{suffix if suffix in suffixes else ''}"
                durable.write(folder / FILES / own, file.content)
                names[own] = file.name
            order = Upload(names=names, **known.model_dump())
            durable.write(folder / ORDER, order.model_dump_json().encode("utf-8", "replace"))
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise not_stored() from error


def not_stored() -> CannotWrite:
    """Return the fault of a disk that does not take an upload."""
    return CannotWrite("上传的文件存不下来。", "请确认磁盘有足够空间、数据文件夹可以写入。")


def settle(folder: Path, turn: str) -> bool:
    """Settle whether an upload is begun or cancelled; False where it is the other already."""
    try:
        with (folder / TURN).open("x", encoding="utf-8") as settled:
            settled.write(turn)
    except FileExistsError:
        return (folder / TURN).read_text("utf-8") == turn
    except FileNotFoundError:
        return False
    return True


def in_queue(data: Path) -> Iterator[tuple[Path, Upload]]:
    """Yield the uploads whose import waits for another, with what they hold."""
    for folder in sorted(folder_in(data).glob("*/")):
        try:
            if is_taken(folder) and not (folder / TURN).exists():
                yield folder, read_upload(folder)
        except (OSError, BrokenSheet):
            continue


def without_a_word(data: Path) -> Iterator[tuple[Upload, int, str]]:
    """Yield uploads whose import is at work and has long said nothing, with minutes and process."""
    for folder in folder_in(data).glob("*/"):
        try:
            silent = time.time() - (folder / OUTPUT).stat().st_mtime
            is_begun = (folder / TURN).read_text("utf-8") == BEGUN
            process = (folder / PROCESS).read_text("utf-8")
            is_hung = is_begun and silent >= SECONDS_WITHOUT_A_WORD and is_taken(folder)
            upload = read_upload(folder)
        except (OSError, BrokenSheet):
            continue
        if is_hung:
            yield upload, int(silent // 60), process


def is_taken(folder: Path) -> bool:
    """Return whether a process is at work on an upload."""
    try:
        with FileLock(folder / ".lock", timeout=0):
            return False
    except Timeout:
        return True


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
            (folder / PROCESS).write_text(str(os.getpid()), "utf-8")
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
