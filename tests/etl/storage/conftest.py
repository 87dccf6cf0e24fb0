"""Opens an empty store of each kind: SQLite in a data folder, PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from etl.storage.records.store import engine_of, url_of
from tests import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server."""
    found = postgres.programs()
    if found is None:
        pytest.skip("no PostgreSQL server is installed (Debian: postgresql)")
    with postgres.server(found) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
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
    address = make_url(request.getfixturevalue("postgres_server")).set(
        drivername="postgresql+psycopg"
    )
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("drop database if exists records with (force)"))
        connection.execute(text("create database records"))
    admin.dispose()
    ours = address.set(database="records").render_as_string(hide_password=False)
    monkeypatch.setenv("GONGKAI_RECORDS", ours)
    yield data
    engine_of(url_of(data)).dispose()
