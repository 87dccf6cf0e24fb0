"""Brings a backup back in place of what a data folder holds, after all of it was checked."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from etl.domain.errors import BrokenBackup, CannotWrite, NewerData
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.safekeeping.backup import (
    CHUNK,
    FOLDER,
    MANIFEST,
    SET_ASIDE,
    BackedUp,
    File,
    Manifest,
    is_passing,
    store_in_folder,
)
from etl.pipeline.workspace import Progress, silent
from etl.storage.files import data_format, durable
from etl.storage.records import store

LARGEST_MANIFEST = 64 * 1024 * 1024
UNPACKED = ".restore"
# What was unpacked and compared, before and after all that stood is set aside.
CHECKED, PLACED = ".restore-checked", ".restore-placed"


def restore(data: Path, source: Path, progress: Progress = silent) -> BackedUp:
    """Bring a backup back in place of what a data folder holds, which is set aside in it.

    Nothing changes before every file has been read and compared; from then on whatever interrupts
    it is gone on from at the next start. Raises BrokenBackup for what is no whole backup of ours,
    NewerData for one of a newer program, CannotWrite.
    """
    store_in_folder(data)
    with one_at_a_time(data, progress):
        fresh = data / UNPACKED
        shutil.rmtree(fresh, ignore_errors=True)
        refuse_mounted(data)
        try:
            swap(data)
            manifest = unpacked(source, fresh)
            check_store(fresh)
            durable.move(fresh, data / CHECKED)
            swap(data)
        except OSError as error:
            raise unfinished("备份没有恢复完") from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return BackedUp(len(manifest.files), manifest.made_at)


def refuse_mounted(data: Path) -> None:
    """Raise CannotWrite, before anything is changed, for what the system lets no one move."""
    mounted = [entry.name for entry in sorted(data.iterdir()) if entry.is_mount()]
    if others := [name for name in mounted if name != FOLDER]:
        raise CannotWrite(
            f"数据文件夹中的“{others[0]}”是另外挂载的，恢复时不能移开；没有恢复，数据没有改动。",
            "请先卸载，或恢复到另一个数据文件夹。",
        )


def unpacked(source: Path, fresh: Path) -> Manifest:
    """Write the files of a backup into a folder of their own, each compared with its hash."""
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = manifest_of(packed)
            for name, told in manifest.files.items():
                target = fresh / PurePosixPath(name)
                durable.make_folder(target.parent)
                with packed.open(name) as content, target.open("wb") as written:
                    take(content, written, told, name)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise broken("文件已损坏") from error
    return manifest


def manifest_of(packed: zipfile.ZipFile) -> Manifest:
    """Return what a backup says of itself, checked."""
    if packed.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise broken("目录过大")
    try:
        manifest = Manifest.model_validate(json.loads(packed.read(MANIFEST)))
    except (ValueError, ValidationError) as error:
        raise broken("目录读不出来") from error
    if manifest.format > data_format.CURRENT:
        raise NewerData("备份由较新版本的程序写成。", "请更新程序后再恢复；数据没有改动。")
    return manifest


def take(content: IO[bytes], written: IO[bytes], told: File, name: str) -> None:
    """Write a file of a backup, no more of it than was told, and compare it."""
    digest, left = hashlib.sha256(), told.size
    while chunk := content.read(min(CHUNK, left + 1)):
        left -= len(chunk)
        if left < 0:
            break
        digest.update(chunk)
        written.write(chunk)
    if left or digest.hexdigest() != told.sha256:
        raise broken(f"“{name}”与目录不符")


def check_store(fresh: Path) -> None:
    """Read the store of a backup, bring it to today's tables, and end the sessions in it."""
    if not (fresh / store.FILE).exists():
        return
    with store.writing(fresh) as connection:
        connection.exec_driver_sql("delete from sessions")
    with closing(sqlite3.connect(fresh / store.FILE)) as made:
        is_whole = made.execute("pragma integrity_check").fetchone() == ("ok",)
        made.execute("pragma journal_mode = delete")
    if not is_whole:
        raise broken("记录库已损坏")


def finish(data: Path) -> None:
    """Go on with a restore that was interrupted after all of it was checked; raise CannotWrite."""
    if (data / CHECKED).is_dir() or (data / PLACED).is_dir():
        with one_at_a_time(data, silent):
            try:
                swap(data)
            except OSError as error:
                raise unfinished("上次的恢复没有做完") from error


def swap(data: Path) -> None:
    """Set aside what stands in a data folder but its backups, and put what was checked there.

    The name of its folder says how far it has come, so that it can be interrupted anywhere and
    called again, also after someone has worked in between: what came meanwhile is set aside too.
    """
    checked, placed = data / CHECKED, data / PLACED
    if checked.is_dir():
        began = checked.stat().st_mtime
        for entry in sorted(data.iterdir()):
            is_kept = entry.name == FOLDER or entry.name.startswith(SET_ASIDE)
            if not is_kept and not is_passing(entry.name):
                set_aside(entry, began)
        durable.move(checked, placed)
    if placed.is_dir():
        now = time.time()
        for entry in sorted(placed.iterdir()):
            # SQLite would write the log of another store into this one.
            for name in (f"{entry.name}{end}" for end in ("", "-wal", "-shm")):
                set_aside(data / name, now)
            durable.move(entry, data / entry.name)
        data_format.mark(data)
        placed.rmdir()


def set_aside(entry: Path, began: float) -> None:
    """Move what stands in a data folder, if anything, to the folder of a moment in it.

    One moment has one folder, so that a store and its log stay together.
    """
    if not entry.exists():
        return
    aside = entry.with_name(aside_name(began))
    if (aside / entry.name).exists():
        aside = entry.with_name(aside_name(time.time()))
    durable.make_folder(aside)
    durable.move(entry, aside / entry.name)


def aside_name(moment: float) -> str:
    """Return the name of the folder for what stood at a moment."""
    return f"{SET_ASIDE}{datetime.fromtimestamp(moment):%Y%m%d-%H%M%S-%f}"


def unfinished(what: str) -> CannotWrite:
    """Return the error of a disk that stops a restore."""
    return CannotWrite(f"{what}。", "请确认磁盘有空间、可以写入，网页程序已经关闭，再试一次。")


def broken(what: str) -> BrokenBackup:
    """Return the error of a backup that is none, or not whole."""
    return BrokenBackup(f"备份{what}，没有恢复，原来的数据没有改动。", "请换一份备份再试。")
