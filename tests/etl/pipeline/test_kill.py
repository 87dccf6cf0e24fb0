"""An import that is killed at any moment leaves the old database whole, and the next one works."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl.pipeline import import_reports
from etl.pipeline.resolve_identity import Expected
from etl.pipeline.sources import sources_in
from etl.warehouse import publication

REPORTS = Path(__file__).parents[2] / "reports"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,\n"
    "990201002,示例省,示例市,南渡县,望云镇,镇,,,,\n"
)
COMMAND = "from etl.cli import main; main()"


@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_a_killed_import_leaves_a_database_that_answers(tmp_path: Path, share: float) -> None:
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    first, second = REPORTS / "2023_pipe_rows.txt", REPORTS / "2024_scanned_tabs.txt"
    import_reports.import_files(list(sources_in([first])), tmp_path, Expected())
    arguments = [sys.executable, "-c", COMMAND, "import", str(second), "--data", str(tmp_path)]
    whole = subprocess.Popen([*arguments, "--year", "1999"])
    started = time.monotonic()
    whole.wait()
    duration = time.monotonic() - started
    killed = subprocess.Popen(arguments)
    time.sleep(duration * share)
    killed.kill()
    killed.wait()
    assert reports_in(tmp_path) in (1, 2)
    import_reports.import_files(list(sources_in([second])), tmp_path, Expected())
    assert reports_in(tmp_path) == 2
    assert not list(publication.folder(tmp_path).glob("*.building*"))


def reports_in(data: Path) -> int:
    path = publication.current_path(data)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        ((count,),) = connection.execute("select count(*) from reports where is_active").fetchall()
    return int(count)
