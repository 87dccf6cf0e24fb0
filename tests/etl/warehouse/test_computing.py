"""After a small change the counties that it reaches are computed again, as if all had been."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place, Submission
from etl.domain.report import Axis, Figure, Identity, Item, Report, Section
from etl.storage.decisions.placements import Chosen, Moved, Placements, report_key
from etl.storage.unit_register.deadlines import Deadline
from etl.warehouse import publication
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.staging_database import Draft
from tests.forms import cell, filled_form
from tests.warehouses import add, published

AT = datetime(2025, 2, 1, 9)
YEARS = (2021, 2022, 2023, 2024)


def unit(code: str, name: str, county: str, **more: Any) -> Place:
    return Place(code, "示范省", "样例市", county, name, name[-1], **more)


PLACES = (
    unit("990101100", "青石镇", "东山县", valid_from=2023),
    unit("990101501", "上石乡", "东山县", valid_to=2022, successor="990101100"),
    unit("990101502", "下石乡", "东山县", valid_to=2022, successor="990101100"),
    unit("990101101", "柳湾乡", "东山县"),
    unit("990102100", "白塔镇", "西山县"),
    unit("990102101", "云门镇", "西山县"),
    unit("990102102", "石桥乡", "西山县"),
    unit("990103100", "河口镇", "南山县", valid_from=2024),
    unit("990104501", "河口乡", "北山县", valid_to=2023, successor="990103100"),
    unit("990104100", "长岭乡", "北山县"),
    unit("990105100", "沙坪镇", "中山县"),
    unit("990105101", "竹园乡", "中山县"),
)
HOLDINGS = Holdings(is_sample=False, places=PLACES)


def report(place: Place, year: int, seed: str = "") -> Submission:
    """Return a report of random figures, of which many contradict each other."""
    chance = Random(f"{place.place_id}{year}{seed}")  # noqa: S311
    form = filled_form("2021", chance)
    form["applications.received_new.total"] = str(chance.randrange(4))
    signed = date(year + 1, 1, chance.randrange(9, 31))
    told = "".join(chance.choice("公开信息依法申请受理答复制度落实") for _ in range(300))
    sentence = f"主动公开信息{chance.randrange(300)}条。"
    return Submission(
        place, year,
        Report(
            Identity(place.township, place.county, year, signed),
            "2021",
            cells=tuple(cell(address, raw) for address, raw in form.items()),
            figures=(Figure("proactive_total", "90", Decimal(90), evidence=sentence),),
            items=(Item("工作动态类", Decimal(chance.randrange(99)), "条", Axis.CATEGORY),),
            sections=(Section(1, "一、总体情况", sentence + told, "第1行"),),
        ),
        f"{place.township}{year}.txt", "txt", f"{place.place_id}{year}{seed}", AT,
        f"{place.place_id}-{year}{seed}.txt",
    )  # fmt: skip


def of(code: str) -> Place:
    return next(place for place in PLACES if place.place_id == code)


REPORTS = [
    report(place, year)
    for place in PLACES
    for year in YEARS
    if place.is_valid(year) and (place.place_id, year) != ("990101101", 2024)
]


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with all reports; each test changes a draft that it does not publish."""
    data = tmp_path_factory.mktemp("stands")
    published(data, HOLDINGS, REPORTS)
    return data


@pytest.fixture(scope="module")
def before(stands: Path) -> dict[str, pa.Table]:
    with draft_of(stands) as draft:
        return computed(draft)


def change(draft: Draft) -> Holdings:
    old = report(of("990102101"), 2023)
    draft.drop([old.original])
    add(draft, [report(of("990102101"), 2023, "改")])
    return HOLDINGS


def newer(draft: Draft) -> Holdings:
    again = report(of("990105100"), 2024, "补")
    add(draft, [replace(again, imported_at=datetime(2025, 3, 1, 9))])
    return HOLDINGS


def missing_one(draft: Draft) -> Holdings:
    add(draft, [report(of("990101101"), 2024)])
    return HOLDINGS


def year_before(draft: Draft) -> Holdings:
    add(draft, [report(of("990105101"), 2019)])
    return HOLDINGS


def withdrawal(draft: Draft) -> Holdings:
    draft.drop([report(of("990101502"), 2022).original])
    return HOLDINGS


