"""An export in all three formats, and how a changed one is refused."""

from __future__ import annotations

from shutil import copytree

import pytest

from etl.domain.errors import BrokenTemplate
from etl.templates import Entry, read, write
from tests.etl.templates.structured_reports import PLACES, full_report

YEARS = (2017, 2020, 2024)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """The three files of an export, an empty row beside each report, written once."""
    files = tmp_path_factory.mktemp("export")
    entries = [Entry(PLACES[0], year, full_report(PLACES[0], year, "3")) for year in YEARS]
    entries += [Entry(PLACES[1], year) for year in YEARS]
    for suffix in (".xlsx", ".csv", ".json"):
        write(files / f"export{suffix}", entries)
    return files


@pytest.fixture
def folder(written, tmp_path):
    """A folder of the test's own with the three files of an export."""
    return copytree(written, tmp_path, dirs_exist_ok=True)


def refusal(path):
    with pytest.raises(BrokenTemplate) as caught:
        read(path)
    assert caught.value.problem.endswith("。")
    assert caught.value.hint.endswith("。")
    return str(caught.value)
