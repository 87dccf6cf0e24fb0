"""Warehouses that tests share: a whole county, one township of one year, and none at all."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import copytree

import pytest
from filelock import FileLock
from hypothesis import settings

from etl.warehouse.loading.reference_rows import Holdings
from tests.warehouses import PINE, one_township, published, sample_county

# The same random inputs at every run, so that a rare one stops no change that is not its cause;
# GONGKAI_EXPLORE=1 looks for new ones.
settings.register_profile("repeatable", derandomize=True)
if not os.environ.get("GONGKAI_EXPLORE"):
    settings.load_profile("repeatable")
LONG = ("tests/attacks/", "tests/browser/", "test_benchmarks", "test_cli", "pipeline/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that at the end no process works alone."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONG))


@pytest.fixture(scope="session")
def full_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the warehouse of the sample county.

    It is built once for all processes that run tests; each works on a copy of its own.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return sample_county(tmp_path_factory.mktemp("full"))
    built = tmp_path_factory.getbasetemp().parent / "built" / "full"
    built.parent.mkdir(exist_ok=True)
    with FileLock(built.with_suffix(".lock")):
        if not built.exists():
            half = built.with_suffix(".half")
            half.mkdir()
            sample_county(half).rename(built)
    return copytree(built, tmp_path_factory.mktemp("copy") / "full")


@pytest.fixture(scope="session")
def one_township_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with one real report of one year, and a file that was rejected."""
    return one_township(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="session")
def register_only_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose warehouse knows a township and no report."""
    data = tmp_path_factory.mktemp("register")
    county = frozenset({PINE.county_id})
    published(data, Holdings(is_sample=False, places=(PINE,), registered=county))
    return data


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which no warehouse was ever built."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="session")
def data_folders(
    full_data: Path, one_township_data: Path, register_only_data: Path, empty_data: Path
) -> dict[str, Path]:
    """Return every data folder by the name of its case."""
    return {
        "full": full_data,
        "one_township": one_township_data,
        "register_only": register_only_data,
        "empty": empty_data,
    }
