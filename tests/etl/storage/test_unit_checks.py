"""No change of the register takes a filed report out of the figures, or makes it ambiguous."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.domain.place import Place
from etl.pipeline.acts.undo_act import undo_act
from etl.storage.records.change_log import Act
from etl.storage.unit_register.unit_checks import BrokenRegister, faults
from etl.storage.unit_register.units import change_units, load_register
from tests.warehouses import PINE, one_township

ACT = Act("王晓", "区划调整")
QINGHE = Place("990101001", "示例省", "示例市", "甲县", "青禾镇", "镇", ("青禾乡",))
BY_CODE, BY_NAME = [("990101001", 2020, False)], [("990101001", 2020, True)]


@pytest.mark.parametrize(
    "after",
    [
        (),
        (replace(QINGHE, valid_to=2019),),
        (replace(QINGHE, valid_from=2021),),
        (replace(QINGHE, place_id="990101009"),),
    ],
)
def test_a_unit_stays_what_its_reports_need(after: tuple[Place, ...]) -> None:
    (said,) = faults((QINGHE,), after, BY_CODE)
    assert "青禾镇（990101001） 2020 年度" in said
    assert not faults((QINGHE,), after, [])
    assert not faults((replace(QINGHE, valid_to=2010),), after, BY_CODE)


def test_a_name_stays_only_where_a_report_rests_on_it() -> None:
    after = (replace(QINGHE, township="新禾镇"),)
    assert faults((QINGHE,), after, BY_NAME)
    assert not faults((QINGHE,), after, BY_CODE)
    assert not faults((QINGHE,), (replace(after[0], aliases=("青禾镇", "青禾乡")),), BY_NAME)


@pytest.mark.parametrize(
    ("other", "is_wrong"),
    [
        ({}, True),
        ({"township": "青禾乡"}, True),
        ({"township": "望云镇", "aliases": ("青禾镇",)}, True),
        ({"township": "望云镇"}, False),
        ({"place_id": "990102002"}, False),
    ],
)
def test_two_units_of_a_county_share_no_name(other: dict[str, str], *, is_wrong: bool) -> None:
    second = replace(QINGHE, **({"place_id": "990101002", "aliases": ()} | other))
    assert bool(faults((QINGHE,), (QINGHE, second), [])) is is_wrong
    apart = (replace(QINGHE, valid_to=2020), replace(second, valid_from=2021))
    assert not faults((QINGHE,), apart, [])
    assert not faults((QINGHE, second), (QINGHE, second), [])


def test_a_unit_that_is_never_valid_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenRegister, match="没有一年有效"):
        change_units(tmp_path, {"990101001": replace(QINGHE, valid_from=2022, valid_to=2021)},
                     ACT, {})  # fmt: skip
    assert not load_register(tmp_path).places


def test_the_act_that_added_a_unit_with_reports_is_not_taken_back(tmp_path: Path) -> None:
    number = change_units(tmp_path, {PINE.place_id: PINE}, ACT, {})
    one_township(tmp_path)
    with pytest.raises(BrokenRegister, match=r"松树乡.* 2024 年度"):
        undo_act(tmp_path, number, Act("李四"))
    assert load_register(tmp_path).places == (PINE,)
