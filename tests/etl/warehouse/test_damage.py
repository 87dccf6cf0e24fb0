"""A database that is not what was published is built again from nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from etl.warehouse import publication
from etl.warehouse.carry_over import carried_over
from etl.warehouse.loading.reference_rows import Holdings
from tests.warehouses import PINE, published, stored

HOLDINGS = Holdings(is_sample=False, places=(PINE,))


def overwritten_header(path: Path) -> None:
    path.write_bytes(b"\0" * 8192 + path.read_bytes()[8192:])


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def another_file(path: Path) -> None:
    path.write_text("没有数据库\n" * 999, "utf-8")


def one_byte_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 3] ^= 0x40
    path.write_bytes(content)


def gone(path: Path) -> None:
    path.unlink()


def pointer_of_bytes(path: Path) -> None:
    (path.parent / "CURRENT").write_bytes(bytes(range(256)))


def pointer_outside(path: Path) -> None:
    (path.parent / "CURRENT").write_text("../../places.csv\nreal\n", "utf-8")


def empty_pointer(path: Path) -> None:
    (path.parent / "CURRENT").write_bytes(b"")


DAMAGES = [
    overwritten_header,
    cut_short,
    emptied,
    another_file,
    one_byte_inside,
    gone,
    pointer_of_bytes,
    pointer_outside,
    empty_pointer,
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder whose database is whole; each test damages a copy."""
    data = tmp_path_factory.mktemp("sound")
    published(data, HOLDINGS)
    return data


@pytest.fixture
def data(sound: Path, tmp_path: Path) -> Path:
    return copytree(sound, tmp_path / "data")


def published_in(data: Path) -> Path:
    path = publication.current_path(data)
    assert path is not None
    return path


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_database_is_built_again(damage: Callable[[Path], None], data: Path) -> None:
    damage(published_in(data))
    with publication.draft(data, "made by a test", is_sample=False) as draft:
        assert not draft.is_copy
        draft.publish(HOLDINGS)
    assert stored(data, "select township from places") == [("松树乡",)]


def test_what_was_published_is_copied(data: Path) -> None:
    with publication.draft(data, "made by a test", is_sample=False) as draft:
        assert draft.is_copy
        assert draft.connection.execute("select township from places").fetchall() == [("松树乡",)]


def test_a_pointer_that_names_no_database_of_ours_is_none(data: Path) -> None:
    pointer_outside(published_in(data))
    assert publication.current_path(data) is None


def test_a_database_that_knows_nothing_of_files_is_let_go(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    with duckdb.connect() as connection:
        assert carried_over(connection, tmp_path / "other.duckdb", ["a.txt"]) == ([], [])
        attached = connection.execute("select database_name from duckdb_databases()").fetchall()
    assert ("before_now",) not in attached
