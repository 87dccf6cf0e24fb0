"""Files of an office's own, in the store of what people decide: each has its act and undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from etl.domain.errors import BrokenSheet
from etl.storage.records.change_log import Act, Edit, changes, one_line, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import OWN_FILES

RUBRIC, TEMPLATE = "rubric", "template"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of a county's office, who brought it, why, and when by the clock on the wall.

    `content` is JSON for a rubric, base64 for a template. `version` is how often it was changed.
    """

    name: str
    content: str
    who: str
    why: str
    at: datetime
    version: int


def own_file(root: Path, kind: str, county_id: str) -> tuple[OwnFile | None, int]:
    """Return the file of a kind that a county uses, None for none, and how often it was changed.

    Raises BrokenSheet where the store cannot be read.
    """
    with reading(root) as connection:
        found = [*changes(connection, kind=OWN_FILES.name, key=f"{kind}/{county_id}")]
    if not found:
        return None, 0
    last = found[-1]
    if last.after is None:
        return None, last.version
    name, content = last.after["name"], last.after["content"]
    return OwnFile(name, content, last.who, last.why, last.at, last.version), last.version


def has_own_file(root: Path, kind: str) -> bool:
    """Return whether any county uses a file of a kind."""
    with reading(root) as connection:
        used = select(OWN_FILES.c.key).where(OWN_FILES.c.kind == kind).limit(1)
        return connection.execute(used).first() is not None


def set_own_file(
    root: Path, which: tuple[str, str], said: tuple[str, str] | None, act: Act, seen: int
) -> int:
    """Keep a file, as name and content, for a kind and county; None to use none any more.

    Returns the act's number; `seen` is the version that the person looked at. Raises BrokenSheet
    where no reason is given, ChangedMeanwhile, NoName, CannotWrite.
    """
    if not act.why.strip():
        raise BrokenSheet("没有写明理由。", "请填写理由后再保存。")
    kind, county_id = which
    values = {
        "kind": kind, "county_id": county_id, "name": one_line(said[0]), "content": said[1]
    } if said else None  # fmt: skip
    with writing(root) as connection:
        return record(
            connection, act, [Edit(OWN_FILES, f"{kind}/{county_id}", values, county_id, None, seen)]
        )
