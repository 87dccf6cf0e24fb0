"""Backups that an administrator makes from a page; the last one is kept to be taken along."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.data.accounts.people import acting
from dashboard.data.files.import_job import MEGABYTE, follow, problem_in, step_in
from dashboard.labels.log import log
from dashboard.queries import data_folder
from etl.domain.errors import CannotWrite, ReportError
from etl.pipeline.safekeeping.backup import FOLDER
from etl.pipeline.safekeeping.records_file import take_out
from etl.storage.files import durable
from etl.storage.people.accounts import ADMINISTRATOR

# A file to take along is in the memory of the server as a whole.
LARGEST = 512 * MEGABYTE


def make() -> Iterator[dict[str, Any]]:
    """Back the data folder up and yield each step; the last is `finished`, or `failed` with why.

    What was made before goes only when the new one is whole.
    """
    try:
        who = acting(role=ADMINISTRATOR)
        folder = data_folder() / FOLDER
        said = prepared(folder)
    except ReportError as error:
        yield {"stage": "failed", "message": str(error)}
        return
    name = f"政务公开年报_备份_{datetime.now():%Y%m%d-%H%M%S}.zip"
    last = ""
    step: dict[str, Any] = {}
    try:
        for line in follow(["backup", "--json", str((folder / name).resolve())], said):
            last = line or last
            step = step_in(line) or step
            if step:
                yield step
    finally:
        said.unlink(missing_ok=True)
    if step.get("stage") != "finished":
        yield {"stage": "failed", "message": problem_in(last)}
        return
    log(f"备份：{who}")
    # The one made stays whatever others are called: a clock may have been wrong.
    for older in made():
        if older.name == name:
            continue
        # Windows holds a file that someone else is still taking along.
        with suppress(PermissionError):
            older.unlink(missing_ok=True)


def records(suffix: str) -> bytes:
    """Return all that people decided as a file of this suffix: a workbook, or CSV files in a zip.

    It is made when it is fetched, for an administrator.
    """
    return take_out(data_folder(), suffix)


def prepared(folder: Path) -> Path:
    """Make the folder of backups and return where the command line may speak into."""
    try:
        durable.make_folder(folder)
    except OSError as error:
        raise CannotWrite("备份文件夹建不了。", "请确认磁盘有空间、可以写入。") from error
    return folder / f".{secrets.token_hex(8)}{durable.PENDING}"


def made() -> list[Path]:
    """Return the backups that were made here, the one written last first."""
    found = [(path.stat().st_mtime_ns, path) for path in (data_folder() / FOLDER).glob("*.zip")]
    return [path for _, path in sorted(found, reverse=True)]
