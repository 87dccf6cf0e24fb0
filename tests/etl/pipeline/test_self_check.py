"""The workbook in which a township checks its report finds what the import finds, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from etl import templates
from etl.definitions import load
from etl.definitions.rulebook import rulebook
from etl.definitions.states import labels
from etl.domain.errors import BrokenTemplate
from etl.domain.place import Place
from etl.domain.report import Figure, Identity, Report
from etl.pipeline.self_check import self_check
from etl.templates import Entry
from etl.warehouse import publication
from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.report_repository import held
from tests.checking import Case, broken, example
from tests.checking import judged as judged_by_import
from tests.documents import converted
from tests.forms import cell, stated
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
    sheet = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)["自查"]
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
    for spot, value in typed.items():
        sheet[spot].value = value
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


TABLE_RULES = {
    rule.id
    for family, rule in rulebook().in_order()
    if family.id in ("article_20", "applications", "reviews", "years", "text_tables")
    # One is of the form of 2019; one counts ways of applying, for which no form asks; one is of the
    # text alone.
    and rule.id
    not in ("regulations_by_township_2019", "ways_make_received", "text_answered_within_received")
}
FORM_RULES = {
    "tables_complete", "tables_slashed", "cells_blank", "cells_readable", "amounts_rounded",
}  # fmt: skip


def packs() -> list[Case]:
    """Return forms that break every rule of tables, as many in one as agree on their cells."""
    found: list[dict[str, float | str]] = []
    for rule in rulebook().rules:
        if rule.id in TABLE_RULES:
            fits = (p for p in found if all(p.get(a, v) == v for a, v in rule.broken_by.items()))
            pack = next(fits, None)
            if pack is None:
                found.append(pack := {})
            pack |= rule.broken_by
    return [example(pack, "2021") for pack in found]


def entry_of(printed: Mapping[str, float | str], year: int) -> Entry:
    """Return a report that prints this."""
    cells, figures = [], []
    for address, said in printed.items():
        raw = f"{said:g}" if isinstance(said, float) else str(said)
        if address.startswith("narrative."):
            figures.append(Figure(address.partition(".")[2], raw, *stated(raw)))
        else:
            cells.append(cell(address, raw))
    identity = Identity(PINE.township, PINE.county, year)
    return Entry(PINE, year, Report(identity, "2021", tuple(cells), tuple(figures)))


def slips() -> list[dict[str, float | str]]:
    """Return forms with the slips of whole tables and of single cells."""
    form: dict[str, float | str] = dict.fromkeys(load().forms["2021"].addresses(), "0")
    cells = {"article_20.fees.amount": "1.234", "reviews.lawsuit_direct.other": "",
             "reviews.lawsuit_direct.upheld": "-1"}  # fmt: skip
    whole = {
        address: "/" if address.startswith("applications.") else ""
        for address in form
        if address.startswith(("applications.", "reviews."))
    }
    return [form | cells, form | whole]


@pytest.mark.office
def test_the_form_finds_every_kind_of_slip_in_tables_that_the_import_finds(tmp_path: Path) -> None:
    cases = packs()
    labels_of = {(i.rule.id, i.id): i.label or "全表" for i in catalogue()}
    expected = [
        {(rule, labels_of[rule, one]) for rule, one in broken(outcomes) if rule in TABLE_RULES}
        for outcomes in judged_by_import(cases)
    ]
    assert {rule for found in expected for rule, _ in found} == TABLE_RULES
    given = [(entry_of(case.printed, 2024), entry_of(case.before or {}, 2023)) for case in cases]
    given += [(entry_of(form, 2024), entry_of({}, 2023)) for form in slips()]
    files = [tmp_path / f"{number}.xlsx" for number in range(len(given))]
    for file, (entry, before) in zip(files, given, strict=True):
        file.write_bytes(self_check(entry, before))
    first, second = tmp_path / "slips1.xlsx", files[len(cases)]
    book = openpyxl.load_workbook(second)
    # What no form of ours writes, but people type.
    book["复议诉讼"]["F5"].value = "O"
    book.save(first)
    computed = converted(tmp_path, [*files, first], ".xlsx")
    answers = [judged(file.read_bytes()) for file in computed]
    found = [{(rule, about) for rule, about, told in lines if told == BROKEN} for lines in answers]
    planted = sum(map(len, expected))
    caught = sum(len(one & want) for one, want in zip(found, expected, strict=False))
    assert caught / planted >= 0.95, [w - f for f, w in zip(found, expected, strict=False)]
    told = {rule for rule, _ in found[-1] | found[-2] | found[-3]} & FORM_RULES
    assert told == FORM_RULES


def test_a_department_is_not_asked_what_only_a_township_may_not_do() -> None:
    department = replace(PINE, place_id="990102901", township="财政局", type="县直部门")
    asked = {rule for rule, *_ in judged(self_check(Entry(department, 2025)))}
    every = {rule for rule, *_ in judged(self_check(Entry(PINE, 2025)))}
    assert "compulsory_measures_by_township" in every - asked
    assert asked < every


@pytest.mark.office
def test_what_the_text_must_state_is_judged_by_the_answers(tmp_path: Path) -> None:
    blank, answered = tmp_path / "blank.xlsx", tmp_path / "answered.xlsx"
    blank.write_bytes(self_check(Entry(PINE, 2025)))
    book = openpyxl.load_workbook(blank)
    sheet = book["正文自查"]
    for row, (_, line, *_) in enumerate(sheet.iter_rows(min_row=5, values_only=True), 5):
        if "全文" in str(line):
            sheet[f"D{row}"] = (
                "一是更新不够及时；二是队伍 不稳。\n下一步将加强培训，及时更新各类信息。"
            )
        else:
            told_so = "信息处理费" not in str(line) and "改进情况" not in str(line)
            sheet[f"C{row}"] = "是" if told_so else "否"
    book.save(answered)
    computed = converted(tmp_path, [blank, answered], ".xlsx")
    before, after = ({r: told for r, _, told in judged(f.read_bytes())} for f in computed)
    asked = {
        "sections_complete", "report_dated", "title_names_year", "assessment_told",
        "problems_told_at_length", "problems_told", "improvements_told", "fees_reported",
    }  # fmt: skip
    assert {before[rule] for rule in asked} == {labels("reasons")["not_filled"]}
    wrong = {"improvements_told", "fees_reported"}
    assert {rule for rule in asked if after[rule] == BROKEN} == wrong
    assert {after[rule] for rule in asked - wrong} == {HOLDS}


def test_the_figures_of_one_report_stand_below_each_other_and_come_back() -> None:
    book = openpyxl.load_workbook(BytesIO(self_check(Entry(PINE, 2025))))
    sheet = book["叙述数据"]
    label = load().figures["proactive_total"].label
    assert (sheet.max_column, sheet["A11"].value, sheet["A12"].value) == (5, "报告日期", label)
    sheet["C11"], sheet["C12"], sheet["D12"] = "2026-01-13", 120, "是"
    content = BytesIO()
    book.save(content)
    (report,) = templates.read_content(content.getvalue(), ".xlsx")
    assert (report.identity.township, report.identity.report_date) == (
        PINE.township,
        date(2026, 1, 13),
    )
    assert [(f.figure, f.value, f.approximate) for f in report.figures if f.value] == [
        ("proactive_total", 120, True)
    ]
    sheet["C11"] = "2026-02-31"
    content = BytesIO()
    book.save(content)
    with pytest.raises(BrokenTemplate, match="第 11 行：“报告日期”"):
        templates.read_content(content.getvalue(), ".xlsx")
    sheet["A12"] = "别的数字"
    content = BytesIO()
    book.save(content)
    with pytest.raises(BrokenTemplate, match=label):
        templates.read_content(content.getvalue(), ".xlsx")


@pytest.mark.office
@pytest.mark.parametrize(("typed", "value"), [("12件", 12), ("-3", None), ("2.5", None)])
def test_what_a_cell_holds_is_read_as_the_import_reads_it(
    typed: str, value: int | None, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(BytesIO(self_check(Entry(PINE, 2025))))
    for column in "GHIJKLM":
        book["依申请公开"][f"{column}5"] = 0
    book["依申请公开"]["G5"], book["依申请公开"]["M5"] = typed, 1
    book["叙述数据"]["C10"] = "是"
    path = tmp_path / "typed.xlsx"
    book.save(path)
    (report,) = templates.read_content(path.read_bytes(), ".xlsx")
    (cell,) = [c for c in report.cells if c.address == "applications.received_new.natural_person"]
    assert cell.value == value
    (computed,) = converted(tmp_path, [path], ".xlsx")
    told = {(rule, about): found for rule, about, found in judged(computed.read_bytes())}
    assert told["cells_readable", "全表"] == (BROKEN if value is None else HOLDS)
    received = told["applications_row_sum", "一、本年新收政府信息公开申请数量"]
    assert received == (UNSURE if value is None else BROKEN)
