"""Warehouses that tests share: a whole county, one township of one year, and none at all."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from filelock import FileLock
from hypothesis import settings

from etl.warehouse.loading.reference_rows import Holdings
from tests import postgres
from tests.benchmarks.ratios import Options
from tests.benchmarks.scales import warehouse_at
from tests.warehouses import PINE, Ready, one_township, published, sample_county

# The same random inputs at every run, so that a rare one stops no change that is not its cause;
# GONGKAI_EXPLORE=1 looks for new ones.
settings.register_profile("repeatable", derandomize=True)
if not os.environ.get("GONGKAI_EXPLORE"):
    settings.load_profile("repeatable")
# Tests that take long, those of the longest files first.
LONG = (
    "browser/test_every_page",
    "tests/test_benchmarks",
    "dashboard/test_pages",
    "warehouse/test_computing",
    "pipeline/",
    "tests/attacks/",
    "tests/browser/",
    "dashboard/test_titles",
    "cli/test_cli",
    "dashboard/test_scales",
    "extract/test_office_formats",
    "extract/test_legacy_word",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run what is run each night."""
    told = "also the tests that are run each night, at every width of a window"
    parser.addoption("--nightly", action="store_true", help=told)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that at the end no process works alone."""
    if not config.getoption("--nightly"):
        kept = [item for item in items if item.get_closest_marker("nightly") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(
        key=lambda item: next(
            (place for place, part in enumerate(LONG) if part in item.nodeid), len(LONG)
        )
    )


def pytest_collection_finish() -> None:
    """Have no collection of garbage look through thousands of tests and loaded modules again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let go of everything at the end, as libraries expect that count what is left."""
    gc.unfreeze()


def built_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Return a folder that is built once for all processes that run tests; each gets a copy."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        build(folder)
        return folder
    built = factory.getbasetemp().parent / "built" / name
    built.parent.mkdir(exist_ok=True)
    with FileLock(built.with_suffix(".lock")):
        if not built.exists():
            half = built.with_suffix(".half")
            half.mkdir()
            build(half)
            half.rename(built)
    return copytree(built, factory.mktemp("copy") / name)


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Put back what a page that was run took the place of: processes load it when they start."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def full_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the warehouse of the sample county."""
    return built_once(tmp_path_factory, "full", sample_county)


@pytest.fixture(scope="session")
def made_up_county(tmp_path_factory: pytest.TempPathFactory) -> Options:
    """Return the options of benchmarks at the smallest scale, whose warehouse is made already."""

    def build(folder: Path) -> None:
        warehouse_at(Options("county", 1, folder))

    return Options("county", 1, built_once(tmp_path_factory, "scales", build))


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Return what gives copies of data folders with imported files."""
    return Ready(tmp_path_factory.mktemp("ready"))


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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server."""
    found = postgres.programs()
    if found is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    with postgres.server(found) as address:
        yield address
