"""Records come back beside what stands, never over what was changed since: one act, one undo."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree

import pytest

from etl.domain.errors import ReportError
from etl.domain.place import Place
from etl.pipeline.safekeeping.merge_records import Brought, Fate, bring, plan, read_apart
from etl.pipeline.safekeeping.records_file import (
    ARCHIVE,
    WORKBOOK,
    as_archive,
    from_archive,
    given_in,
    labels,
    take_out,
)
from etl.storage.decisions.review_decisions import Decision, Verdict, newest, record
from etl.storage.decisions.senders import Signature, keep_signature
from etl.storage.decisions.unit_notes import load_notes, set_note
from etl.storage.records.change_log import Act, ChangedMeanwhile, OutOfConfines, changes, undo
from etl.storage.records.confines import Counties
from etl.storage.records.store import writing
from etl.storage.unit_register.deadlines import load_deadlines, set_deadlines
from etl.storage.unit_register.unit_checks import BrokenRegister
from etl.storage.unit_register.units import change_units, load_register
from tests.etl.storage import conftest

root = conftest.root
ACT = Act("王晓", "来函")
BACK = Act("李四", "误删后取回")
PLACES = tuple(
    Place(f"99010{county}00{n}", "示例省", "示例市", f"{'甲乙'[county - 1]}县", f"{name}镇", "镇",
          populations=((2024, 9_000 + n),))
    for county in (1, 2) for n, name in enumerate(("青禾", "白石"), 1)
)  # fmt: skip
FIRST, *_, FOREIGN = (place.place_id for place in PLACES)
LABELS = labels()
Sheets = dict[str, list[list[str]]]
Change = Callable[[Sheets], None]


def filled(data: Path) -> Path:
    change_units(data, {place.place_id: place for place in PLACES}, ACT, {})
    for county in ("990101", "990102"):
        set_deadlines(data, county, {2024: date(2025, 1, 20)}, ACT)
    for place in PLACES:
        set_note(data, (place.place_id, 2024), f"{place.township}改制", ACT, 0)
    record(data, Decision("f1", "s", Verdict.CONFIRMED, "", "李四", datetime(2025, 1, 2)),
           about=(FIRST, 2024))  # fmt: skip
    keep_signature(data, "990101", Signature("甲县政务公开办", "王晓", "0571"), ACT, 0)
    return data


@pytest.fixture
def data(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    return filled(root)


def planned(data: Path, content: bytes, counties: Counties = None) -> list[Brought]:
    return plan(data, given_in("记录.zip", content), counties)


def fates(rows: list[Brought]) -> Counter[str]:
    return Counter(row.fate for row in rows)


def edited(content: bytes, change: Change) -> bytes:
    """Return the records as someone has altered them in Excel."""
    tables = dict(from_archive(io.BytesIO(content)))
    change(tables)
    return as_archive(tables)


def swapped(table: str, old: str, new: str) -> Change:
    def change(tables: Sheets) -> None:
        lines = tables[LABELS[table]]
        assert any(old in cell for line in lines for cell in line)
        tables[LABELS[table]] = [[cell.replace(old, new) for cell in line] for line in lines]

    return change


def notes(data: Path) -> dict[str, str]:
    return {note.place_id: note.text for note in load_notes(data)}


def test_what_is_as_it_was_changes_nothing(data: Path) -> None:
    for suffix in (WORKBOOK, ARCHIVE):
        rows = plan(data, read_apart(f"记录{suffix}", take_out(data, suffix)), None)
        assert set(fates(rows)) == {Fate.SAME}
        assert bring(data, rows, BACK) == 0


def test_what_was_altered_in_the_file_comes_by_one_act_and_goes_by_one(data: Path) -> None:
    content = edited(take_out(data, ARCHIVE), swapped("unit_notes", "青禾镇改制", "青禾镇改为街道"))
    content = edited(content, swapped("deadlines", "2025-01-20", "2025-01-31"))
    content = edited(content, swapped("populations", "9001", "9100"))
    rows = planned(data, content)
    assert fates(rows)[Fate.CHANGED] == 6
    number = bring(data, rows, BACK)
    assert notes(data)[FIRST] == "青禾镇改为街道"
    assert {one.deadline for one in load_deadlines(data)} == {date(2025, 1, 31)}
    with writing(data) as connection:
        of_act = [*changes(connection, act=number)]
        assert {(one.who, one.why) for one in of_act} == {("李四", "误删后取回")}
        assert {one.place_id[:6] for one in of_act} == {"990101", "990102"}
        undo(connection, number, ACT)
    assert notes(data)[FIRST] == "青禾镇改制"
    assert load_register(data).places == PLACES


def test_an_older_file_never_overwrites_what_came_since(data: Path) -> None:
    content = take_out(data, ARCHIVE)
    set_note(data, (FIRST, 2024), "今年新写", replace(ACT, who="赵六"), 1)
    set_deadlines(data, "990101", {2024: None}, ACT)
    rows = planned(data, content)
    clash = {row.kind: row for row in rows if row.fate is Fate.CONFLICT}
    assert set(clash) == {"unit_notes", "deadlines"}
    assert clash["unit_notes"].last
    assert clash["unit_notes"].last.who == "赵六"
    assert clash["deadlines"].before is None
    assert bring(data, rows, BACK) == 0
    assert notes(data)[FIRST] == "今年新写"
    assert bring(data, rows, BACK, [clash["unit_notes"].name])
    assert notes(data)[FIRST] == "青禾镇改制"
    assert len(load_deadlines(data)) == 1, "what is not chosen stays as it is"
    assert bring(data, rows, BACK, [clash["deadlines"].name])
    assert len(load_deadlines(data)) == 2


def test_what_was_taken_back_here_since_is_not_brought_again_unasked(data: Path) -> None:
    set_note(data, (FIRST, 2024), "后来写的", ACT, 1)
    content = take_out(data, ARCHIVE)
    with writing(data) as connection:
        undo(connection, max(one.act for one in changes(connection)), ACT)
    assert fates(planned(data, content))[Fate.CONFLICT] == 1


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return a data folder, and a copy of it that was made some time ago."""
    monkeypatch.delenv("GONGKAI_RECORDS", raising=False)
    data = filled(tmp_path / "data")
    return data, copytree(data, tmp_path / "other")


