"""Populations come with the register, and rates by them are of the same year or not at all."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest

from dashboard.data.unit_register import Difference, read_list, registered
from dashboard.exports import Export
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.analysis.applications import BY_TOWNSHIP
from dashboard.tables.collection.register import unit_rows, units_table
from dashboard.tables.residents import RESIDENTS, by_residents
from etl.definitions.population import population_words
from etl.domain.errors import ReportError
from etl.pipeline.filing import import_reports
from etl.pipeline.up_to_date import is_up_to_date
from etl.storage.records.change_log import Act
from etl.storage.unit_register.unit_rows import read_units
from etl.storage.unit_register.units import change_units, load_register
from tests.dashboard.conftest import Open
from tests.dashboard.test_register import AREA, fill, place, workbook
from tests.dashboard.test_submissions import press
from tests.warehouses import stored

QINGHE = place("990201001", "青禾镇", "镇", populations=((2022, 30_000), (2024, 32_100)))


def read(heading: str, said: str) -> tuple[tuple[int, int], ...]:
    rows = [("代码", "单位名称", heading), ("990201001", "青禾镇", said)]
    return read_units(rows, {"990201001": QINGHE}, AREA)["990201001"].populations


@pytest.mark.parametrize(
    ("heading", "said", "people"),
    [
        ("2024 年常住人口", "32,500", 32_500),
        ("常住人口（2024年）", "３２５００人", 32_500),
        ("2024年末常住人口数（人）", "32500.0", 32_500),
        ("2024年常住人口(万人)", "3.25", 32_500),
        ("2024年常住人口(万人)", "3.25万人", 32_500),
        ("2024 年常住人口", "1.5万", 15_000),
        ("2024 年常住人口", "1.5 万人", 15_000),
        ("2024 年常住人口", "15,000人", 15_000),
        ("人口2024", "", None),
    ],
)
def test_a_column_of_populations_is_understood(heading: str, said: str, people: int | None) -> None:
    assert read(heading, said) == ((2022, 30_000), *([(2024, people)] if people else []))


@pytest.mark.parametrize("heading", ["2024 年户籍人口", "备注", "人口密度"])
def test_another_count_is_no_population(heading: str) -> None:
    assert read(heading, "5") == QINGHE.populations


@pytest.mark.parametrize(
    ("heading", "said", "why"),
    [
        ("常住人口", "32500", "哪一年"),
        ("2024 年常住人口", "0", "不要填 0"),
        ("2024 年常住人口", "约三万", "不是人数"),
        ("2024 年常住人口", "3.5", "不是人数"),
        ("2024 年常住人口", "9e9", "不是人数"),
        ("2024 年常住人口", "万人", "不是人数"),
        ("2024 年常住人口", "1.23456万", "不是人数"),
        ("2024 年常住人口", "999999999999", "不是人数"),
        ("2024 年常住人口", "=1+1", "不是人数"),
    ],
)
def test_what_is_no_number_of_people_is_refused(heading: str, said: str, why: str) -> None:
    with pytest.raises(ReportError, match=why):
        read(heading, said)


def test_what_is_exported_is_read_again_and_told_by_year() -> None:
    table, (row,) = units_table([QINGHE]), unit_rows([QINGHE])
    headings = {column.name: column.heading for column in table.columns}
    content = workbook(tuple(headings.values()), tuple(row.get(name, "") for name in headings))
    assert read_list("名册.xlsx", content, {}, {}) == ({QINGHE.place_id: QINGHE}, [])
    fewer = replace(QINGHE, populations=((2024, 32_000),))
    assert Difference(QINGHE, fewer, 0).parts == {
        "2022 年常住人口": ("30000", ""), "2024 年常住人口": ("32100", "32000"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def counted(full_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample county with the populations of one year, but for one township's."""
    data = copytree(full_data, tmp_path_factory.mktemp("counted") / "data")
    root = data / "sample"
    standing = [p for p in load_register(root).places if p.is_valid(2024)][:-1]
    many = {p.place_id: replace(p, populations=((2024, 20_000),)) for p in standing}
    change_units(root, many, Act("王晓", "年鉴"), {})
    assert not is_up_to_date(data)
    import_reports.rebuild(data)
    assert is_up_to_date(data)
    return data


