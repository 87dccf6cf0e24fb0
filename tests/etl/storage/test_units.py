"""The register in the store: taken over, changed by people, never contradicting itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from etl.domain.place import Place
from etl.pipeline.check_data import cheap_faults
from etl.storage.records.change_log import Act, ChangedMeanwhile, changes, undo, versions
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import PLACES, POPULATIONS
from etl.storage.unit_register.unit_checks import BrokenRegister
from etl.storage.unit_register.units import (
    COLUMNS,
    FILE,
    change_units,
    is_registered,
    load_register,
)

ACT = Act("王晓", "区划调整")
QINGHE = Place(
    "990101001", "示例省", "示例市", "甲县", "青禾镇", "镇", ("青禾",), valid_from=2021
)  # fmt: skip
OLD = replace(QINGHE, place_id="990101002", township="青禾乡", type="乡", aliases=(),
              valid_from=None, valid_to=2020, successor="990101001")  # fmt: skip


def write(root: Path, *lines: str) -> None:
    (root / FILE).write_text("\n".join([",".join(COLUMNS), *lines]), "utf-8-sig")


def units(root: Path) -> dict[str, Place]:
    return {place.place_id: place for place in load_register(root).places}


def test_a_register_of_before_is_taken_over_with_all_it_says(root: Path) -> None:
    write(
        root,
        "990101002,示例省,示例市,甲县,青禾乡,乡,,,2020,990101001",
        "990101001,示例省,示例市,甲县,青禾镇,镇,青禾,2021,,",
    )
    assert units(root) == {"990101001": QINGHE, "990101002": OLD}
    assert cheap_faults(root) == []
    with reading(root) as connection:
        assert not list(changes(connection))


def test_a_file_that_lies_there_later_is_named_and_changes_nothing(root: Path) -> None:
    write(root, "990101001,示例省,示例市,甲县,青禾镇,镇,青禾,2021,,")
    change_units(root, {"990101001": replace(QINGHE, township="新禾镇")}, ACT, {})
    write(root, "990101001,示例省,示例市,甲县,旧禾镇,镇,,,,")
    assert units(root)["990101001"].township == "新禾镇"
    assert [fault.file for fault in cheap_faults(root)] == [FILE]


def test_a_file_that_comes_after_ones_own_units_is_named_and_changes_nothing(root: Path) -> None:
    change_units(root, {QINGHE.place_id: QINGHE}, ACT, {})
    write(root, "990202001,示例省,示例市,乙县,白石镇,镇,,,,")
    assert units(root) == {QINGHE.place_id: QINGHE}
    assert [fault.file for fault in cheap_faults(root)] == [FILE]


def test_only_a_county_that_a_person_has_set_counts_as_registered(root: Path) -> None:
    write(root, "990202001,示例省,示例市,乙县,白石镇,镇,,,,")
    assert not load_register(root).registered
    assert not is_registered(root)
    number = change_units(root, {QINGHE.place_id: QINGHE}, ACT, {})
    assert load_register(root).registered == {QINGHE.county_id}
    with writing(root) as connection:
        undo(connection, number, Act("李四"))
    assert not is_registered(root)


def test_units_are_changed_together_and_taken_back_together(root: Path) -> None:
    number = change_units(root, {p.place_id: p for p in (QINGHE, OLD)}, ACT, {})
    assert set(units(root)) == {"990101001", "990101002"}
    with writing(root) as connection:
        undo(connection, number, Act("李四"))
    assert units(root) == {}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(QINGHE, successor="990101009"),
        replace(QINGHE, township="<b>青禾镇</b>"),
        replace(QINGHE, type="[镇](http://a.b)"),
        replace(QINGHE, successor="990101001"),
    ],
)
def test_a_change_that_contradicts_the_register_is_not_kept(root: Path, wrong: Place) -> None:
    change_units(root, {QINGHE.place_id: QINGHE}, ACT, {})
    with pytest.raises(BrokenRegister):
        change_units(root, {wrong.place_id: wrong, OLD.place_id: OLD}, ACT, {wrong.place_id: 1})
    assert units(root) == {QINGHE.place_id: QINGHE}


def test_the_second_of_two_sees_what_the_first_did(root: Path) -> None:
    change_units(root, {QINGHE.place_id: QINGHE}, ACT, {})
    with reading(root) as connection:
        seen = versions(connection, PLACES)
    change_units(root, {QINGHE.place_id: replace(QINGHE, township="新禾镇")}, ACT, seen)
    with pytest.raises(ChangedMeanwhile, match="王晓"):
        change_units(root, {QINGHE.place_id: None}, Act("李四"), seen)
    assert units(root)[QINGHE.place_id].township == "新禾镇"


def test_populations_are_kept_by_year_seen_logged_and_taken_back(root: Path) -> None:
    counted = replace(QINGHE, populations=((2023, 31_800), (2024, 32_100)))
    change_units(root, {QINGHE.place_id: counted}, ACT, {})
    assert units(root)[QINGHE.place_id] == counted
    fewer = replace(counted, populations=((2024, 32_000),))
    with reading(root) as connection:
        seen = versions(connection, PLACES) | versions(connection, POPULATIONS)
    number = change_units(root, {QINGHE.place_id: fewer}, replace(ACT, who="李四"), seen)
    assert units(root)[QINGHE.place_id] == fewer
    with pytest.raises(ChangedMeanwhile, match="李四"):
        change_units(root, {QINGHE.place_id: counted}, ACT, seen)
    with reading(root) as connection:
        told = [(c.kind, c.year, c.before is None) for c in changes(connection, act=number)]
    assert told == [("populations", 2023, False), ("populations", 2024, False)]
    with writing(root) as connection:
        undo(connection, number, ACT)
    assert units(root)[QINGHE.place_id] == counted
    with reading(root) as connection:
        seen = versions(connection, PLACES) | versions(connection, POPULATIONS)
    change_units(root, {QINGHE.place_id: None}, ACT, seen)
    with reading(root) as connection:
        assert not connection.execute(select(POPULATIONS)).all()
