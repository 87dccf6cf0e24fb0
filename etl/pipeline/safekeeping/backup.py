"""Backs a data folder up into one zip; `restore_backup` brings it back.

A backup holds what cannot be computed again: originals, journal, files that wait, and the store of
what people decide. It is taken while people work: the store first, in one transaction, then the
journal, then the files, each of which may name only what stands behind it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated

from pydantic import BaseModel, Field
from sqlalchemy import URL

from etl.domain.errors import CannotWrite
from etl.pipeline.workspace import Progress, Step, silent
from etl.storage.files import data_format, durable, import_journal
from etl.storage.records import store

MANIFEST = "BACKUP.json"
LARGEST = 4 * 1024**3
"""No file of a data folder is larger, in bytes: the store of a nation is not."""
CHUNK = 1024 * 1024
# Computed again, made by the program, or only of the moment.
FOLDER = "backups"
"""Where a backup that was made from a page lies."""
LEFT_OUT = ("warehouse", "uploads", "sample", FOLDER)
SET_ASIDE = "replaced-"
NAME = r"[^/\\:\x00-\x1f.~][^/\\:\x00-\x1f]{0,199}"
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class File(BaseModel):
    """What the manifest says of one file: its size in bytes and its hash."""

    size: Annotated[int, Field(ge=0, le=LARGEST)]
    sha256: Hash


class Manifest(BaseModel):
    """What a backup says of itself; names are paths below the data folder."""

    made_at: Annotated[str, Field(max_length=40)]
    format: int
    files: Annotated[
        dict[Annotated[str, Field(pattern=f"^{NAME}(?:/{NAME}){{0,5}}$")], File],
        Field(max_length=2_000_000),
    ]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """How many files a backup holds, and when it was made, by the clock on the wall."""

    files: int
    made_at: str


def back_up(data: Path, target: Path, progress: Progress = silent) -> BackedUp:
    """Write a backup of a data folder, whole or not at all; work goes on meanwhile.

    Raises CannotWrite where it cannot be written, or where the store lies in PostgreSQL, whose own
    backup holds it.
    """
    data_format.refuse_newer(data)
    files: dict[str, File] = {}
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        with durable.replacing(target) as pending, zipfile.ZipFile(pending, "w") as made:
            with copied_store(data, pending) as records:
                kept = [*records, *kept_files(data)]
                for number, (name, path) in enumerate(kept, 1):
                    # What waited may have been settled meanwhile.
                    with suppress(FileNotFoundError):
                        files[name] = put(made, name, path)
                    progress(Step("backup", number, len(kept)))
            if not files.keys() - {data_format.FILE}:
                raise CannotWrite("还没有可以备份的数据。", "导入报告或保存名册后再备份。")
            manifest = Manifest(made_at=made_at, format=data_format.CURRENT, files=files)
            made.writestr(MANIFEST, manifest.model_dump_json(), zipfile.ZIP_DEFLATED)
    except (OSError, sqlite3.Error) as error:
        raise CannotWrite("备份写不下来，没有生成。", "请确认磁盘有空间、可以写入。") from error
    return BackedUp(len(files), made_at)


def store_in_folder(data: Path) -> URL:
    """Return where the store lies in a data folder; raise CannotWrite where it lies elsewhere."""
    url = store.url_of(data)
    if url.get_backend_name() != "sqlite":
        raise CannotWrite(
            "记录保存在 PostgreSQL 中，这里不能一并备份和恢复。",
            "请用 pg_dump 备份该数据库，并复制数据文件夹。",
        )
    return url


@contextmanager
def copied_store(data: Path, beside: Path) -> Iterator[list[tuple[str, Path]]]:
    """Give a copy of the store as of one moment, nothing where nothing was decided yet."""
    if store.is_missing(store_in_folder(data)):
        yield []
        return
    copy = beside.with_name(f"{beside.name}.{store.FILE}{durable.PENDING}")
    try:
        with (
            closing(sqlite3.connect(data / store.FILE, timeout=store.WAIT_SECONDS)) as source,
            closing(sqlite3.connect(copy)) as made,
        ):
            source.backup(made)
        with closing(sqlite3.connect(copy)) as made:
            made.execute("pragma journal_mode = delete")
        yield [(store.FILE, copy)]
    finally:
        copy.unlink(missing_ok=True)


def kept_files(data: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files to keep by their names below the data folder, the journal first."""
    journal = import_journal.path_in(data)
    if journal.is_file():
        yield journal.name, journal
    for folder, folders, names in os.walk(data):
        at = Path(folder)
        if at == data:
            folders[:] = [n for n in folders if n not in LEFT_OUT and not n.startswith(SET_ASIDE)]
        folders[:] = sorted(name for name in folders if not is_passing(name))
        for name in sorted(names):
            path = at / name
            is_store = at == data and name.startswith(store.FILE)
            if path != journal and not is_store and not is_passing(name) and path.is_file():
                yield path.relative_to(data).as_posix(), path


def is_passing(name: str) -> bool:
    """Return whether a name is of something hidden, or of a moment only."""
    return name.startswith((".", "~"))


def put(made: zipfile.ZipFile, name: str, path: Path) -> File:
    """Put a file into a backup and return its size and hash; of a journal only whole lines."""
    digest, size = hashlib.sha256(), 0
    is_packed = path.suffix.lower() in (".docx", ".xlsx", ".zip", ".pdf", ".wps", ".jpg", ".png")
    entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    with path.open("rb") as source, made.open(entry, "w", force_zip64=True) as target:
        for chunk in chunks(source, ends_in_line=name == import_journal.FILE):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return File(size=size, sha256=digest.hexdigest())


def chunks(source: IO[bytes], *, ends_in_line: bool) -> Iterator[bytes]:
    """Yield the content of a file; a line without its break is still being written."""
    rest = b""
    while chunk := source.read(CHUNK):
        chunk = rest + chunk
        end = chunk.rfind(b"\n") + 1 if ends_in_line else len(chunk)
        rest = chunk[end:]
        if end:
            yield chunk[:end]
