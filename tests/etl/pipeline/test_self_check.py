"""The workbook in which a township checks its report finds what the import finds, and no more."""

from __future__ import annotations

from dataclasses import replace
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
from tests.documents import converted
from tests.warehouses import PINE

BROKEN, HOLDS, UNSURE = (labels("outcomes")[state] for state in ("broken", "holds", "unsure"))
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


def fill(path: Path) -> None:
    """Type figures into a form: parts above their total beside a blank, and a row not told."""
    book = openpyxl.load_workbook(path)
    sheet = book["依申请公开"]
    assert (sheet["F5"].value, sheet["F29"].value) == (
        "一、本年新收政府信息公开申请数量", "（七）总计",
    )  # fmt: skip
    typed = {"G5": 5, "H5": "0", "I5": 0, "K5": 0, "L5": 0, "M5": 3, "G29": 7, "G30": 0}
    for cell, value in typed.items():
        sheet[cell].value = value
    book.save(path)


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
    typed = tmp_path / "typed.xlsx"
    typed.write_bytes(self_check(Entry(PINE, 2024)))
    fill(typed)
    computed = converted(tmp_path, [*files, typed], ".xlsx")
    assert len(files) == 2
    answers = judged(computed.pop().read_bytes())
    first = next(line for line in answers if line[0] == "applications_row_sum")
    assert first[2] == BROKEN
    balance = {line[1]: line[2] for line in answers if line[0] == "applications_balance"}
    assert balance["自然人"] == UNSURE
    for file in computed:
        outcomes = judged(file.read_bytes())
        broken = {(rule, about) for rule, about, outcome in outcomes if outcome == BROKEN}
        expected = {(rule, about or "全表") for rule, about in found[file.stem]}
        assert broken == expected != set()
        assert sum(outcome == HOLDS for *_, outcome in outcomes) > 20


def test_a_department_is_not_asked_what_only_a_township_may_not_do() -> None:
    department = replace(PINE, place_id="990102901", township="财政局", type="县直部门")
    asked = {rule for rule, *_ in judged(self_check(Entry(department, 2025)))}
    every = {rule for rule, *_ in judged(self_check(Entry(PINE, 2025)))}
    assert "compulsory_measures_by_township" in every - asked
    assert asked < every
