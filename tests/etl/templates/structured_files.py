"""An export in all three formats, and how a changed one is refused."""

from __future__ import annotations

import pytest

from etl.domain.errors import BrokenTemplate
from etl.templates import Entry, read, write
from tests.etl.templates.structured_reports import PLACES, full_report

YEARS = (2017, 2020, 2024)


@pytest.fixture
def folder(tmp_path):
    """A folder with the three files of an export beside an empty row each."""
    entries = [Entry(PLACES[0], year, full_report(PLACES[0], year, "3")) for year in YEARS]
    entries += [Entry(PLACES[1], year) for year in YEARS]
    for suffix in (".xlsx", ".csv", ".json"):
        write(tmp_path / f"export{suffix}", entries)
    return tmp_path


def refusal(path):
    with pytest.raises(BrokenTemplate) as caught:
        read(path)
    assert caught.value.problem.endswith("。")
    assert caught.value.hint.endswith("。")
    return str(caught.value)
