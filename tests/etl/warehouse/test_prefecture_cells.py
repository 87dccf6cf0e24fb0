"""A prefecture's published report is held against its counties: never less than is known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from etl.definitions import load
from etl.domain.place import Place, Submission
from etl.warehouse.loading.reference_rows import Holdings
from tests import mixed_county as county
from tests.etl.warehouse.test_computing import computed, draft_of
from tests.forms import filled_form
from tests.warehouses import add, published, stored

NEW, FEES = "applications.received_new.total", "article_20.fees.amount"
STATES = "select state from prefecture_cells where address = ?"
CITY = Place("990300000", "示范省", "样例市", "样例市", "样例市", "设区市本级")
BUREAU = Place("990300901", "示范省", "样例市", "样例市", "市财政局", "市直部门")
NAMES = {"990301": "青禾县", "990302": "长河县", "990303": "北原区"}
COUNTIES = tuple(
    Place(f"{code}000", "示范省", "样例市", name, name, "县本级") for code, name in NAMES.items()
)
TOWN = Place("990303101", "示范省", "样例市", "北原区", "云溪镇", "镇")
ELSEWHERE = Place("990401000", "示范省", "他乡市", "远山县", "远山县", "县本级")
ALL = (CITY, BUREAU, *COUNTIES, TOWN, ELSEWHERE)


def holdings(places: tuple[Place, ...] = ALL) -> Holdings:
    return Holdings(
        is_sample=False, places=places, registered=frozenset(p.county_id for p in places)
    )


def put(
    folder: Path,
    told: list[str | None],
    own: str,
    *,
    address: str = NEW,
    places: tuple[Place, ...] = ALL,
) -> None:
    """Publish what the bureau and each county print in a cell, None for no report, and the city."""
    filed = [
        county.report(place, {address: raw})
        for place, raw in zip((BUREAU, *COUNTIES), told, strict=True)
        if raw is not None
    ]
    foreign = county.report(ELSEWHERE, {address: "1000"})
    published(folder, holdings(places), [*filed, foreign, county.report(CITY, {address: own})])


ADDRESSES = [a for a in load().forms["2021"].addresses() if not a.startswith("article_20.fees")]
Case = tuple[tuple[str | None, str | None, str | None, str | None], str, str]
CASES: dict[str, list[Case]] = {
    "all": [
        (("1", "3", "/", "5"), "9", "equal"),
        (("1", "3", "/", "5"), "8", "below"),
        (("1", "3", "/", "5"), "12", "above"),
        (("1", "3", "/", "5"), "/", "below"),
        (("/", "/", "/", "/"), "0", "equal"),
        (("1", "3", "", "5"), "12", "open"),
        (("1", "3", "2", "5"), "", "unknown"),
        (("", "", "", ""), "5", "unknown"),
    ],
    "one county lacking": [
        (("1", "3", None, "5"), "8", "below"),
        (("1", "3", None, "5"), "9", "equal"),
        (("1", "3", None, "5"), "12", "open"),
    ],
    "the bureau lacking": [((None, "3", "/", "5"), "12", "open")],
}


@pytest.mark.parametrize("who", CASES)
def test_what_a_published_cell_is_to_its_counties(tmp_path: Path, who: str) -> None:
    cases = dict(zip(ADDRESSES, CASES[who], strict=False))
    filed = [
        county.report(place, {address: str(told[n]) for address, (told, _, _) in cases.items()})
        for n, place in enumerate((BUREAU, *COUNTIES))
        if all(told[n] is not None for told, _, _ in cases.values())
    ]
    city = county.report(CITY, {address: own for address, (_, own, _) in cases.items()})
    published(tmp_path, holdings(), [*filed, county.report(ELSEWHERE, {NEW: "1000"}), city])
    found = dict(stored(tmp_path, "select address, state from prefecture_cells"))
    assert found == {address: state for address, (_, _, state) in cases.items()}


def test_more_than_all_counties_is_open_where_no_bureau_of_the_city_is_registered(
    tmp_path: Path,
) -> None:
    put(tmp_path, [None, "3", "/", "5"], "12", places=tuple(p for p in ALL if p != BUREAU))
    assert stored(tmp_path, STATES, [NEW]) == [("open",)]


def test_an_amount_may_be_rounded_in_every_report(tmp_path: Path) -> None:
    put(tmp_path, ["0.114", "0.114", "0.114", "0.114"], "0.44", address=FEES)
    assert stored(tmp_path, STATES, [FEES]) == [("equal",)]


def test_a_county_that_published_none_counts_by_its_units_and_is_missing(tmp_path: Path) -> None:
    other = "applications.carried_in.total"
    filed = [
        county.report(BUREAU, {NEW: "1", other: "1"}),
        county.report(COUNTIES[0], {NEW: "3", other: "3"}),
        county.report(TOWN, {NEW: "6", other: "6"}),
        county.report(CITY, {NEW: "9", other: "11"}),
    ]
    published(tmp_path, holdings(), filed)
    assert stored(
        tmp_path,
        "select address, total, filed, missing, missing_names, summed, state from prefecture_cells"
        " order by address desc",
    ) == [
        (NEW, 10, 2, 2, "长河县、北原区", 1, "below"),
        (other, 10, 2, 2, "长河县、北原区", 1, "open"),
    ]
    assert stored(
        tmp_path,
        "select part, value, origin from prefecture_parts where address = ? order by part_id",
        [NEW],
    ) == [
        ("市财政局", 1, "published"), ("青禾县", 3, "published"), ("长河县", None, "missing"),
        ("北原区", 6, "units"),
    ]  # fmt: skip
    codes = "select code from findings join rules using (rule_id) where rules.family = 'prefecture'"
    assert stored(tmp_path, codes) == [("C-03",)]


def test_what_a_county_published_stands_before_the_sum_of_its_units(tmp_path: Path) -> None:
    filed = [
        county.report(COUNTIES[2], {NEW: "5", FEES: ""}),
        county.report(TOWN, {NEW: "6", FEES: "0.5"}),
        county.report(CITY, {NEW: "5", FEES: "0.5"}),
    ]
    published(tmp_path, holdings(), filed)
    asked = "select address, value, origin from prefecture_parts where part = '北原区'"
    told = {row[0]: row[1:] for row in stored(tmp_path, asked)}
    assert told[NEW] == (5, "published")
    assert told[FEES] == (Decimal("0.5"), "units")
    assert told["applications.carried_in.total"] == (None, "unprinted")


def test_what_differs_is_a_finding_that_names_cell_sum_and_counties(tmp_path: Path) -> None:
    put(tmp_path, ["1", "3", None, "5"], "8")
    found = stored(
        tmp_path,
        "select r.code, f.severity, f.township, s.evidence from findings f"
        " join rules r using (rule_id) join finding_subjects s using (finding_id)"
        " where r.family = 'prefecture'",
    )
    assert [row[:3] for row in found] == [("C-03", "warning", "样例市")]
    assert "公布8，各县合计9（北原区5、青禾县3、市财政局1）" in found[0][3]


def test_more_than_all_is_told_where_all_are_in(tmp_path: Path) -> None:
    put(tmp_path, ["1", "3", "0", "5"], "12")
    codes = "select code from findings join rules using (rule_id) where rules.family = 'prefecture'"
    assert stored(tmp_path, codes) == [("C-04",)]


def test_where_no_county_is_known_nothing_is_held_against_anything(tmp_path: Path) -> None:
    put(tmp_path, ["1", None, None, None], "12")
    assert stored(tmp_path, "select count(*) from prefecture_cells") == [(0,)]


def filled(place: Place, edition: str) -> Submission:
    return county.report(place, filled_form(edition, Random(place.place_id)), edition)  # noqa: S311


def whole_prefecture() -> list[Submission]:
    """Return what all parts file for a year, one county on the form of 2019."""
    editions = zip((BUREAU, *COUNTIES), ("2021", "2019", "2021", "2021"), strict=True)
    return [filled(place, edition) for place, edition in editions]


def test_every_cell_is_compared_with_an_independent_sum_each_year_apart(tmp_path: Path) -> None:
    parts = whole_prefecture()
    sums = county.sums(parts)
    addresses = load().forms["2021"].addresses()
    changed = {address: n for n, address in enumerate(addresses) if n % 7 == 0}
    form = {a: str(sums.get(a, Decimal(0)) + (1 if a in changed else 0)) for a in addresses}
    before = [replace(one, year=county.YEAR - 1) for one in parts[:2]]
    published(tmp_path, holdings(), [*parts, *before, county.report(CITY, form)])
    found = stored(tmp_path, "select address, total, state, year from prefecture_cells")
    assert {row[3] for row in found} == {county.YEAR}
    assert len(found) == len(tuple(addresses)) == 200
    for address, total, state, _ in found:
        assert (total or 0) == sums.get(address, 0), address
        if state != "unknown":
            known = {"above", "open"} if address in changed else {"equal"}
            assert state in known, address
    assert sum(state == "equal" for _, _, state, _ in found) > 100


def test_a_county_that_comes_later_is_held_against_the_city_without_a_whole_build(
    tmp_path: Path,
) -> None:
    *parts, last = whole_prefecture()
    many = tuple(
        Place(f"99050{n}101", "示范省", "他乡市", f"远{n}县", "镇上镇", "镇") for n in range(9)
    )
    others = [filled(place, "2021") for place in many]
    held = holdings((*ALL, *many))
    published(tmp_path, held, [*others, *parts, county.report(CITY, {NEW: "3", FEES: "1"})])
    with draft_of(tmp_path) as draft:
        add(draft, [last])
        assert draft.changed_counties == {last.place.county_id}
        draft.fill(held)
        partly = computed(draft)
        draft.changed_counties = None
        draft.fill(held)
        assert partly == computed(draft)
        origins = "select distinct origin from prefecture_parts where part = '北原区'"
        assert ("published",) in draft.connection.execute(origins).fetchall()