def test_a_rate_is_that_of_the_population_of_the_very_year(counted: Path, opened: Open) -> None:
    ((known, units),) = stored(
        counted,
        "select (select count(*) from population_years), count(*) from series_years"
        " where year = 2024",
    )
    assert known == units - 1
    app = opened(counted, "compare", compare="几个年度", years=["2025 年", "2024 年"])
    assert not app.exception
    told = next(t.value for t in app.dataframe if "people_0" in t.value).to_dict("records")
    ((received,),) = stored(
        counted,
        "select numerator::double from indicator_years where series_id = $1"
        " and year = 2024 and indicator_id = 'applications_received_new'",
        [app.selectbox(key="of_township").value],
    )
    line = told[0]
    assert line["indicator"] == "每万人新收申请"
    assert line["value_0"] == pytest.approx(received / 2)
    assert line["people_0"] == "20,000 人（2024 年）"
    assert line["value_1"] == float("-inf")
    assert line["people_1"] == "未登记人口"


def test_without_populations_nothing_is_said_of_residents(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "compare")
    assert not [t for t in app.dataframe if "people_0" in t.value]


def test_populations_are_pasted_checked_and_saved(
    one_township_data: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(one_township_data, tmp_path / "data")
    page = opened(data, "register")
    page.default_timeout = 600
    pasted = "代码\t单位名称\t县\t2024年常住人口\n990102200\t松树乡\t松江县\t8,400"
    press(press(fill(page, 粘贴名册=pasted), "读入下表"), "检查")
    assert not page.exception
    press(fill(page, 处理人="王晓", 理由="年鉴"), "保存名册")
    assert not page.exception
    assert registered()[0]["990102200"].populations == ((2024, 8_400),)
    log = opened(data, "change_log").dataframe[0].value
    assert "8400 人" in set(log["after"])


TABLES = {
    "hotline": ("received_per_head", "received", "每万人热线受理"),
    "proactive": ("proactive_total_per_head", "proactive_total", "每万人主动公开"),
    "applications": ("received_new_per_head", "received_new", "每万人新收申请"),
}


@pytest.mark.parametrize("page", TABLES)
def test_each_township_is_set_against_its_residents(counted: Path, opened: Open, page: str) -> None:
    own, name, title = TABLES[page]
    app = opened(counted, page, to="2024", from_="2024")
    assert not app.exception
    (table,) = [t.value for t in app.dataframe if own in t.value]
    known = table[table["population"] > 0]
    assert set(known["population"]) == {20_000}
    assert len(known) == len(table) - 1
    filed = known[known[name] > float("-inf")]
    assert len(filed) > 3
    assert list(filed[own]) == pytest.approx(list(filed[name] / 2))
    assert set(table[table["population"] < 0][own]) == {float("-inf")}, "no population is no 0"
    order = list(table.columns)
    assert order[order.index(name) + 1 : order.index(name) + 3] == [own, "population"]
    assert title in {rate.title for rate in population_words().rates}


def test_the_years_of_a_township_say_whose_residents_they_are(counted: Path, opened: Open) -> None:
    app = opened(counted, "township")
    app.session_state["part_township"] = "各年数字"
    app.run()
    assert not app.exception
    years = next(t.value for t in app.dataframe if "received_new_per_head" in t.value)
    told = years.set_index("year")["population"].to_dict()
    assert told[2024] == 20_000
    assert told[2025] == float("-inf")


@pytest.mark.parametrize("page", [*TABLES])
def test_without_populations_tables_stay_as_they_were(
    full_data: Path, opened: Open, page: str
) -> None:
    app = opened(full_data, page)
    assert not [t for t in app.dataframe if "population" in t.value]


def test_what_is_taken_along_says_so_too() -> None:
    frame = pd.DataFrame(
        {
            "township": ["甲乡", "乙乡", "丙乡"], "type": "乡", "year": 2024,
            "received_new": [3.0, 5.0, None],
            "received_new_mark": ["number", "number", "no_report"],
            "population": [15_000.0, None, 9_000.0],
        }
    )  # fmt: skip
    shown, table = by_residents(frame, BY_TOWNSHIP)
    table = replace(table, columns=tuple(c for c in table.columns if c.name in shown))
    selection = Selection("990101", "云溪县", (), (), (), 2024, 2024)
    content = Export(shown, table, selection, Source(False, datetime(2026, 1, 2), "v"), ()).csv()  # noqa: FBT003
    heads, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    at = heads.index("每万人新收申请（件/万人）")
    assert heads[at + 1] == "常住人口（人）"
    assert [line[at : at + 2] for line in lines] == [
        ["2", "15000"], ["未登记人口", "未登记人口"], ["未报送", "9000"],
    ]  # fmt: skip
    assert RESIDENTS in table.notes
