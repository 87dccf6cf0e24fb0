"""A database that another version of the program or of the register built is built again."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from etl.cli.first_start import prepare
from etl.warehouse import publication
from tests.warehouses import stored


@pytest.fixture
def data(full_data: Path, tmp_path: Path) -> Path:
    """Return a sample county of one's own, with its database."""
    return copytree(full_data, tmp_path / "data")


def test_what_this_program_built_is_served_as_it_is(data: Path) -> None:
    before = publication.current_path(data)
    prepare(data)
    assert publication.current_path(data) == before


def test_what_another_version_built_is_built_again(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = publication.current_path(data)
    assert before is not None
    (data / "warehouse" / "CURRENT").write_text(f"{before.name}\nsample other\n", "utf-8")
    prepare(data)
    assert publication.current_path(data) != before
    assert stored(data, "select count(*) > 100 from reports where is_active") == [(True,)]
    assert "正在更新数据库" in capsys.readouterr().out


def test_a_register_that_cannot_be_read_leaves_the_database(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = publication.current_path(data)
    (data / "sample" / "records.db").unlink()
    (data / "sample" / "places.csv").write_text("不是名册\n", "utf-8")
    prepare(data)
    assert publication.current_path(data) == before
    assert "数据库没有更新" in capsys.readouterr().err


def test_a_database_without_originals_is_never_emptied(data: Path) -> None:
    before = publication.current_path(data)
    assert before is not None
    (data / "sample").rename(data.parent / "gone")
    (data / "warehouse" / "CURRENT").write_text(f"{before.name}\nreal other\n", "utf-8")
    prepare(data)
    assert publication.current_path(data) == before
