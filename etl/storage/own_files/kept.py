"""Files of an office's own, in the store of what people decide: each has its act and undo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from etl.domain.errors import BrokenSheet
from etl.storage.records.change_log import Act, Edit, changes, one_line, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import OWN_FILES

RUBRIC, TEMPLATE, SLIDES = "rubric", "template", "slides"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of a county's office, who brought it, why, and when by the clock on the wall.

    `content` is JSON for a rubric, base64 for a template of letters or of slides. `version`
    is how often it was changed.
    """

    name: str
    content: str
    who: str
    why: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Which:
    """A kind of file of a county, for a report year where the kind has one each year."""

    kind: str
    county_id: str
    year: int | None = None

    @property
    def key(self) -> str:
        """Return the key of its record."""
        year = "" if self.year is None else f"/{self.year}"
        return f"{self.kind}/{self.county_id}{year}"


def own_file(root: Path, which: Which) -> tuple[OwnFile | None, int]:
    """Return the very file that a county uses, None for none, and how often it was changed.

    Raises BrokenSheet where the store cannot be read.
    """
    with reading(root) as connection:
        return kept_file(connection, which)


def kept_file(connection: Connection, which: Which) -> tuple[OwnFile | None, int]:
    """Return a file as the log has it, None for none, and how often it was changed."""
    found = [*changes(connection, kind=OWN_FILES.name, key=which.key)]
    if not found:
        return None, 0
    last = found[-1]
    if last.after is None:
        return None, last.version
    name, content = last.after["name"], last.after["content"]
    return OwnFile(name, content, last.who, last.why, last.at, last.version), last.version


def in_force(root: Path, which: Which) -> tuple[OwnFile | None, int | None]:
    """Return the file that counts for a year, and the year that it was brought for.

    It is that of the year, else the newest of the years before; one of no year is older than all.
    None where there is none, or where the office uses none since. Raises BrokenSheet.
    """
    asked = (
        select(OWN_FILES.c.year)
        .where(OWN_FILES.c.kind == which.kind, OWN_FILES.c.county_id == which.county_id)
        .where(OWN_FILES.c.year <= f"{which.year:04}")
        .order_by(OWN_FILES.c.year.desc())
        .limit(1)
    )
    with reading(root) as connection:
        row = connection.execute(asked).first()
        if row is None:
            return None, None
        year = int(row.year) if row.year else None
        file, _ = kept_file(connection, replace(which, year=year))
        return (file, year) if file and file.content else (None, year)


def has_own_file(root: Path, kind: str) -> bool:
    """Return whether any county uses a file of a kind."""
    with reading(root) as connection:
        used = select(OWN_FILES.c.key).where(OWN_FILES.c.kind == kind, OWN_FILES.c.content != "")
        return connection.execute(used.limit(1)).first() is not None


def set_own_file(
    root: Path, which: Which, said: tuple[str, str] | None, act: Act, seen: int
) -> int:
    """Keep a file, as name and content; None to use none any more.

    Where one of a year before would count instead, none is a record of its own, without content.
    Returns the act's number; `seen` is the version that the person looked at. Raises BrokenSheet
    where no reason is given, ChangedMeanwhile, NoName, CannotWrite.
    """
    if not act.why.strip():
        raise BrokenSheet("没有写明理由。", "请填写理由后再保存。")
    if said is None and which.year is not None:
        earlier, _ = in_force(root, replace(which, year=which.year - 1))
        said = ("", "") if earlier else None
    year = "" if which.year is None else f"{which.year:04}"
    values = {
        "kind": which.kind, "county_id": which.county_id, "name": one_line(said[0]),
        "content": said[1], "year": year,
    } if said else None  # fmt: skip
    edit = Edit(OWN_FILES, which.key, values, which.county_id, which.year, seen)
    with writing(root) as connection:
        return record(connection, act, [edit])
