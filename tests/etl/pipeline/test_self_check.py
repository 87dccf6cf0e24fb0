"""The workbook in which a township checks its report finds what the import finds, and no more."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl import templates
from etl.definitions.states import labels
from etl.domain.place import Place
from etl.pipeline.self_check import self_check
from etl.templates import Entry
from etl.warehouse import publication
from etl.warehouse.report_repository import held
from tests.warehouses import PINE

BROKEN, HOLDS = (labels("outcomes")[state] for state in ("broken", "holds"))
FAULTY = """
select f.place_id, p.province, p.prefecture, p.county, p.township, p.type
from findings f join places p using (place_id)
where year = 2024 and outcome = 'broken' and rule_id in (select unnest($rules))
group by all order by count(*) desc, place_id limit 2
"""
FOUND = """
select rule_id, instance_label from findings where place_id = $place and year = 2024
    and outcome = 'broken' and rule_id in (select unnest($rules))
"""


def judged(content: bytes) -> list[tuple[str, str, str]]:
    """Return (rule, about, outcome) of the sheet of rules."""
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=True)["自查"]
    lines = sheet.iter_rows(min_row=5, values_only=True)
    return [(str(line[5]), str(line[2]), str(line[4])) for line in lines]


def test_an_empty_form_is_read_as_nothing_filled_in() -> None:
    content = self_check(Entry(PINE, 2025))
    assert templates.read_content(content, ".xlsx") == ()
    assert len(judged(content)) > 50


@pytest.mark.office
def test_a_spreadsheet_program_finds_what_the_import_finds(full_data: Path, tmp_path: Path) -> None:
    rules = sorted({rule for rule, *_ in judged(self_check(Entry(PINE, 2024)))})
    path = publication.current_path(full_data)
    assert path is not None
    with publication.reading(path) as connection:
        faulty = connection.execute(FAULTY, {"rules": rules}).fetchall()
        found = {
            unit[0]: connection.execute(FOUND, {"rules": rules, "place": unit[0]}).fetchall()
            for unit in faulty
        }
    places = {unit[0]: Place(*unit) for unit in faulty}
    files = []
    for one in held(full_data, places, (2024,)):
        files.append(tmp_path / f"{one.place_id}.xlsx")
        files[-1].write_bytes(self_check(Entry(places[one.place_id], 2024, one.report)))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "computed"),
         *map(str, files)],
        capture_output=True, check=True,
    )  # fmt: skip
    assert len(files) == 2
    for file in files:
        outcomes = judged((tmp_path / "computed" / file.name).read_bytes())
        broken = {(rule, about) for rule, about, outcome in outcomes if outcome == BROKEN}
        expected = {(rule, about or "全表") for rule, about in found[file.stem]}
        assert broken == expected != set()
        assert sum(outcome == HOLDS for *_, outcome in outcomes) > 20
