"""What is computed from originals and records is the same from either store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.pipeline.acts.correct_figure import correct_figure
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.decisions.unit_notes import set_note
from etl.storage.records.change_log import Act
from etl.storage.records.store import engine_of, url_of
from etl.storage.unit_register.deadlines import set_deadlines
from etl.warehouse import publication
from tests import postgres
from tests.attacks import seeds
from tests.attacks.imports import folder_of
from tests.attacks.killing import MEANT

# What says when something was done, and where a file lay.
OF_TIME = ("imported_at", "said_at", "published_at", "at", "stamp", "source")
UNIT = "990201001"
ACT = Act("王晓", "来函")


def computed(data: Path) -> dict[str, list[Any]]:
    """Import a report, decide about it, build the database, and return what it holds."""
    folder_of(data)
    given = data.parent / "given.txt"
    given.write_bytes(seeds.GOOD)
    with ThreadPoolExecutor(1) as one:
        import_reports.import_files(list(sources_in([given])), data, Expected(), executor=one)
        set_deadlines(data, UNIT[:6], {MEANT.year: date(2025, 1, 5)}, ACT)
        set_note(data, (UNIT, MEANT.year), "街道改制", ACT, 0)
        correct_figure(data, replace(MEANT, meant="138"), executor=one)
        import_reports.rebuild(data, executor=one)
    path = publication.current_path(data)
    assert path
    with publication.reading(path) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where table_name <> 'warehouse_info'"
        ).fetchall()
        return {
            name: connection.execute(
                f'select columns(lambda c: c not in {OF_TIME}) from "{name}" order by all'
            ).fetchall()
            for (name,) in tables
        }


@pytest.mark.postgres
def test_a_database_is_the_same_from_either_store(
    postgres_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGKAI_RECORDS", raising=False)
    ours = computed(tmp_path / "sqlite" / "data")
    monkeypatch.setenv("GONGKAI_RECORDS", postgres.empty_store(postgres_server))
    theirs = computed(tmp_path / "postgresql" / "data")
    engine_of(url_of(tmp_path / "postgresql" / "data")).dispose()
    assert not (tmp_path / "postgresql" / "data" / "records.db").exists()
    assert {name for name in ours if ours[name] != theirs[name]} == set()
    assert len(ours["figures"]) > 3
    assert "138" in str(ours["figures"])
