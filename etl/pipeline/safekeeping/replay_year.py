"""Builds a frozen year again from originals and records as they were, and compares the bytes."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, delete, insert, select

from etl.domain.errors import CannotWrite
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again
from etl.pipeline.safekeeping.at_work import REPLAY, alone
from etl.pipeline.safekeeping.freeze_year import RECORDS, NotFrozen, inputs_of, package_of
from etl.pipeline.workspace import sha256_of, shown_root, silent
from etl.storage.decisions.frozen_years import FrozenYear, frozen_years
from etl.storage.files import durable, import_journal, originals
from etl.storage.records import store
from etl.storage.records.change_log import Edit, changes, put, standing
from etl.storage.records.tables import ACTS, CHANGES, FROZEN, METADATA, TAKEN_OVER
from etl.warehouse import publication
from etl.warehouse.package_scope import Scope

LOG = (TAKEN_OVER, ACTS, CHANGES)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of building a frozen year again.

    `is_whole`: its package is the one that was kept then. `differing` are the files of it that came
    out otherwise, `changed` the inputs that are not what they were: program, definitions, records,
    journal, originals.
    """

    frozen: FrozenYear
    is_whole: bool
    differing: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Return whether it came out bit for bit."""
        return self.is_whole and not self.differing


def replay_year(data: Path, name: str, executor: Executor | None = None) -> Replayed:
    """Build a frozen year again apart from what stands, which is only read.

    Raises NotFrozen where none has this id or its package is gone, CannotWrite, also while another
    is built again.
    """
    root = shown_root(data)
    frozen = found(root, name)
    kept = package(root, frozen)
    publication.folder(data).mkdir(parents=True, exist_ok=True)
    try:
        with (
            alone(data, REPLAY),
            TemporaryDirectory(dir=publication.folder(data), prefix="replay-") as folder,
        ):
            # The sample is told from reports by where it lies.
            again = Path(folder) / (store.REPLAY if root == data else store.SAMPLE)
            past = again if root == data else Path(folder)
            # A file that is just being imported is kept before the journal tells of it.
            with one_at_a_time(data, silent):
                go_back(root, again, frozen)
            with store.reading(again) as connection:
                inputs = inputs_of(again, connection)
            build_again(past, executor=executor)
            scope = Scope(frozen.id, frozen.county_id, frozen.year, frozen.at, frozen.inputs)
            made = package_of(past, scope)
    except OSError as error:
        raise CannotWrite("重建没有完成。", "请确认磁盘有空间、可以写入。") from error
    return Replayed(
        frozen, sha256_of(kept) == frozen.sha256, differing(kept, made),
        tuple(part for part, then in frozen.inputs.items() if inputs.get(part) != then),
    )  # fmt: skip


def found(root: Path, name: str) -> FrozenYear:
    """Return the frozen year of this id; raise NotFrozen."""
    for frozen in frozen_years(root):
        if frozen.id == name:
            return frozen
    raise NotFrozen(f"没有编号为 {name} 的定稿。", "请核对编号。")


def package(root: Path, frozen: FrozenYear) -> bytes:
    """Return the package that was kept of a frozen year; raise NotFrozen where it is gone."""
    try:
        return frozen.path(root).read_bytes()
    except OSError as error:
        raise NotFrozen(f"定稿 {frozen.id} 的数据包不见了。", "请用备份恢复。") from error


def go_back(root: Path, again: Path, frozen: FrozenYear) -> None:
    """Make a data folder as this one was when the year was frozen: records, journal, originals."""
    with store.reading(root) as now, store.writing(again) as then:
        for table in (*LOG, *RECORDS, FROZEN):
            copied = [dict(row) for row in now.execute(select(table)).mappings()]
            if copied:
                then.execute(insert(table), copied)
        take_back(then, frozen.act)
    journal = import_journal.path_in(root)
    told = journal.read_bytes()[: frozen.inputs["journal_size"]] if journal.is_file() else b""
    if told:
        durable.write(import_journal.path_in(again), told)
    since = {entry.original for entry in import_journal.entries(root)} - {
        entry.original for entry in import_journal.entries(again)
    }
    for original in originals.originals(root):
        if original.name not in since:
            same_file(original.path, again / original.name)


def take_back(connection: Connection, first: int) -> None:
    """Have the records be what they were before this act, with the log up to it."""
    later = [change for change in changes(connection) if change.act >= first]
    for change in reversed(later):
        table = METADATA.tables[change.kind]
        if table in (*RECORDS, FROZEN):
            edit = Edit(table, change.key, change.before)
            now = standing(connection, table, change.key)
            put(connection, edit, now, change.before, change.version - 1)
    connection.execute(delete(CHANGES).where(CHANGES.c.act >= first))
    connection.execute(delete(ACTS).where(ACTS.c.id >= first))


def same_file(source: Path, target: Path) -> None:
    """Have a file stand under a further name, as a copy where the disk knows no links."""
    durable.make_folder(target.parent)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def differing(kept: bytes, made: bytes) -> tuple[str, ...]:
    """Return which files of two packages are not the same in both, or in one only."""
    before, after = dict(members(kept)), dict(members(made))
    return tuple(n for n in sorted({*before, *after}) if before.get(n) != after.get(n))


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package; nothing where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from [(name, packed.read(name)) for name in packed.namelist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return
