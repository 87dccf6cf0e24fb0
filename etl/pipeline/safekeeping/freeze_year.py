"""Freezes the year of a county: figures, rules, definitions and texts as they stand."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from etl.domain.errors import CannotWrite, ReportError
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again
from etl.pipeline.reading.read_batch import reader_version
from etl.pipeline.up_to_date import is_up_to_date
from etl.pipeline.workspace import sha256_of, shown_root, silent, statements
from etl.storage.decisions.frozen_years import FrozenYear, keep, next_id
from etl.storage.files import import_journal, originals
from etl.storage.files.originals import Original
from etl.storage.records.change_log import Act, refuse_beyond, values_of
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import (
    CHOSEN,
    CORRECTIONS,
    DEADLINES,
    DECISIONS,
    JOINT,
    MOVED,
    NOTES,
    PLACES,
    POPULATIONS,
)
from etl.warehouse import publication
from etl.warehouse.data_package import package_bytes
from etl.warehouse.package_scope import Scope

# What people decided that figures, findings and texts rest on; accounts are none of it.
RECORDS = (CORRECTIONS, DECISIONS, PLACES, DEADLINES, CHOSEN, MOVED, NOTES, POPULATIONS, JOINT)
# Years were frozen before there was any of these: without one, the hash is that of then.
LATER = frozenset((POPULATIONS.name, JOINT.name))


class NotFrozen(ReportError):
    """A year that cannot be frozen, or none of that id."""

    kind = "not_frozen"


def freeze_year(data: Path, county_id: str, year: int, name: str, act: Act) -> FrozenYear:
    """Freeze a year of a county under a name, and return it with its package kept.

    Raises NotFrozen where there is no report of it, name or reason is missing, or something was
    decided this very moment; NoName, OutOfConfines, CannotWrite.
    """
    refuse_beyond(act.counties, county_id)
    if not name.strip() or not act.why.strip():
        raise NotFrozen("没有写明定稿的名称或理由。", "请填写后再定稿。")
    with one_at_a_time(data, silent):
        if not is_up_to_date(data):
            build_again(data)
        root = shown_root(data)
        at = act.at.replace(microsecond=0)
        with reading(root) as connection:
            inputs = inputs_of(root, connection)
            scope = Scope(next_id(connection, county_id, year), county_id, year, at, inputs)
        package = package_of(data, scope)
        frozen = FrozenYear(scope.id, county_id, year, name.strip(), at, sha256_of(package), inputs)
        # All that takes long is done: others go on deciding until here.
        with writing(root) as connection:
            is_as_read = (
                is_up_to_date(data)
                and records_digest(connection) == inputs["records"]
                and next_id(connection, county_id, year) == scope.id
            )
            if not is_as_read:
                raise NotFrozen("刚才有新的修改。", "请再试一次。")
            try:
                keep(connection, root, frozen, package, act)
            except OSError as error:
                raise CannotWrite("定稿存不下来。", "请确认磁盘有空间、可以写入。") from error
    return frozen


def package_of(data: Path, scope: Scope) -> bytes:
    """Return a county's year of the current database; raise NotFrozen where no report is in it."""
    path = publication.current_path(data)
    if path is None:
        raise NotFrozen("还没有数据。", "请先导入报告。")
    with publication.reading(path) as connection:
        filed = connection.execute(
            "select 1 from submissions where county_id = ? and year = ? and report_id is not null",
            [scope.county_id, scope.year],
        ).fetchone()
        if filed is None:
            raise NotFrozen(f"{scope.county_id} {scope.year} 年度没有报告。", "导入后再定稿。")
        return package_bytes(connection, scope)


def inputs_of(root: Path, connection: Connection) -> dict[str, Any]:
    """Return what the figures of a data folder rest on, each part as a hash.

    `journal_size` is how long the journal is, in bytes; only lines are added to it.
    """
    journal = import_journal.path_in(root)
    told = journal.read_bytes() if journal.is_file() else b""
    definitions = hashlib.sha256(b"\n".join(statements()))
    for path in sorted(Path(str(files("etl.definitions"))).rglob("*.yml")):
        definitions.update(path.read_bytes())
    found = {
        "program": version("gongkai"),
        "reader": reader_version(),
        "definitions": definitions.hexdigest(),
        "records": records_digest(connection),
        "journal": sha256_of(told),
        "journal_size": len(told),
        "originals": originals_digest(list(originals.originals(root))),
    }
    return dict(sorted(found.items()))


def records_digest(connection: Connection) -> str:
    """Return a hash of all that people decided and figures rest on."""
    said = {
        table.name: {
            row.key: values_of(row)
            for row in connection.execute(select(table).order_by(table.c.key))
        }
        for table in RECORDS
    }
    said = {name: rows for name, rows in said.items() if rows or name not in LATER}
    return sha256_of(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def originals_digest(kept: list[Original]) -> str:
    """Return a hash of kept files: the name and the content of each."""
    digest = hashlib.sha256()
    for original in sorted(kept, key=lambda one: one.name):
        digest.update(f"{original.name} {sha256_of(original.path.read_bytes())}\n".encode())
    return digest.hexdigest()
