"""Opens an empty store of each kind: SQLite in a data folder, PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.storage.records.store import engine_of, url_of
from tests import postgres


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def root(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give a data folder whose store is empty."""
    data = tmp_path / "data"
    data.mkdir()
    if request.param == "sqlite":
        monkeypatch.delenv("GONGKAI_RECORDS", raising=False)
        yield data
        return
    address = request.getfixturevalue("postgres_server")
    monkeypatch.setenv("GONGKAI_RECORDS", postgres.empty_store(address))
    yield data
    engine_of(url_of(data)).dispose()
