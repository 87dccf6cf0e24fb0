"""A county's sum counts joint documents once, and never becomes less than what its units have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from etl.storage.decisions.joint_documents import JointDocuments
from tests import mixed_county as county
from tests.etl.warehouse import test_prefecture_cells as prefecture
from tests.warehouses import published, stored

ISSUED = "article_20.normative_documents.issued"
UNITS = (*county.townships(2)[:2], *county.DEPARTMENTS)
CODES = [unit.place_id for unit in UNITS]
AT = datetime(2025, 2, 1, 9)


def joint(documents: int, units: Sequence[str], number: int = 1, code: str = "") -> JointDocuments:
    return JointDocuments(
        code or county.CODE, county.YEAR, ISSUED, documents, tuple(units), number, "王晓", AT
    )


def put(folder: Path, printed: list[str | None], own: str, *entries: JointDocuments) -> None:
    """Publish what each unit prints, None where it has no report, the county, and the entries."""
    filed = [
        county.report(unit, {ISSUED: raw})
        for unit, raw in zip(UNITS, printed, strict=True)
        if raw is not None
    ]
    held = replace(county.holdings(county.townships(2)), joint=entries)
    published(folder, held, [*filed, county.report(county.ITSELF, {ISSUED: own})])


CASES = {
    "two units": (["3", "/", "4", "2"], [(2, (0, 2))], 2, 7),
    "three units": (["3", "3", "4", "2"], [(2, (0, 1, 2))], 4, 8),
    "two entries": (["3", "3", "4", "2"], [(2, (0, 1)), (1, (1, 2))], 3, 9),
    "all that they have": (["2", "2", "2", "2"], [(2, (0, 1, 2, 3))], 6, 2),
    "more than one has": (["3", "1", "4", "2"], [(2, (0, 1))], 0, 10),
    "more than one has, of three": (["3", "1", "4", "2"], [(2, (0, 1, 2))], 2, 8),
    "together more than one has": (["3", "3", "4", "2"], [(2, (0, 1)), (2, (1, 2))], 0, 12),
    "a slash": (["3", "/", "4", "2"], [(2, (0, 1))], 0, 9),
    "a blank": (["3", "", "4", "2"], [(2, (0, 1))], 0, 9),
    "no report": (["3", None, "4", "2"], [(2, (0, 1))], 0, 9),
}


@pytest.mark.parametrize(("printed", "said", "deducted", "total"), CASES.values(), ids=CASES)
def test_a_sum_counts_joint_documents_once(
    tmp_path: Path,
    printed: list[str | None],
    said: list[tuple[int, tuple[int, ...]]],
    deducted: int,
    total: int,
) -> None:
    entries = [joint(n, [CODES[i] for i in of], at) for at, (n, of) in enumerate(said, 1)]
    put(tmp_path, printed, str(total), *entries)
    told = stored(
        tmp_path, "select total, deducted, state from county_cells where address = ?", [ISSUED]
    )
    assert told == [(Decimal(total), deducted, "equal")]


def test_published_sums_of_each_kind_and_of_all_count_them_once(tmp_path: Path) -> None:
    entries = (joint(2, (CODES[0], CODES[2])), joint(1, CODES[:2], 2))
    put(tmp_path, ["3", "1", "4", "2"], "7", *entries)
    told = stored(
        tmp_path,
        "select kind, value from published_figures where place_id = '' and address = ?"
        " order by kind",
        [ISSUED],
    )
    assert told == [("", Decimal(7)), ("department", Decimal(6)), ("township", Decimal(3))]


def test_there_is_no_sum_of_all_where_one_kind_alone_has_figures(tmp_path: Path) -> None:
    put(tmp_path, ["3", "1", None, None], "4")
    told = stored(
        tmp_path,
        "select distinct kind from published_figures where place_id = '' and address = ?",
        [ISSUED],
    )
    assert told == [("township",)]


def test_where_no_unit_prints_a_number_nothing_is_known(tmp_path: Path) -> None:
    put(tmp_path, ["/", "", None, "/"], "", joint(1, CODES[:2]))
    assert stored(tmp_path, "from joint_cells") == []
    told = "select total, deducted from county_cells where address = ?"
    assert stored(tmp_path, told, [ISSUED]) in ([], [(None, 0)])


def test_less_than_the_deducted_sum_is_a_finding_that_says_so(tmp_path: Path) -> None:
    put(tmp_path, ["3", "/", "4", "2"], "6", joint(2, (CODES[0], CODES[2])))
    ((evidence,),) = stored(
        tmp_path,
        "select s.evidence from findings f join rules r using (rule_id)"
        " join finding_subjects s using (finding_id) where r.family = 'county'",
    )
    assert "公布6，4个单位合计（扣除联合发文重复2件）7" in evidence


def test_a_prefecture_takes_the_deducted_sum_of_a_county_that_published_none(
    tmp_path: Path,
) -> None:
    town = replace(prefecture.TOWN, place_id="990303102", township="石桥镇")
    places = (*prefecture.ALL, town)
    told = ((prefecture.TOWN, "3"), (town, "4"), (prefecture.BUREAU, "1"), (prefecture.CITY, "6"))
    entry = joint(2, (prefecture.TOWN.place_id, town.place_id), code="990303")
    filed = [county.report(place, {ISSUED: raw}) for place, raw in told]
    published(tmp_path, replace(prefecture.holdings(places), joint=(entry,)), filed)
    value = "select value from prefecture_parts where part_id = '990303' and address = ?"
    assert stored(tmp_path, value, [ISSUED]) == [(Decimal(5),)]
    total = "select total, state from prefecture_cells where address = ?"
    assert stored(tmp_path, total, [ISSUED]) == [(Decimal(6), "equal")]