def other_county(draft: Draft) -> Holdings:
    draft.drop([report(of("990104501"), 2023).original])
    add(draft, [report(of("990104501"), 2023, "改")])
    return HOLDINGS


def deadline(_: Draft) -> Holdings:
    return replace(HOLDINGS, deadlines=(Deadline("990105", 2023, date(2024, 1, 15)),))


def whole_county(draft: Draft) -> Holdings:
    draft.drop([report(of(c), y).original for c in ("990105100", "990105101") for y in YEARS])
    return HOLDINGS


def year_after(draft: Draft) -> Holdings:
    add(draft, [report(of("990104100"), 2026)])
    return HOLDINGS


def copied(draft: Draft) -> Holdings:
    told = report(of("990102100"), 2022).report.sections
    old = report(of("990102102"), 2022)
    draft.drop([old.original])
    again = replace(old, report=replace(old.report, sections=told), original="copied.txt")
    add(draft, [again])
    return HOLDINGS


def superseded(draft: Draft) -> Holdings:
    newer(draft)
    draft.drop([report(of("990105100"), 2024).original])
    return HOLDINGS


def withdrawn(draft: Draft) -> Holdings:
    none = Chosen("990101502", 2022, "", "下石乡2022.txt", 0, "王晓", "报错", AT)
    draft.place(Placements((none,)))
    return HOLDINGS


def moved_to_another_county(draft: Draft) -> Holdings:
    key = report_key("9901051002024", "990105100", 2024)
    draft.place(Placements(moved=(Moved(key, "990104100", 2024, ""),)))
    return HOLDINGS


def several(draft: Draft) -> Holdings:
    change(draft)
    withdrawal(draft)
    return deadline(draft)


CHANGES = [
    change,
    newer,
    missing_one,
    year_before,
    year_after,
    copied,
    superseded,
    several,
    withdrawal,
    other_county,
    deadline,
    whole_county,
    withdrawn,
    moved_to_another_county,
]


@pytest.mark.parametrize("make", CHANGES, ids=lambda make: make.__name__)
def test_a_part_computed_again_is_what_all_would_be(
    make: Callable[[Draft], Holdings], stands: Path, before: dict[str, pa.Table]
) -> None:
    with draft_of(stands) as draft:
        holdings = make(draft)
        assert draft.changed_counties is not None
        draft.fill(holdings)
        partly = computed(draft)
        draft.changed_counties = None
        draft.fill(holdings)
        assert partly == computed(draft)
    assert partly != before


def test_what_no_change_reaches_is_not_computed_again(stands: Path) -> None:
    with draft_of(stands) as draft:
        draft.connection.execute("update series set former_names = '标记'")
        draft.fill(other_county(draft))
        assert marked_series(draft) == series_outside("990103", "990104")


def test_a_rejected_file_reaches_no_county(stands: Path) -> None:
    refused = ImportEntry(AT, "中山县竹园乡2022.txt", "ef", "rejected", "文件为空。")
    with draft_of(stands) as draft:
        draft.connection.execute("update series set former_names = '标记'")
        draft.fill(replace(HOLDINGS, imports=(refused,)))
        assert marked_series(draft) == series_outside()
        named = draft.connection.execute("select place_id, year from named_files").fetchall()
        assert named == [("990105101", 2022)]


def draft_of(data: Path) -> Any:
    return publication.draft(data, "made by a test", is_sample=False)


def marked_series(draft: Draft) -> list[str]:
    marked = "select distinct series_id from series where former_names = '标记' order by 1"
    return [series for (series,) in draft.connection.execute(marked).fetchall()]


def series_outside(*counties: str) -> list[str]:
    series = {place.place_id for place in PLACES if not place.successor}
    return sorted(code for code in series if not code.startswith(counties))


def computed(draft: Draft) -> dict[str, pa.Table]:
    """Return the rows of every table, in an order that rests on them alone."""
    names = draft.connection.execute(
        "select table_name from duckdb_tables() where not temporary"
    ).fetchall()
    return {
        name: draft.connection.sql(f"from {name} order by all").to_arrow_table()
        for (name,) in names
        if name != "warehouse_info"
    }
