"""The check before saving says which series a change of the register touches, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.components.register.register_steps import MERGED, RENAMED, REPLACED, stepped
from dashboard.labels.series import sentences
from etl.domain.place import Place
from etl.storage.unit_register.series import series_of
from tests import mixed_county as county
from tests.dashboard.conftest import Open
from tests.dashboard.test_register import fill, place
from tests.dashboard.test_submissions import press
from tests.warehouses import published, stored

RED, BLUE = place("990201001", "红禾镇", "镇"), place("990201002", "蓝禾镇", "镇")
PINE = place("990201003", "松树乡", "乡", valid_from=2023)
UNITS = {unit.place_id: unit for unit in (RED, BLUE, PINE)}
REPORTS = [
    (unit.place_id, year, True)
    for year in range(2021, 2026)
    for unit in (RED, BLUE)
    if (unit, year) != (BLUE, 2022)
]
MERGED_SAID = (
    "红禾镇：蓝禾镇的历年数字并入，以“红禾镇（含原蓝禾镇）”显示，"
    "2021—2025 年度是红禾镇、蓝禾镇 2 个单位之和（应报 10 份，已报 9 份；"
    "2022 年度没有报齐，没有合计）；2026 年度起是红禾镇的数字。"
)


def told(after: dict[str, Place], before: dict[str, Place] = UNITS) -> list[str]:
    return sentences(before.values(), after.values(), REPORTS, 2025)


def step(what: str, code: str, *given: str, year: int = 2026) -> dict[str, Place]:
    name, new_code, target = given
    return stepped(UNITS, code, what, year, (name, new_code, target))


def test_a_merger_says_who_is_summed_when_and_of_how_many_reports() -> None:
    assert told(step(MERGED, BLUE.place_id, "", "", RED.place_id)) == [MERGED_SAID]


def test_a_merger_into_a_new_unit_says_whose_figures_it_carries_on() -> None:
    gold = place("990201009", "金禾镇", "镇", valid_from=2024)
    ended = {
        unit.place_id: replace(unit, valid_to=2023, successor=gold.place_id) for unit in (RED, BLUE)
    }
    assert told(UNITS | ended | {gold.place_id: gold}) == [
        "金禾镇：红禾镇、蓝禾镇的历年数字并入，以“金禾镇（含原红禾镇、蓝禾镇）”显示，"
        "2021—2023 年度是红禾镇、蓝禾镇 2 个单位之和（应报 6 份，已报 5 份；"
        "2022 年度没有报齐，没有合计）；2024 年度起是金禾镇的数字。"
    ]


def test_a_renaming_changes_the_name_alone() -> None:
    assert told(step(RENAMED, RED.place_id, "新禾镇", "", "")) == [
        "新禾镇：由“红禾镇”更名，历年数字接续，以“新禾镇”显示，各年度都是新禾镇的数字。"
    ]


def test_an_upgrade_goes_on_under_the_new_name() -> None:
    assert told(step(REPLACED, RED.place_id, "红禾街道", "990201011", "")) == [
        "红禾街道：接续红禾镇的历年数字，以“红禾街道（含原红禾镇）”显示，"
        "2021—2025 年度是红禾镇的数字；2026 年度起是红禾街道的数字。"
    ]


def test_a_new_code_alone_tells_the_units_by_it() -> None:
    (said,) = told(step(REPLACED, RED.place_id, "红禾镇", "990201011", ""))
    assert "年度是红禾镇（990201001）的数字；2026 年度起是红禾镇（990201011）的数字" in said


def test_what_touches_no_series_says_nothing() -> None:
    counted = replace(RED, aliases=("红禾",), populations=((2025, 30_000),))
    assert told(UNITS | {RED.place_id: counted}) == []


def test_the_undoing_of_a_merger_parts_the_series_again() -> None:
    merged = step(MERGED, BLUE.place_id, "", "", RED.place_id)
    assert told(UNITS, merged) == [
        "红禾镇：不再含蓝禾镇，以“红禾镇”显示，各年度都是红禾镇的数字。",
        "蓝禾镇：不再由红禾镇承接，以“蓝禾镇”显示，各年度都是蓝禾镇的数字。",
    ]


def test_a_unit_that_ends_without_another_says_where_its_series_ends() -> None:
    ended = replace(PINE, valid_to=2025)
    parts = [
        place(f"99020102{n}", f"{name}乡", "乡", valid_from=2026) for n, name in enumerate("甲乙")
    ]
    assert told(UNITS | {unit.place_id: unit for unit in (ended, *parts)}) == [
        "松树乡：2023—2025 年度是松树乡的数字；2026 年度起没有单位报送，这条数据到 2025 年度为止。",
        "甲乡：新增一条数据，2026 年度起是甲乡的数字。",
        "乙乡：新增一条数据，2026 年度起是乙乡的数字。",
    ]


def test_a_removal_says_what_ends_and_many_are_told_at_once() -> None:
    kept = {code: unit for code, unit in UNITS.items() if unit is not PINE}
    assert told(kept) == ["松树乡：从名册移除，这条历年数据到此为止，页面不再显示。"]
    many = {f"9902015{n}0": place(f"9902015{n}0", f"{n}村乡", "乡") for n in range(5)}
    assert told(UNITS | many) == [
        "新增 5 个单位，各自成一条数据：0村乡、1村乡、2村乡、3村乡、4村乡。"
    ]


def test_a_unit_carried_on_in_another_county_is_in_no_series() -> None:
    far = replace(RED, place_id="990301001", township="远山镇", county="乙县")
    left = replace(BLUE, valid_to=2025, successor=far.place_id)
    known = UNITS | {far.place_id: far}
    said = told(known | {BLUE.place_id: left}, known)
    assert "蓝禾镇：由乙县的远山镇承接，历年数字不接到那里，只列在报送情况中。" in said
    assert not any("之和" in one for one in said)


@pytest.mark.parametrize("successor", ["990201099", "990201001"])
def test_a_successor_that_leads_nowhere_ends_the_way(successor: str) -> None:
    looped = {RED.place_id: replace(RED, successor=BLUE.place_id),
              BLUE.place_id: replace(BLUE, successor=successor)}  # fmt: skip
    assert told(UNITS | looped)


def test_the_series_are_those_of_the_warehouse(tmp_path: Path) -> None:
    units = county.townships(6)
    holdings, filed = county.holdings(units), county.reports(units, 1)
    merged = units[0]
    early = [
        replace(filed[0], place=u, year=county.YEAR - 1, sha256=u.place_id, original=u.place_id)
        for u in units
        if u.successor == merged.place_id
    ]
    published(tmp_path, holdings, [*filed, *early[:1]])
    counted = [(s.place.place_id, s.year, True) for s in (*filed, *early[:1])]
    found = series_of(holdings.places, counted, date.today().year - 1)
    assert stored(tmp_path, "select series_id, label from series order by 1") == sorted(
        (code, one.label) for code, one in found.items()
    )
    years = "select units_expected, units_filed from series_years where series_id = '{}'"
    (summed, alone) = found[merged.place_id].stages
    assert stored(tmp_path, years.format(merged.place_id) + " order by year") == [
        (summed.expected, summed.filed), (alone.expected, alone.filed),
    ]  # fmt: skip
    assert (summed.expected, summed.filed, summed.short) == (2, 1, (county.YEAR - 1,))


def test_the_check_says_so_above_its_rows(tmp_path: Path, opened: Open) -> None:
    app = opened(tmp_path)
    app.default_timeout = 600
    year = date.today().year - 1
    heads = "代码\t单位名称\t终止年度\t承接单位\t县"
    ends = f"990201002\t蓝禾镇\t{year}\t红禾镇\t甲县"
    pasted = f"{heads}\n’990201001\t红禾镇\t\t\t甲县\n{ends}\n合计\t2 个\n"
    press(fill(app, 粘贴名册=pasted), "读入下表")
    assert any("第 4 行“合计”不是单位，没有读入" in shown.value for shown in app.info)
    press(app, "检查")
    assert not app.exception
    said = f"{year} 年度是红禾镇、蓝禾镇 2 个单位之和（应报 2 份，已报 0 份"
    assert any(said in shown.value for shown in app.markdown)
