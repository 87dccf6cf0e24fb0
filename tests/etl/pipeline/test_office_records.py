"""Accounts, frozen years and own files come back by a file, each with what it needs to stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from etl.domain.errors import ReportError
from etl.pipeline.safekeeping.brought_record import refuse_unfit
from etl.pipeline.safekeeping.known import Check
from etl.pipeline.safekeeping.merge_records import Brought, Fate, bring, plan
from etl.pipeline.safekeeping.records_file import (
    ARCHIVE,
    bring_whole,
    given_in,
    has_none,
    take_out,
)
from etl.pipeline.workspace import sha256_of
from etl.storage.decisions.frozen_years import FrozenYear, frozen_years, keep, next_id
from etl.storage.decisions.unit_notes import set_note
from etl.storage.own_files.kept import RUBRIC, Which, own_file, set_own_file
from etl.storage.people import accounts
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, READER, BadAccount
from etl.storage.records.change_log import undo
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import ACTS, PASSWORDS
from tests.etl.pipeline.test_brought_records import added, forged
from tests.etl.pipeline.test_merge_records import ACT, BACK, FIRST, data, edited, root, swapped
from tests.etl.pipeline.test_records_file import PASSWORD

__all__ = ["data", "root"]

PACKAGE = b"package"
RUBRIC_OF = Which(RUBRIC, "990101", 2024)


def changed(data: Path, content: bytes, checks: Mapping[str, Check] | None = None) -> list[Brought]:
    rows = plan(data, given_in("记录.zip", content), None, checks or {})
    return [row for row in rows if row.fate is not Fate.SAME]


@pytest.fixture
def people(data: Path) -> Path:
    accounts.add(data, "赵六", ADMINISTRATOR, PASSWORD, ACT)
    accounts.add(data, "钱七", READER, PASSWORD, ACT)
    return data


def test_a_role_comes_by_a_file_and_the_password_stays(people: Path) -> None:
    before = accounts.accounts(people)["钱七"]
    content = edited(take_out(people, ARCHIVE), swapped("users", READER, OFFICIAL))
    content = edited(content, swapped("users", before.password, "2001-01-01T00:00:00+08:00 abc"))
    (row,) = changed(people, content)
    assert row.fate is Fate.CHANGED
    number = bring(people, [row], BACK)
    account = accounts.accounts(people)["钱七"]
    assert (account.role, account.password) == (OFFICIAL, before.password)
    with writing(people) as connection:
        assert len(connection.execute(select(PASSWORDS)).all()) == 2
        undo(connection, number, ACT)
    assert accounts.accounts(people)["钱七"].role == READER


def test_an_account_that_was_removed_comes_back_without_a_password(people: Path) -> None:
    content = take_out(people, ARCHIVE)
    accounts.remove(people, "钱七", ACT)
    (row,) = changed(people, content)
    assert row.fate is Fate.CONFLICT
    assert bring(people, [row], BACK, [row.name])
    assert accounts.accounts(people)["钱七"].password == ""
    with reading(people) as connection:
        assert [one.user for one in connection.execute(select(PASSWORDS))] == ["赵六"]


def test_no_file_leaves_accounts_without_one_who_administers(people: Path) -> None:
    content = edited(take_out(people, ARCHIVE), swapped("users", ADMINISTRATOR, OFFICIAL))
    rows = changed(people, content)
    with pytest.raises(BadAccount, match="管理账号"):
        bring(people, rows, BACK)
    assert accounts.accounts(people)["赵六"].role == ADMINISTRATOR


def test_two_accounts_are_not_one_person_elsewhere(people: Path) -> None:
    accounts.set_identity(people, "赵六", "subject-1", ACT)
    account = accounts.accounts(people)["钱七"]
    new = added("users", key="孙八", version="1", role=READER, identity="subject-1")
    content = edited(take_out(people, ARCHIVE), new)
    (row,) = changed(people, content)
    with pytest.raises(BadAccount, match="统一身份"):
        bring(people, [row], BACK)
    assert accounts.accounts(people)["钱七"] == account


@pytest.mark.parametrize(
    "values",
    [
        {"role": "root"},
        {"key": " 赵六"},
        {"role": ADMINISTRATOR, "counties": "990101"},
        {"counties": "99"},
        {"counties": "990102 990101"},
        {"identity": "a b"},
    ],
)
def test_what_no_form_makes_of_an_account_does_not_come(
    people: Path, values: dict[str, str]
) -> None:
    (row,) = changed(people, edited(take_out(people, ARCHIVE), forged("users", **values)))
    assert (row.kind, row.fate, row.edit) == ("users", Fate.UNFIT, None)
    assert row.why


def frozen(data: Path) -> FrozenYear:
    at = datetime(2025, 2, 1, 9).astimezone()
    one = FrozenYear(
        "990101-2024-1", "990101", 2024, "定稿", at, sha256_of(PACKAGE), {"records": "x"}
    )
    with writing(data) as connection:
        keep(connection, data, one, PACKAGE, ACT)
    return one


def test_a_frozen_year_comes_back_where_its_package_lies(data: Path) -> None:
    one = frozen(data)
    content = take_out(data, ARCHIVE)
    with writing(data) as connection:
        (number,) = connection.scalars(select(ACTS.c.id).order_by(ACTS.c.id.desc()).limit(1))
        undo(connection, number, ACT)
    assert frozen_years(data) == ()
    (row,) = changed(data, content)
    assert bring(data, [row], BACK, [row.name])
    (back,) = frozen_years(data)
    assert (back.id, back.sha256, back.at) == (one.id, one.sha256, one.at)
    with reading(data) as connection:
        assert next_id(connection, "990101", 2024) == "990101-2024-2"


@pytest.mark.parametrize("content", [None, b"other"])
def test_a_frozen_year_without_its_package_stays_away(data: Path, content: bytes | None) -> None:
    one = frozen(data)
    taken = take_out(data, ARCHIVE)
    with writing(data) as connection:
        (number,) = connection.scalars(select(ACTS.c.id).order_by(ACTS.c.id.desc()).limit(1))
        undo(connection, number, ACT)
    one.path(data).unlink()
    if content is not None:
        one.path(data).write_bytes(content)
    (row,) = changed(data, taken)
    assert row.fate is Fate.UNFIT
    assert "备份" in row.why


def test_what_is_nested_without_end_is_no_frozen_year(data: Path) -> None:
    frozen(data)
    endless = forged("frozen_years", inputs="[" * 29_000)
    (row,) = changed(data, edited(take_out(data, ARCHIVE), endless))
    assert (row.kind, row.fate) == ("frozen_years", Fate.UNFIT)
    assert row.why


def refuse_fourteen(_: str, content: str) -> None:
    if "14" in content:
        raise ValueError(content)


def test_an_own_file_passes_what_an_upload_must(data: Path) -> None:
    set_own_file(data, RUBRIC_OF, ("评分表.xlsx", '[["1","12"]]'), ACT, 0)
    content = edited(take_out(data, ARCHIVE), swapped("own_files", '"12"', '"13"'))
    checks: dict[str, Check] = {RUBRIC: refuse_fourteen}
    (row,) = changed(data, content, checks)
    assert row.fate is Fate.CHANGED
    assert [one.fate for one in changed(data, content)] == [Fate.UNFIT], "no one could check it"
    bring(data, [row], BACK)
    found, _ = own_file(data, RUBRIC_OF)
    assert found
    assert found.content == '[["1","13"]]'
    for old, new in (('"13"', '"14"'), ("rubric/990101/2024", "rubric/990101/2023")):
        (bad,) = changed(
            data, edited(take_out(data, ARCHIVE), swapped("own_files", old, new)), checks
        )
        assert bad.fate is Fate.UNFIT


def test_all_comes_whole_where_nothing_is_yet_with_the_log_and_the_act(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, empty = given_in("记录.zip", take_out(people, ARCHIVE)), tmp_path / "empty"
    assert not has_none(people)
    refuse_unfit(given, {})
    with reading(people) as connection:
        acts = len(connection.execute(select(ACTS)).all())
    monkeypatch.delenv("GONGKAI_RECORDS", raising=False)
    assert has_none(empty)
    bring_whole(empty, given, BACK)
    assert set(accounts.accounts(empty)) == {"赵六", "钱七"}
    with reading(empty) as connection:
        *before, last = connection.execute(select(ACTS).order_by(ACTS.c.id)).all()
        assert not connection.execute(select(PASSWORDS)).all()
    assert (len(before), last.who, last.why) == (acts, BACK.who, BACK.why)
    set_note(empty, (FIRST, 2023), "接着写", ACT, 0)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("places", {"key": "../../etc"}),
        ("decisions", {"verdict": "deleted"}),
        ("users", {"role": "root"}),
        ("deadlines", {"deadline": "明天"}),
    ],
)
def test_nothing_comes_whole_that_no_form_would_make(
    people: Path, table: str, values: dict[str, str]
) -> None:
    content = edited(take_out(people, ARCHIVE), forged(table, **values))
    with pytest.raises(ReportError):
        refuse_unfit(given_in("记录.zip", content), {})
