"""What a person decides on filed versions: which one counts, none, or for another unit or year.

Each act is refused where the version that counts is no longer the one that the person looked at,
so that of two at once the second sees what the first did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from etl.domain.errors import ReportError
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again
from etl.pipeline.identity.resolve_identity import refuse_impossible_year
from etl.pipeline.up_to_date import is_up_to_date
from etl.pipeline.workspace import shown_root, silent
from etl.storage.decisions.placements import Chosen, Moved, edit_of
from etl.storage.files import import_journal
from etl.storage.records.change_log import (
    Act,
    ChangedMeanwhile,
    changes,
    record,
    refuse_beyond,
)
from etl.storage.records.confines import handed_over
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import CHOSEN
from etl.storage.unit_register.units import load_register
from etl.warehouse import publication

SHORTEST_KEY = 12


class NotPlaced(ReportError):
    """A version that is not there, or that cannot be placed so."""

    kind = "not_placed"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and year; `seen` is the key of the version that counted when a person looked.

    It is empty for none, and None where no one looked.
    """

    place_id: str
    year: int
    seen: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is filed for a unit and year."""

    report: str
    file_name: str
    imported_at: datetime
    report_date: date | None
    counts: bool


def take_as_current(data: Path, unit: Unit, report: str, act: Act) -> Version:
    """Have an earlier version of a unit's year count again, and return it.

    `report` is its key, or the first digits of it. Raises NotPlaced, ChangedMeanwhile, NoName.
    """
    with one_at_a_time(data, silent):
        wanted = one_of(versions(data, unit), report)
        if wanted.counts:
            raise NotPlaced("这一版本来就是现用的。", "不用再选。")
        keep(data, act, [chosen(data, unit, wanted)])
    return wanted


def withdraw(data: Path, unit: Unit, act: Act) -> Version:
    """Have no version of a unit's year count until another comes; return the one that did."""
    with one_at_a_time(data, silent):
        counting = current(versions(data, unit))
        if counting is None:
            raise NotPlaced("这个单位这个年度没有现用的报告。", "没有可以撤回的。")
        keep(data, act, [chosen(data, unit, counting, key="")])
    return counting


def move(data: Path, unit: Unit, report: str, to: Unit, act: Act) -> Version:
    """Have a version that is filed for a unit and year count for another, and return it.

    What stood there is kept as an earlier version. Raises NotPlaced where no unit of the register
    is valid in that year, WrongYear, FutureYear, ChangedMeanwhile and NoName.
    """
    with one_at_a_time(data, silent):
        wanted = one_of(versions(data, unit), report)
        versions(data, to)
        if (unit.place_id, unit.year) == (to.place_id, to.year):
            raise NotPlaced("改归的单位和年度与现在的相同。", "请另选单位或年度。")
        refuse_impossible_year(to.year, wanted.report_date)
        register = load_register(shown_root(data))
        if not any(p.place_id == to.place_id and p.is_valid(to.year) for p in register.places):
            raise NotPlaced(
                f"名册中没有 {to.year} 年度有效的单位 {to.place_id}。", "请先在单位名册中登记。"
            )
        moved = Moved(wanted.report, to.place_id, to.year, wanted.file_name)
        keep(data, act, [moved, chosen(data, to, wanted)])
    return wanted


def versions(data: Path, unit: Unit) -> list[Version]:
    """Return the versions of a unit's year; raise ChangedMeanwhile where another counts than seen.

    Raises OutOfConfines for a unit of another county than those of the person.

    The database is first brought up to what was decided, as a crash may have kept it from that.
    """
    refuse_beyond(handed_over(), unit.place_id)
    if not is_up_to_date(data):
        build_again(data)
    asked = {"place_id": unit.place_id, "year": unit.year}
    found = [Version(*row) for row in publication.ask(data, "versions_of_unit", asked)]
    counting = current(found)
    if unit.seen is not None and unit.seen != (counting.report if counting else ""):
        raise meanwhile(data, unit, counting)
    return found


def current(found: Sequence[Version]) -> Version | None:
    """Return the version that counts, None for none."""
    return next((version for version in found if version.counts), None)


def one_of(found: Sequence[Version], report: str) -> Version:
    """Return the version whose key begins so; raise NotPlaced where that is not one."""
    fitting = [version for version in found if version.report.startswith(report)]
    if len(report) < SHORTEST_KEY or len(fitting) != 1:
        raise NotPlaced("这个单位这个年度没有这一份文件。", "它可能刚被改归，请刷新后再看。")
    return fitting[0]


def chosen(data: Path, unit: Unit, version: Version, key: str | None = None) -> Chosen:
    """Return the choice of a version of a unit's year, or of none where the key is empty."""
    since = max((entry.seq for entry in import_journal.entries(data)), default=0)
    report = version.report if key is None else key
    return Chosen(unit.place_id, unit.year, report, version.file_name, since)


def keep(data: Path, act: Act, said: Sequence[Chosen | Moved]) -> None:
    """Write an act down and publish the database with it."""
    if not act.why.strip():
        raise NotPlaced("没有写明理由。", "请填写理由后再保存。")
    with writing(shown_root(data)) as connection:
        record(connection, act, [edit_of(one) for one in said])
    build_again(data)


def meanwhile(data: Path, unit: Unit, counting: Version | None) -> ChangedMeanwhile:
    """Return the error that says what counts now, and who has said so where a person did."""
    now = "没有现用的报告"
    if counting is not None:
        now = f"现用的是“{counting.file_name}”（{counting.imported_at:%Y-%m-%d %H:%M} 导入）"
    with reading(shown_root(data)) as connection:
        key = f"{unit.place_id}/{unit.year}"
        last = [*changes(connection, kind=CHOSEN.name, key=key)][-1:]
    told = "".join(f"{c.who}在 {c.at:%Y-%m-%d %H:%M} 改过，理由：{c.why}。" for c in last)
    return ChangedMeanwhile(f"在您查看之后有了变化：{now}。{told}", "请看过之后再决定。")
