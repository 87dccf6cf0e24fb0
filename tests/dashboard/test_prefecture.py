"""A prefecture's report beside its counties: on the page, and for who may not see every county."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.queries import reader
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, add
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act
from etl.warehouse import publication
from etl.warehouse.county_share import county_share
from tests import mixed_county as county
from tests.dashboard.conftest import Open
from tests.dashboard.test_confined import as_person, screen
from tests.etl.warehouse.test_prefecture_cells import (
    BUREAU,
    CITY,
    COUNTIES,
    FEES,
    NEW,
    TOWN,
    holdings,
)
from tests.warehouses import published

CITY_CODE, QINGHE, CHANGHE, BEIYUAN = "990300", "990301", "990302", "990303"
OF_OTHERS = re.compile("青禾|长河|北原|7,?310,?4\\d\\d")
TITLE = "市级公布数与各县之和"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a prefecture whose report is less than its counties; one has its townships alone."""
    folder = tmp_path_factory.mktemp("prefecture")
    told = ((BUREAU, "1"), (COUNTIES[0], "7310400"), (TOWN, "7310405"), (CITY, "12"))
    filed = [county.report(place, {NEW: raw, FEES: "0"}) for place, raw in told]
    published(folder, holdings(), filed)
    add(folder, "总管", ADMINISTRATOR, first_password(), Act("总管"))
    for name, codes in (
        ("市办", [CITY_CODE]),
        ("缺一县", [CITY_CODE, QINGHE, BEIYUAN]),
        ("全市", [CITY_CODE, QINGHE, CHANGHE, BEIYUAN]),
        ("县办", [QINGHE, CHANGHE, BEIYUAN]),
    ):
        add(folder, name, OFFICIAL, first_password(), Act("总管"), counties=codes)
    return folder


@pytest.mark.parametrize("types", [[], ["市（州）本级"], ["县直部门"]])
def test_the_page_names_what_differs_by_cell_and_county_whatever_is_chosen(
    data: Path, opened: Open, types: list[str]
) -> None:
    app = opened(data, "county_total", county="样例市", type=types)
    assert not app.exception
    assert TITLE in [block.value for block in app.subheader]
    told = next(block.value for block in app.markdown if "公布的 2 格中" in block.value)
    assert "没有公布的 2 个：长河县、北原区" in told
    assert "1 格小于合计" in told
    lines = app.dataframe[-1 if types == ["市（州）本级"] else -2].value
    assert list(lines["part"]) == ["青禾县", "长河县", "北原区", "市财政局"]
    assert list(lines["origin"]) == ["published", "missing", "units", "published"]


def test_a_county_shows_nothing_of_its_prefecture(data: Path, opened: Open) -> None:
    app = opened(data, "county_total", county="北原区")
    assert not app.exception
    assert TITLE not in [block.value for block in app.subheader]


def test_a_prefecture_alone_adds_nothing_up(data: Path, opened: Open) -> None:
    app = opened(data, "county_total", county="样例市", type=["市（州）本级"])
    assert "不再相加" in app.header[0].value
    assert all("初稿" not in button.label for button in app.download_button)


def shared(data: Path, *counties: str) -> dict[str, str]:
    """Return each table that who is confined to these counties can ask, as text."""
    path = publication.current_path(data)
    assert path
    with county_share(str(path), counties) as mine:
        names = mine.execute("select table_name from duckdb_tables()").fetchall()
        return {name: mine.execute(f'from "{name}"').df().to_csv() for (name,) in names}


@pytest.mark.parametrize("counties", [[CITY_CODE], [CITY_CODE, QINGHE]])
def test_who_lacks_a_county_has_nothing_that_rests_on_it(data: Path, counties: list[str]) -> None:
    theirs = re.compile("长河|北原|7310405|14620806")
    for name, rows in shared(data, *counties).items():
        assert not theirs.search(rows), name
        if name in ("findings", "rule_outcomes"):
            told = [row for row in rows.splitlines() if CITY.place_id in row]
            assert not [row for row in told if "prefecture_" in row]
        if name in ("prefecture_cells", "prefecture_parts"):
            assert rows.count("\n") == 1


def test_who_lacks_a_county_counts_no_finding_that_is_kept_from_him(data: Path) -> None:
    path = publication.current_path(data)
    assert path
    asked = "select findings from unit_years where place_id = ?"
    with publication.reading(path) as whole, county_share(str(path), [CITY_CODE]) as mine:
        ((all_of_them,),) = whole.execute(asked, [CITY.place_id]).fetchall()
        ((seen,),) = mine.execute(asked, [CITY.place_id]).fetchall()
        listed = mine.execute("select count(*) from findings where place_id = ?", [CITY.place_id])
        assert listed.fetchall() == [(seen,)]
    assert all_of_them == seen + 1


def test_who_has_every_county_has_all_that_an_administrator_has(data: Path) -> None:
    whole = shared(data, CITY_CODE, QINGHE, CHANGHE, BEIYUAN)
    assert "北原区" in whole["prefecture_parts"]
    assert "prefecture_covers_its_counties" in whole["findings"]


@pytest.mark.parametrize(
    ("who", "is_shown"), [("市办", False), ("缺一县", False), ("全市", True), ("县办", False)]
)
@pytest.mark.parametrize("page", ["county_total", "quality"])
def test_a_confined_account_sees_the_comparison_only_with_every_county(
    data: Path,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    who: str,
    *,
    is_shown: bool,
) -> None:
    monkeypatch.setenv(reader.LOGIN, "1")
    app = opened(data, page, county="样例市", type=["市（州）本级"])
    told = screen(as_person(data, app, who))
    compared = TITLE if page == "county_total" else "市级公布数小于已知各县之和"
    assert (compared in told) == is_shown
    if who == "市办":
        assert not OF_OTHERS.search(told)
