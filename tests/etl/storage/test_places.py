"""A printed name is settled on one unit of the register, or rejected with near matches."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.domain.errors import BrokenSheet, UnknownPlace
from etl.domain.place import Place
from etl.domain.report import Identity
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.unit_checks import BrokenRegister
from etl.storage.unit_register.units import COLUMNS, units_in


def place(place_id: str, county: str, township: str, **more: object) -> Place:
    return Place(place_id, "某省", "某市", county, township, township[-1], **more)  # type: ignore[arg-type]


REGISTER = Register(
    (
        place("990101001", "甲县", "太平镇"),
        place("990102001", "乙县", "太平镇"),
        place("990101002", "甲县", "清水乡", valid_to=2020, successor="990101003"),
        place("990101003", "甲县", "清水镇", aliases=("老清水乡",), valid_from=2021),
    )
)


def test_a_name_in_two_counties_is_ambiguous_without_the_county() -> None:
    with pytest.raises(UnknownPlace, match="甲县太平镇（990101001）、乙县太平镇（990102001）"):
        REGISTER.settle(Identity(township="太平镇", year=2024))


def test_the_county_of_the_text_or_of_the_importer_settles_an_ambiguous_name() -> None:
    assert REGISTER.settle(Identity("太平镇", "乙县", 2024)).place_id == "990102001"
    assert REGISTER.settle(Identity("太平镇", None, 2024), "990101").place_id == "990101001"


def test_a_county_may_be_named_short_or_by_its_prefecture() -> None:
    unit = Place("630222213", "青海省", "海东市", "民和回族土族自治县", "松树乡", "乡")
    for area in ("民和县", "海东市", "民和回族土族自治县"):
        assert Register((unit,)).settle(Identity("松树乡", area, 2024)) == unit
    with pytest.raises(UnknownPlace, match="与该报告的年度或所属县不符"):
        Register((unit,)).settle(Identity("松树乡", "互助县", 2024))


def test_an_unknown_name_is_rejected_with_near_matches() -> None:
    with pytest.raises(UnknownPlace, match="甲县清水镇"):
        REGISTER.settle(Identity("清水河镇", None, 2024))


def test_a_renamed_unit_is_found_by_the_name_of_its_year_only() -> None:
    assert REGISTER.settle(Identity("清水乡", None, 2019)).place_id == "990101002"
    with pytest.raises(UnknownPlace, match="与该报告的年度"):
        REGISTER.settle(Identity("清水乡", None, 2024))


def test_an_alias_means_its_unit() -> None:
    assert REGISTER.settle(Identity("老清水乡", None, 2024)).place_id == "990101003"


def test_a_code_beside_another_units_name_is_rejected() -> None:
    with pytest.raises(UnknownPlace, match="代码990101001在名册中是甲县太平镇"):
        REGISTER.settle(Identity("清水镇", None, 2024, place_id="990101001"))


def test_a_report_without_a_name_is_rejected() -> None:
    with pytest.raises(UnknownPlace, match="找不到乡镇"):
        REGISTER.settle(Identity(None, None, 2024))


def register_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]), "utf-8-sig")
    return path


def test_a_circle_of_successors_is_refused(tmp_path: Path) -> None:
    path = register_file(tmp_path, "1,省,市,县,甲乡,乡,,,2019,2", "2,省,市,县,乙镇,镇,,2020,,1")
    with pytest.raises(BrokenRegister, match="兜了圈子"):
        units_in(path)


@pytest.mark.parametrize(
    "name", ["[甲](http://a.b)", "<b>甲</b>", "甲*乙*", "../甲", "甲`", "=1+1"]
)
def test_a_name_that_is_markup_or_a_path_is_refused(tmp_path: Path, name: str) -> None:
    for columns in (f"1,省,市,县,{name},乡,,,,", f"1,省,市,县,甲乡,乡,甲;{name},,,"):
        path = register_file(tmp_path, columns)
        with pytest.raises(BrokenRegister, match="不能作名称"):
            units_in(path)


def test_names_of_minorities_farms_and_zones_are_names(tmp_path: Path) -> None:
    names = ("阿克陶·喀拉克其克乡", "国营农场（一分场）", "高新区3号街道", "A-1片区")
    lines = [f"{i},省,,县,{name},乡,,,," for i, name in enumerate(names)]
    places = units_in(register_file(tmp_path, *lines))
    assert tuple(place.township for place in places) == names


def test_a_register_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("code,name\n1,甲乡\n", "utf-8")
    with pytest.raises(BrokenSheet, match="列不对"):
        units_in(path)


def test_the_register_that_ships_loads() -> None:
    register = Register(units_in(Path(__file__).parents[3] / "data" / "places.csv"))
    assert register.settle(Identity("松树乡", None, 2024)).county_id == "630222"
