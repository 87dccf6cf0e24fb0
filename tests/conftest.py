"""Warehouses that tests share: a whole county, one township of one year, and none at all."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from etl import pipeline, sample
from etl.holdings import Holdings
from etl.model import (
    Axis,
    Cell,
    Figure,
    Identity,
    ImportEntry,
    Item,
    Mark,
    Place,
    Report,
    Submission,
)
from tests.warehouses import published

PINE = Place("990102200", "示范省", "样例市", "松江县", "松树乡", "乡")
SLASHED = ("received_new", "carried_in", "disclosed", "handled_total", "carried_out")


def pine_report() -> Report:
    """Return a report whose table has slashes and whose sentence says that no one applied."""
    return Report(
        Identity("松树乡", "松江县", 2024, date(2025, 1, 13)),
        "2021",
        cells=tuple(
            Cell("applications", row, "total", "/", None, Mark.NIL) for row in SLASHED
        ),
        figures=(
            Figure("proactive_total", "170", Decimal(170), evidence="主动公开信息170条"),
            Figure("hotline_received", "59", Decimal(59), evidence="受理59件"),
            Figure("hotline_answered", "59", Decimal(59), evidence="答复59件"),
            Figure("hotline_rate_stated", "100", Decimal(100), evidence="答复率100%"),
            Figure("applications_received", "0", Decimal(0), evidence="=未收到政府信息公开申请"),
        ),
        items=(
            Item("工作动态类", Decimal(80), "条", Axis.CATEGORY),
            Item("信息公开年度工作报告", Decimal(1), "条", Axis.CATEGORY),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def full_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the warehouse of the sample county."""
    data = tmp_path_factory.mktemp("full")
    sample.generate(data)
    pipeline.rebuild(data)
    return data


@pytest.fixture(scope="session")
def one_township_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with one real report of one year, and a file that was rejected."""
    data = tmp_path_factory.mktemp("one")
    at = datetime(2025, 2, 1, 9)
    submission = Submission(PINE, 2024, pine_report(), "松树乡2024.txt", "txt", "ab", at)
    rejected = ImportEntry(at, "坏文件.txt", "cd", "rejected", "文件为空。")
    published(data, Holdings(is_sample=False, places=(PINE,), imports=(rejected,)), [submission])
    return data


@pytest.fixture(scope="session")
def register_only_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose warehouse knows a township and no report."""
    data = tmp_path_factory.mktemp("register")
    published(data, Holdings(is_sample=False, places=(PINE,)))
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
