"""The sample county is the same on every machine, adds up, and is wrong only where it says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from etl.domain.place import Submission
from etl.domain.report import Cell, Mark
from etl.sample import places, truth
from etl.sample.county import YEARS, county, oddities, oddities_of
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.units import check

ROW_SLIPS = {"row_total_wrong", "balance_broken", "unreadable"}


@pytest.fixture(scope="module")
def submissions() -> tuple[Submission, ...]:
    return truth()


def values(submission: Submission) -> dict[str, Decimal]:
    """Return the table figures of a report, a slash or blank counting as nothing."""
    cells = submission.report.cells
    return {cell.address: cell.value or Decimal(0) for cell in cells}


def cell_of(submission: Submission, address: str) -> Cell:
    return next(c for c in submission.report.cells if c.address == address)


def test_a_seed_gives_the_same_county_every_time(
    submissions: tuple[Submission, ...],
) -> None:
    assert truth() == submissions
    assert truth(seed=1) != submissions


def test_the_register_is_sound_and_holds_a_merger_and_an_upgrade() -> None:
    units = places()
    check(units)
    current = [place for place in units if place.valid_to is None]
    assert len(current) == 22
    assert {place.type for place in current} == {"乡", "镇", "街道", "民族乡"}
    heirs = [place.successor for place in units if place.successor]
    assert sorted(heirs) == ["990101107", "990101108", "990101108"]


def test_every_unit_reports_every_year_but_for_the_missing_ones(
    submissions: tuple[Submission, ...],
) -> None:
    expected = {(p.place_id, year) for p in places() for year in YEARS if p.is_valid(year)}
    missing = {(o.township, o.year) for o in oddities() if o.kind == "missing"}
    handed_in = {(s.place.place_id, s.year) for s in submissions}
    assert handed_in < expected
    assert len(expected - handed_in) == len(missing)
    register = Register(places())
    for submission in submissions:
        assert register.settle(submission.report.identity) == submission.place


def test_every_oddity_names_a_unit_that_was_there(
    submissions: tuple[Submission, ...],
) -> None:
    units = {(p.township, year) for p in places() for year in YEARS if p.is_valid(year)}
    handed_in = {(s.place.township, s.year) for s in submissions}
    for oddity in oddities():
        report = oddity.township, oddity.year
        assert report in (units if oddity.kind == "missing" else handed_in), oddity


def test_tables_add_up_unless_a_slip_is_meant(
    submissions: tuple[Submission, ...],
) -> None:
    for s in submissions:
        if not s.report.cells or oddities_of(s.place.township, s.year).keys() & ROW_SLIPS:
            continue
        v = values(s)
        for column in ("natural_person", "business", "legal_service", "total"):
            new, opening, handled, left = (
                v[f"applications.{row}.{column}"]
                for row in (
                    "received_new",
                    "carried_in",
                    "handled_total",
                    "carried_out",
                )
            )
            assert new + opening == handled + left, (s.file_name, column)


def test_what_is_carried_over_arrives_in_the_next_year(
    submissions: tuple[Submission, ...],
) -> None:
    tables = {(s.place.place_id, s.year): values(s) for s in submissions if s.report.cells}
    checked = 0
    for (place_id, year), v in tables.items():
        before = tables.get((place_id, year - 1))
        name = next(p.township for p in places() if p.place_id == place_id)
        if before is None or "carry_break" in oddities_of(name, year):
            continue
        opening = v["applications.carried_in.total"]
        assert opening == before["applications.carried_out.total"], (name, year)
        checked += opening > 0
    assert checked > 10


def test_most_townships_receive_no_applications(
    submissions: tuple[Submission, ...],
) -> None:
    new = [values(s)["applications.received_new.total"] for s in submissions if s.report.cells]
    assert sum(count == 0 for count in new) > len(new) / 2
    assert max(new) > 20


def test_slashes_blanks_zeros_and_unreadable_cells_all_occur(
    submissions: tuple[Submission, ...],
) -> None:
    marks = {cell.mark for s in submissions for cell in s.report.cells}
    assert marks == set(Mark)


def test_editions_follow_the_years_but_for_the_old_form(
    submissions: tuple[Submission, ...],
) -> None:
    assert {(s.report.edition, s.year) for s in submissions} == {
        ("2008", 2018), ("2019", 2019), ("2019", 2020), ("2019", 2021),
        *(("2021", year) for year in YEARS if year >= 2021),
    }  # fmt: skip


def test_a_contradiction_differs_from_the_table(
    submissions: tuple[Submission, ...],
) -> None:
    found = {(s.place.township, s.year): s for s in submissions}
    for oddity in oddities():
        if oddity.kind == "told":
            report = found[oddity.township, oddity.year]
            told = next(f for f in report.report.figures if f.figure == "applications_received")
            table = cell_of(report, "applications.received_new.total")
            assert told.value == oddity.value
            assert told.value != (table.value or 0)


def test_deadlines_of_the_county_come_before_the_usual_day() -> None:
    assert all((day.month, day.day) < (1, 31) for day in county().deadlines.values())
