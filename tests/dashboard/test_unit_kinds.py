"""Townships, departments and the county itself are filed alike and shown apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.storage.unit_register.unit_rows import read_units
from tests import mixed_county as county
from tests.dashboard.conftest import Open
from tests.warehouses import published, stored

UNITS = county.townships(4)
FILED = county.reports(UNITS, missing=1)
OFF = {"applications__received_new__total": -1}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a county of four townships, of which one is missing, two departments and its own."""
    folder = tmp_path_factory.mktemp("kinds")
    published(folder, county.holdings(UNITS), [*FILED, county.own_report(FILED, **OFF)])
    return folder


def shown(data: Path, opened: Open, page: str = "", **query: str | list[str]) -> str:
    app = opened(data, page, **query)
    assert not app.exception
    return " ".join([app.caption[0].value, *(block.value for block in app.header)])


@pytest.mark.parametrize(
    ("types", "said", "expected"),
    [
        ([], "全部乡镇（街道）", 4),
        (["县直部门"], "全部县直部门", 2),
        (["县本级"], "全部县本级", 1),
        (["乡镇（街道）", "县直部门"], "全部乡、镇、县直部门", 6),
        (["县直部门", "县本级"], "全部县直部门", 2),
    ],
)
def test_every_page_counts_the_kind_that_is_chosen(
    data: Path, opened: Open, types: list[str], said: str, expected: int
) -> None:
    text = shown(data, opened, "submissions", type=types)
    assert said in text
    assert f"应报 {expected} 个" in text


def test_a_chosen_department_is_shown_alone(data: Path, opened: Open) -> None:
    text = shown(data, opened, "submissions", township=["财政局"])
    assert "财政局" in text
    assert "应报 1 个" in text


def test_the_county_is_not_added_to_its_units(data: Path, opened: Open) -> None:
    assert "应报 4 个单位，汇总 3 个" in shown(data, opened, "county_total")
    together = shown(data, opened, "county_total", type=["乡镇（街道）", "县直部门", "县本级"])
    assert "应报 6 个单位，汇总 5 个" in together


def test_what_is_added_up_is_said_where_others_are_not(data: Path, opened: Open) -> None:
    app = opened(data, "county_total")
    assert any("只汇总乡镇（街道）" in text.value for text in app.caption)
    every = opened(data, "county_total", type=["乡镇（街道）", "县直部门"])
    assert not any("只汇总" in text.value for text in every.caption)


def test_the_published_report_stands_beside_the_sums_whatever_is_chosen(
    data: Path, opened: Open
) -> None:
    for types in ([], ["县直部门"]):
        app = opened(data, "county_total", type=types)
        told = next(block.value for block in app.markdown if "公布的 200 格中" in block.value)
        assert "已报 5 个单位，缺报 1 个" in told
        assert "1 格小于合计" in told


def test_departments_are_called_so(data: Path, opened: Open) -> None:
    app = opened(data, "zero_applications", type=["县直部门"])
    assert "2 个县直部门中" in " ".join(block.value for block in app.header)


def test_the_county_reports_by_the_day_that_the_law_names(data: Path) -> None:
    found = stored(data, "select distinct kind, deadline from submissions order by all")
    assert found == [
        ("county", date(2025, 3, 31)), ("department", date(2025, 1, 31)),
        ("township", date(2025, 1, 31)),
    ]  # fmt: skip


def test_the_county_is_no_sibling_from_which_one_copies(tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + 37 * n % 2000) for n in range(400))
    told = [county.report(u, {}) for u in (UNITS[1], county.DEPARTMENTS[0], county.ITSELF)]
    copied = [county.with_text(one, text) for one in told]
    published(tmp_path, county.holdings(UNITS), copied)
    pairs = stored(
        tmp_path,
        "select p.township, o.township from similar_texts s join reports r using (report_id)"
        " join places p using (place_id) join reports q on q.report_id = s.other_report_id"
        " join places o on o.place_id = q.place_id where relation = 'sibling' order by all",
    )
    names = (UNITS[1].township, "财政局")
    assert sorted(pairs) == sorted([names, names[::-1]])


def test_a_department_that_speaks_of_a_township_names_no_sibling(tmp_path: Path) -> None:
    spoken = f"与{UNITS[2].township}共同培训，并请财政局指导。"
    told = [
        county.with_text(county.report(u, {}), spoken) for u in (UNITS[1], county.DEPARTMENTS[1])
    ]
    published(tmp_path, county.holdings(UNITS), told)
    found = stored(
        tmp_path,
        "select p.township, f.value::int from facts f join reports r using (report_id)"
        " join places p using (place_id) where fact_id = 'sibling_names'",
    )
    assert found == [(UNITS[1].township, 1)]


def test_a_list_without_types_tells_the_kind_by_the_name() -> None:
    names = ("云溪镇", "巴音民族乡", "财政局", "发展和改革委员会", "高新区管理委员会", "长河农场")
    lines = [["代码", "名称"], *([f"99030190{n}", name] for n, name in enumerate(names))]
    found = read_units(lines, {}, {"county": "青禾县"})
    assert [p.type for p in found.values()] == ["镇", "民族乡", "县直部门", "县直部门", "", ""]


def test_a_published_database_says_of_which_kind_each_unit_is(data: Path) -> None:
    found = stored(data, "select kind, count(*) from places group by all order by all")
    assert found == [("county", 1), ("department", 2), ("township", 6)]
