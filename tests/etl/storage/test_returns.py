"""A report that goes back is kept with its points, its day and its end, each with a way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from etl.storage.decisions.returns import (
    NotReturned,
    Point,
    Return,
    close,
    load_returns,
    send_back,
)
from etl.storage.records.change_log import Act, ChangedMeanwhile, NoName, changes, undo
from etl.storage.records.store import reading, writing

AT = datetime(2026, 1, 20, 9, 30)
POINT = Point("f1", "error", "收支不等：3 ≠ 2", "表三 自然人")
SENT = Return(
    f"{'ab' * 32}/990301001/2025", "990301001", 2025, "年报.txt", (POINT,), date(2026, 1, 27)
)


def act(who: str = "王晓", why: str = "核对后退回修改") -> Act:
    return Act(who, why, AT)


def only(root: Path) -> Return:
    (found,) = load_returns(root)[0].values()
    return found


def test_a_return_keeps_its_points_its_day_and_who_sent_it(root: Path) -> None:
    send_back(root, [SENT], act())
    found = only(root)
    assert (found.points, found.due, found.file_name) == ((POINT,), SENT.due, "年报.txt")
    assert (found.returned_by, found.returned_at, found.closed_at) == ("王晓", AT, None)
    with reading(root) as connection:
        (change,) = changes(connection, kind="returns")
    assert (change.who, change.why, change.place_id, change.year) == (
        "王晓", "核对后退回修改", "990301001", 2025,
    )  # fmt: skip


def test_it_is_closed_once_and_the_closing_taken_back(root: Path) -> None:
    send_back(root, [SENT], act())
    number = close(root, only(root), act("李四", "已按要求改正"))
    closed = only(root)
    assert (closed.closed_by, closed.closed_at, closed.outcome) == ("李四", AT, "已按要求改正")
    with pytest.raises(NotReturned, match="已经办结"):
        close(root, closed, act("李四", "再办一次"))
    with writing(root) as connection:
        undo(connection, number, act("王晓", "办错了"))
    assert only(root).closed_at is None


def test_a_return_that_was_taken_back_can_be_made_again(root: Path) -> None:
    number = send_back(root, [SENT], act())
    with writing(root) as connection:
        undo(connection, number, act())
    found, seen = load_returns(root)
    assert (found, seen[SENT.report]) == ({}, 2)
    send_back(root, [replace(SENT, changes=2)], act())
    assert only(root).changes == 3


def test_two_at_once_see_what_the_first_did(root: Path) -> None:
    send_back(root, [SENT], act())
    seen = only(root)
    close(root, seen, act("李四", "已按要求改正"))
    with pytest.raises(ChangedMeanwhile, match="李四"):
        close(root, seen, act("王晓", "尚未改正"))
    with pytest.raises(ChangedMeanwhile, match="李四"):
        send_back(root, [replace(seen, due=date(2026, 2, 3))], act())
    assert only(root).outcome == "已按要求改正"


def test_what_was_sent_back_anew_is_open_with_its_new_day(root: Path) -> None:
    send_back(root, [SENT], act())
    close(root, only(root), act("李四", "已按要求改正"))
    send_back(root, [replace(only(root), due=date(2026, 2, 3))], act())
    assert (only(root).due, only(root).closed_at, only(root).outcome) == (
        date(2026, 2, 3),
        None,
        "",
    )


@pytest.mark.parametrize(
    ("returns", "said", "error"),
    [
        ([], act(), NotReturned),
        ([replace(SENT, points=())], act(), NotReturned),
        ([replace(SENT, due=date(2026, 1, 19))], act(), NotReturned),
        ([SENT], act(" "), NoName),
    ],
    ids=["none", "no point", "a day that is over", "no name"],
)
def test_a_return_that_lacks_what_it_needs_is_not_kept(
    root: Path, returns: list[Return], said: Act, error: type[Exception]
) -> None:
    with pytest.raises(error):
        send_back(root, returns, said)
    assert load_returns(root) == ({}, {})


def test_nothing_is_closed_without_an_outcome(root: Path) -> None:
    send_back(root, [SENT], act())
    with pytest.raises(NotReturned, match="办理结果"):
        close(root, only(root), act("李四", " "))