def test_a_file_that_knows_all_that_stands_here_brings_what_came_after(
    two: tuple[Path, Path],
) -> None:
    data, older = two
    set_note(data, (FIRST, 2024), "后来写的", ACT, 1)
    (row,) = [r for r in planned(older, take_out(data, ARCHIVE)) if r.fate is not Fate.SAME]
    assert row.fate is Fate.CHANGED
    assert bring(older, [row], BACK)
    assert notes(older)[FIRST] == "后来写的"


def test_of_two_folders_that_went_apart_neither_overwrites_the_other(
    two: tuple[Path, Path],
) -> None:
    data, other = two
    set_note(other, (FIRST, 2024), "另一台电脑写的", ACT, 1)
    set_note(data, (FIRST, 2024), "这台电脑写的", ACT, 1)
    (clash,) = [r for r in planned(data, take_out(other, ARCHIVE)) if r.fate is not Fate.SAME]
    assert (clash.fate, clash.kind) == (Fate.CONFLICT, "unit_notes")


def test_an_empty_folder_takes_all_that_can_come_by_a_file(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    content = take_out(two[0], WORKBOOK)
    empty = tmp_path / "empty"
    rows = plan(empty, read_apart("记录.xlsx", content), None)
    assert set(fates(rows)) == {Fate.NEW}
    bring(empty, rows, BACK)
    assert load_register(empty).places == PLACES
    assert notes(empty) == notes(two[0])
    assert newest(empty) == newest(two[0])


def test_who_changes_a_record_after_the_preview_is_not_overwritten(data: Path) -> None:
    content = edited(take_out(data, ARCHIVE), swapped("unit_notes", "青禾镇改制", "文件里改的"))
    rows = planned(data, content)
    set_note(data, (FIRST, 2024), "抢先改的", ACT, 1)
    with pytest.raises(ChangedMeanwhile):
        bring(data, rows, BACK)
    assert notes(data)[FIRST] == "抢先改的"


def test_rows_of_another_county_are_left_out_for_who_is_confined(data: Path) -> None:
    content = edited(take_out(data, ARCHIVE), swapped("unit_notes", "改制", "改名"))
    content = edited(content, swapped("decisions", "confirmed", "dismissed"))
    rows = planned(data, content, ("990102",))
    foreign = [row for row in rows if row.fate is Fate.FOREIGN]
    assert {row.key[:6] for row in foreign if row.kind == "unit_notes"} == {"990101"}
    assert all(row.before is None and row.edit is None and row.last is None for row in foreign)
    mine = replace(BACK, counties=("990102",))
    bring(data, rows, mine)
    assert notes(data)[FIRST] == "青禾镇改制"
    assert notes(data)[FOREIGN] == "白石镇改名"
    with pytest.raises(OutOfConfines):
        bring(data, planned(data, content), mine)
    assert newest(data)["f1"].verdict is Verdict.CONFIRMED


def test_a_register_that_would_contradict_itself_is_kept_out_whole(data: Path) -> None:
    content = edited(take_out(data, ARCHIVE), swapped("places", "白石镇", "青禾镇"))
    content = edited(content, swapped("unit_notes", "改制", "改名"))
    rows = planned(data, content)
    with pytest.raises(BrokenRegister):
        bring(data, rows, BACK)
    assert notes(data)[FIRST] == "青禾镇改制"


def test_a_reason_and_a_name_are_asked_for(data: Path) -> None:
    rows = planned(data, edited(take_out(data, ARCHIVE), swapped("unit_notes", "改制", "改名")))
    for act in (Act("李四"), Act("", "误删")):
        with pytest.raises(ReportError):
            bring(data, rows, act)
    assert notes(data)[FIRST] == "青禾镇改制"
