"""Tables in which rows are chosen are told like all others: whole, on paper and in meetings."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import queries
from dashboard.components import official_table
from dashboard.components.review.finding_groups import finding_groups, groups_of
from dashboard.components.shown import keeping
from dashboard.data.decisions.findings import findings_of
from dashboard.exports.page.pieces import Listing
from dashboard.exports.page.whole import rows_of
from dashboard.pages.compiling.county_total import total_of
from dashboard.queries.selection import Selection
from tests.dashboard.conftest import Open

SELECTION = Selection("990101", "云溪县", (), (), (), 2018, 2025)


def test_the_findings_are_a_slide(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "quality", meeting="0")
    assert not app.exception
    assert "望江街道" in app.table[0].value.to_string()


def test_every_line_of_the_findings_goes_on_paper(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version(), keeping(backstage=True) as shown:
        found = findings_of(SELECTION)
        finding_groups(found, found, SELECTION)
    (listing,) = shown
    assert isinstance(listing, Listing)
    headings, lines, left_out = rows_of(listing)
    assert len(lines) == len(groups_of(found)) > 100
    assert left_out == ""
    assert "报告中的数字" in headings


def test_the_official_tables_go_on_paper_as_they_are_printed(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version(), keeping(backstage=True) as shown:
        total = total_of(SELECTION)
        for table in total.form.tables:
            official_table(total, SELECTION.county_id, table)
    listed = [piece for piece in shown if isinstance(piece, Listing)]
    assert [len(piece.frame) for piece in listed] == [
        len(table.rows) for table in total.form.tables
    ]
    assert "89" in rows_of(listed[0])[1][3]
