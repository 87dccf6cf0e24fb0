"""Documents that several units count are written down by a person, taken away, and brought back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.domain.errors import BrokenSheet
from etl.storage.decisions.joint_documents import (
    JointDocuments,
    load_joint,
    say_joint,
    take_away,
)
from etl.storage.records.change_log import Act, ChangedMeanwhile, OutOfConfines, undo
from etl.storage.records.store import writing

ISSUED = "article_20.normative_documents.issued"
ONE = JointDocuments("990301", 2024, ISSUED, 2, ("990301100", "990301901"))
ACT = Act("王晓", "县府发〔2024〕3号")


def test_an_entry_stands_with_who_said_so_until_it_is_taken_away(tmp_path: Path) -> None:
    say_joint(tmp_path, ONE, ACT)
    say_joint(tmp_path, replace(ONE, documents=1), Act("李四", "另一件"))
    first, second = load_joint(tmp_path)
    assert (first.number, first.documents, first.who, first.why) == (1, 2, "王晓", ACT.why)
    assert (second.number, second.documents, second.who) == (2, 1, "李四")
    gone = take_away(tmp_path, first, Act("李四", "不是联合发文"))
    assert [one.number for one in load_joint(tmp_path)] == [2]
    with writing(tmp_path) as connection:
        undo(connection, gone, Act("王晓", "核实过"))
    back, _ = load_joint(tmp_path)
    assert (back.number, back.who, back.why, back.version) == (1, "王晓", ACT.why, 3)
    say_joint(tmp_path, ONE, ACT)
    assert [one.number for one in load_joint(tmp_path)] == [1, 2, 3]


def test_of_two_who_take_an_entry_away_the_second_is_told(tmp_path: Path) -> None:
    say_joint(tmp_path, ONE, ACT)
    (seen,) = load_joint(tmp_path)
    take_away(tmp_path, seen, Act("李四", "重复"))
    with pytest.raises(ChangedMeanwhile, match="李四"):
        take_away(tmp_path, seen, Act("王晓", "重复"))


ODD = {
    "one unit": replace(ONE, units=("990301100", "990301100")),
    "of another county": replace(ONE, units=("990301100", "990302100")),
    "none": replace(ONE, documents=0),
    "less than none": replace(ONE, documents=-2),
    "an amount": replace(ONE, address="article_20.fees.amount"),
    "a cell that must add up": replace(ONE, address="applications.received_new.total"),
    "a sum of its row": replace(ONE, address="reviews.lawsuit_direct.total"),
    "no cell": replace(ONE, address="article_20.normative_documents.x"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_cannot_be_is_refused(tmp_path: Path, odd: JointDocuments) -> None:
    with pytest.raises(BrokenSheet):
        say_joint(tmp_path, odd, ACT)
    assert load_joint(tmp_path) == ()


def test_without_a_reason_or_beyond_ones_counties_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(BrokenSheet, match="理由"):
        say_joint(tmp_path, ONE, Act("王晓", " "))
    with pytest.raises(OutOfConfines):
        say_joint(tmp_path, ONE, replace(ACT, counties=("990302",)))
    assert load_joint(tmp_path) == ()
