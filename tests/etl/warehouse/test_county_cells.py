"""A county's published report is held against its units: never less than those that are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import mixed_county as county
from tests.warehouses import published, stored

NEW, FEES = "applications.received_new.total", "article_20.fees.amount"
UNITS = (*county.townships(2)[:2], *county.DEPARTMENTS)


def put(folder: Path, address: str, printed: list[str | None], own: str) -> None:
    """Publish what each unit prints in a cell, None where it has no report, and the county."""
    filed = [
        county.report(unit, {address: raw})
        for unit, raw in zip(UNITS, printed, strict=True)
        if raw is not None
    ]
    itself = county.report(county.ITSELF, {address: own})
    published(folder, county.holdings(county.townships(2)), [*filed, itself])


@pytest.mark.parametrize(
    ("printed", "own", "state"),
    [
        (["3", "/", "4", "2"], "9", "equal"),
        (["3", "/", "4", "2"], "8", "below"),
        (["3", "/", "4", "2"], "12", "above"),
        (["3", "/", "4", "2"], "/", "below"),
        (["/", "/", "/", "/"], "/", "equal"),
        (["/", "/", "/", "/"], "0", "equal"),
        (["/", "/", "/", "/"], "3", "above"),
        (["3", None, "4", "2"], "8", "below"),
        (["3", None, "4", "2"], "9", "equal"),
        (["3", None, "4", "2"], "12", "open"),
        (["3", "", "4", "2"], "12", "open"),
        (["3", "1", "4", "2"], "", "unknown"),
        (["", "", "", ""], "5", "unknown"),
    ],
)
def test_what_a_published_cell_is_to_its_units(
    tmp_path: Path, printed: list[str | None], own: str, state: str
) -> None:
    put(tmp_path, NEW, printed, own)
    told = stored(tmp_path, "select state from county_cells where address = ?", [NEW])
    assert told == [(state,)]


def test_an_amount_may_be_rounded_in_every_report(tmp_path: Path) -> None:
    put(tmp_path, FEES, ["0.114", "0.114", "0.114", "0.114"], "0.44")
    assert stored(tmp_path, "select state from county_cells where address = ?", [FEES]) == [
        ("equal",)
    ]


def test_what_differs_is_a_finding_that_names_cell_sum_and_units(tmp_path: Path) -> None:
    put(tmp_path, NEW, ["3", None, "4", "2"], "8")
    found = stored(
        tmp_path,
        "select r.code, f.severity, f.township, s.evidence from findings f"
        " join rules r using (rule_id) join finding_subjects s using (finding_id)"
        " where r.family = 'county'",
    )
    assert len(found) == 1
    assert found[0][:3] == ("C-01", "warning", county.COUNTY)
    assert "公布8，3个单位合计9" in found[0][3]


def test_more_than_all_units_is_told_only_when_all_are_in(tmp_path: Path) -> None:
    codes = "select code from findings join rules using (rule_id) where rules.family = 'county'"
    for name, second, expected in (("all", "0", [("C-02",)]), ("lacking", None, [])):
        folder = tmp_path / name
        folder.mkdir()
        put(folder, NEW, ["3", second, "4", "2"], "12")
        assert stored(folder, codes) == expected


def test_a_county_that_published_before_its_units_is_held_against_nothing(tmp_path: Path) -> None:
    put(tmp_path, NEW, [None, None, None, None], "12")
    assert stored(tmp_path, "select count(*) from county_cells") == [(0,)]


OF_TOWNSHIPS = {"article_20.regulations.in_force": "2", "article_20.fees.amount": "250",
                "article_20.compulsory_measures.decisions": "8"}  # fmt: skip


def test_what_only_townships_may_not_do_is_no_fault_of_others(tmp_path: Path) -> None:
    units = (UNITS[0], county.DEPARTMENTS[0], county.ITSELF)
    bureau = "根据我局实际，编制本报告。"
    told = [county.with_text(county.report(unit, OF_TOWNSHIPS), bureau) for unit in units]
    published(tmp_path, county.holdings(UNITS[:2]), told)
    found = stored(
        tmp_path,
        "select distinct r.code, f.township from findings f join rules r using (rule_id)"
        " where code in ('T2-01', 'T2-07', 'T2-10', 'X-18a') order by all",
    )
    name = UNITS[0].township
    assert found == [("T2-01", name), ("T2-07", name), ("T2-10", name), ("X-18a", name)]
    reasons = stored(
        tmp_path,
        "select distinct o.outcome, o.reason from rule_outcomes o join rules r using (rule_id)"
        " where code = 'T2-10' and o.place_id <> ?",
        [UNITS[0].place_id],
    )
    assert reasons == [("not_checkable", "not_applicable")]
