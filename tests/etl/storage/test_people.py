"""Accounts, passwords and sessions: what is kept, what ends, and what guessing comes to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from etl.storage.people import accounts as people
from etl.storage.people.accounts import (
    ADMINISTRATOR,
    OFFICIAL,
    READER,
    Account,
    BadAccount,
    add,
    change_role,
    end_sessions,
    must_have_administrator,
    remove,
    set_password,
)
from etl.storage.people.passwords import WeakPassword, first_password, hashed
from etl.storage.people.sessions import (
    ABSOLUTE,
    FIRST_LASTS,
    IDLE,
    MOST_OF_ANY,
    MOST_OF_ONE,
    WINDOW,
    TooManyAttempts,
    WrongLogin,
    digest_of,
    end,
    find,
    hold_back,
    log_in,
    sessions,
    use,
)
from etl.storage.records.change_log import Act, NoName, changes, undo
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import CHANGES, PASSWORDS, SESSIONS

GOOD, OTHER = "青禾 梯田 七点钟 拖拉机", "correct-horse-battery-staple-9"
HERE, THERE = "192.0.2.1", "192.0.2.2"
AT = datetime(2025, 3, 3, 9).timestamp()
BY = Act("王晓", "新同事")


@pytest.fixture
def root(root: Path) -> Path:
    add(root, "王晓", ADMINISTRATOR, GOOD, BY)
    add(root, "李四", OFFICIAL, OTHER, BY)
    return root


def alive(root: Path, token: str, now: float) -> bool:
    return find(root, digest_of(token), now) is not None


def test_passwords_are_kept_as_argon2id_and_stand_in_no_log(root: Path) -> None:
    with reading(root) as connection:
        kept = connection.execute(select(PASSWORDS)).all()
        logged = connection.execute(select(CHANGES.c.before, CHANGES.c.after)).all()
    assert {row.hash.split("$")[1] for row in kept} == {"argon2id"}
    assert len({row.hash for row in kept}) == 2
    assert "argon2" not in str(logged)
    assert GOOD not in str(logged)


def test_an_account_is_an_act_with_a_person_and_a_reason(root: Path) -> None:
    change_role(root, "李四", READER, Act("王晓", "调离"))
    with reading(root) as connection:
        *_, last = changes(connection, kind="users", key="李四")
    assert last.before is not None
    assert last.after is not None
    assert (last.who, last.why) == ("王晓", "调离")
    assert (last.before["role"], last.after["role"]) == (OFFICIAL, READER)
    with pytest.raises(NoName):
        change_role(root, "李四", OFFICIAL, Act(""))


@pytest.mark.parametrize(
    "password",
    [
        "short", "12345678", "password1234", "王晓王晓王晓王晓", "gongkai2026", "qwertyuiop",
        "zhengwugongkai", "a" * 129,
    ],
)  # fmt: skip
def test_a_password_that_can_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        hashed(password, "王晓")


def test_long_passwords_and_all_signs_are_taken_as_typed(root: Path) -> None:
    long = "  Ａ词 tab\tünï " * 8
    assert 100 < len(long) <= 128
    set_password(root, "李四", long, BY)
    log_in(root, "李四", long, HERE, AT)
    for other in (long.strip(), long.lower(), long[:72]):
        with pytest.raises(WrongLogin):
            log_in(root, "李四", other, HERE, AT)


def test_a_first_password_is_random_and_strong(root: Path) -> None:
    made = {first_password() for _ in range(50)}
    assert len(made) == 50
    add(root, "赵六", READER, made.pop(), BY, is_first=True)


def test_names_are_compared_however_they_were_typed(root: Path) -> None:
    log_in(root, " 李四\u3000", OTHER, HERE, AT)
    with pytest.raises(BadAccount, match="已经有账号"):
        add(root, "李四 ", READER, GOOD, BY)
    for name in ("", " \u202e", "王" * 41):
        with pytest.raises(BadAccount):
            add(root, name, READER, GOOD, BY)


@pytest.mark.parametrize(("name", "password"), [("李四", GOOD), ("无人", GOOD), ("李四", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    root: Path, name: str, password: str
) -> None:
    with pytest.raises(WrongLogin, match="账号或密码不对"):
        log_in(root, name, password, HERE, AT)


def test_a_session_is_random_and_only_its_digest_is_kept(root: Path) -> None:
    tokens = {log_in(root, "李四", OTHER, HERE, AT) for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 43 for token in tokens)
    with reading(root) as connection:
        assert not tokens & set(connection.scalars(select(SESSIONS.c.digest)))
    assert {s.account.name for s in sessions(root, AT)} == {"李四"}
    assert find(root, "", AT) is None
    assert find(root, next(iter(tokens)), AT) is None


def test_a_session_ends_when_it_is_not_used_and_at_last(root: Path) -> None:
    token = log_in(root, "李四", OTHER, HERE, AT)
    digest, now = digest_of(token), AT
    assert alive(root, token, AT + IDLE - 1)
    assert not alive(root, token, AT + IDLE)
    while use(root, digest, now):
        now += IDLE - 1
    assert AT + ABSOLUTE <= now < AT + ABSOLUTE + IDLE
    assert not alive(root, token, AT - WINDOW - 1)


def test_looking_whether_a_session_goes_on_does_not_prolong_it(root: Path) -> None:
    token = log_in(root, "李四", OTHER, HERE, AT)
    assert alive(root, token, AT + IDLE - 1)
    assert not alive(root, token, AT + IDLE + 1)


def test_logging_out_ends_one_session_and_an_administrator_all(root: Path) -> None:
    one, other = (log_in(root, "李四", OTHER, HERE, AT) for _ in range(2))
    end(root, digest_of(one))
    assert [alive(root, token, AT) for token in (one, other)] == [False, True]
    end_sessions(root, "李四", Act("王晓", "设备丢失"))
    assert not alive(root, other, AT)
    assert alive(root, log_in(root, "李四", OTHER, HERE, AT), AT)


def test_another_password_or_no_account_ends_what_was_begun(root: Path) -> None:
    first = log_in(root, "李四", OTHER, HERE, AT)
    set_password(root, "李四", GOOD, BY)
    second = log_in(root, "李四", GOOD, HERE, AT)
    assert [alive(root, token, AT) for token in (first, second)] == [False, True]
    remove(root, "李四", BY)
    add(root, "李四", READER, GOOD, BY)
    assert not alive(root, second, AT)


@pytest.mark.parametrize("last", ["password", "removal"])
def test_undoing_brings_no_password_back(root: Path, last: str) -> None:
    set_password(root, "李四", GOOD, BY)
    if last == "removal":
        remove(root, "李四", BY)
    with reading(root) as connection:
        *_, change = changes(connection, kind="users", key="李四")
    with writing(root) as connection:
        undo(connection, change.act, BY)
    assert "李四" in people.accounts(root)
    for password in (GOOD, OTHER):
        with pytest.raises(WrongLogin):
            log_in(root, "李四", password, HERE, AT)


def test_a_role_counts_at_once(root: Path) -> None:
    token = log_in(root, "李四", OTHER, HERE, AT)
    change_role(root, "李四", READER, BY)
    session = find(root, digest_of(token), AT)
    assert session is not None
    assert session.account.role == READER


def test_someone_is_left_to_administer(root: Path) -> None:
    with pytest.raises(BadAccount, match="没有能管理"):
        change_role(root, "王晓", OFFICIAL, BY)
    with pytest.raises(BadAccount, match="没有能管理"):
        remove(root, "王晓", BY)
    assert people.accounts(root)["王晓"].role == ADMINISTRATOR
    must_have_administrator({})


def test_each_role_may_what_the_lesser_may() -> None:
    may = {role: [Account("x", role).may(other) for other in people.ROLES] for role in people.ROLES}
    assert may == {
        READER: [True, False, False],
        OFFICIAL: [True, True, False],
        ADMINISTRATOR: [True, True, True],
    }


def test_guessing_at_one_account_is_held_back_and_others_go_on(root: Path) -> None:
    for _ in range(MOST_OF_ONE):
        with pytest.raises(WrongLogin):
            log_in(root, "李四", GOOD, HERE, AT)
    with pytest.raises(TooManyAttempts, match="15 分钟"):
        log_in(root, "李四", OTHER, HERE, AT + WINDOW)
    log_in(root, "王晓", GOOD, HERE, AT)
    log_in(root, "李四", OTHER, THERE, AT)
    log_in(root, "李四", OTHER, HERE, AT + WINDOW + 1)


def test_a_right_password_forgets_the_wrong_ones(root: Path) -> None:
    for _ in range(2):
        for _ in range(MOST_OF_ONE - 1):
            with pytest.raises(WrongLogin):
                log_in(root, "李四", GOOD, HERE, AT)
        log_in(root, "李四", OTHER, HERE, AT)


@pytest.mark.parametrize("spread", ["name", "address"])
def test_spread_guessing_is_held_back_too(root: Path, spread: str) -> None:
    def names(number: int) -> tuple[str, str]:
        return (f"n{number}", HERE) if spread == "name" else ("n", f"192.0.2.{number}")

    with writing(root) as connection:
        for number in range(MOST_OF_ANY):
            hold_back(connection, *names(number), int(AT))
        with pytest.raises(TooManyAttempts):
            hold_back(connection, *names(MOST_OF_ANY), int(AT))


def test_attempts_that_a_clock_set_back_has_left_do_not_count(root: Path) -> None:
    for _ in range(MOST_OF_ONE):
        with pytest.raises(WrongLogin):
            log_in(root, "李四", GOOD, HERE, AT + 10 * WINDOW)
    log_in(root, "李四", OTHER, HERE, AT)


def test_a_first_password_expires_and_has_to_be_changed(root: Path) -> None:
    made = datetime(2025, 3, 3, 9)
    add(root, "赵六", READER, GOOD, Act("王晓", "新同事", made), is_first=True)
    session = find(root, digest_of(log_in(root, "赵六", GOOD, HERE, AT)), AT)
    assert session is not None
    assert session.is_first
    with pytest.raises(WrongLogin, match="过期"):
        log_in(root, "赵六", GOOD, HERE, AT + FIRST_LASTS + 1)
    set_password(root, "赵六", OTHER, Act("赵六"))
    session = find(root, digest_of(log_in(root, "赵六", OTHER, THERE, AT)), AT)
    assert session is not None
    assert not session.is_first
