"""What is kept as published is what pages and bulletins say: filing, zero applications, rates."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import queries
from dashboard.exports.bulletin import bulletin_of
from dashboard.labels import wording
from dashboard.queries.selection import Selection
from etl.definitions import load
from etl.definitions.published import published_figures
from tests.warehouses import stored

RATES = ("hotline_answer_rate", "disclosed_or_partly_rate", "carried_out_rate", "lawsuits_total")


@pytest.mark.parametrize("year", [2019, 2024])
def test_it_is_what_pages_and_the_bulletin_say(
    full_data: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version():
        told = bulletin_of(Selection("990101", "云溪县", (), (), (), year, year), RATES)
    kept = dict(
        stored(
            full_data,
            "select address, value from published_figures where place_id = '' and year = $year"
            " and county_id = '990101' and address in (select address from computed_figures)",
            {"year": year},
        )
    )
    assert told.filing is not None
    for state in ("expected", "filed", "on_time", "late", "undated"):
        assert kept[f"filing.{state}"] == told.filing[state]
    assert kept["filing.missing"] == told.filing["lacking"]
    assert kept["zero_applications.units"] == told.zero["zero"]
    assert kept["quality.errors"] == sum(row["errors"] for row in told.reports)
    for name in RATES:
        figure, value = told.indicators[name], kept[f"indicators.{name}"]
        if load().indicators[name].unit != "%":
            assert value == figure["part"]
        elif not wording.is_missing(figure["rate"]):
            assert float(value) == pytest.approx(100 * float(figure["rate"]), abs=0.006)


def test_every_address_has_words(full_data: Path) -> None:
    found = stored(full_data, "select distinct address from computed_figures")
    assert {address for (address,) in found} <= set(published_figures())
