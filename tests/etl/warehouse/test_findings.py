"""A finding shows the formula in the numbers, what it stands on, and what would mend it."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.checks.evaluate import Printed
from etl.warehouse.checks.explain import numbers, words
from etl.warehouse.checks.findings import check_reports
from etl.warehouse.checks.formula import operands
from tests.checking import Case, warehouse_of
from tests.forms import filled_form

NATURAL = "applications.received_new.natural_person"


def findings(case: Case) -> list[dict[str, Any]]:
    connection = warehouse_of([case])
    check_reports(connection)
    result = connection.execute("select * from findings order by rule_id, instance")
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def found_by(rule: str, case: Case) -> dict[str, Any]:
    """Return the one finding of a rule."""
    (found,) = [f for f in findings(case) if f["rule_id"] == rule]
    return found


def numbers_of_form() -> dict[str, str]:
    """Return a valid form in which every cell is a number."""
    form = filled_form("2021", Random(3))  # noqa: S311
    return {
        address: "0" if text in ("/", "") or address.startswith("article_20") else text
        for address, text in form.items()
    }


def test_formula_shows_the_numbers_of_the_report() -> None:
    case = Case({
        "applications.received_new.business": 3, "applications.carried_in.business": "/",
        "applications.handled_total.business": 2, "applications.carried_out.business": 0,
    })  # fmt: skip
    found = found_by("applications_balance", case)
    assert found["formula"] == "3 + / ≠ 2 + 0"
    assert found["instance_label"] == "商业企业"
    assert found["words"].startswith("“一、本年新收政府信息公开申请数量” + ")


def test_a_count_of_ours_is_told_without_a_formula() -> None:
    (complete,) = [i for i in catalogue() if i.rule.id == "cells_complete"]
    (cells,) = operands(complete.expect)
    printed = Printed(1, 2024, cells.name, "2", Decimal(2), "number", "", "")
    assert words(complete.expect, complete).endswith("”为 0")
    assert numbers(complete.expect, {cells: printed}) == "缺 2 格"


def test_one_changed_cell_is_named_with_the_value_it_should_have() -> None:
    form = numbers_of_form()
    meant = form[NATURAL]
    wrong = {**form, NATURAL: str(int(meant) + 3)}
    found = findings(Case(wrong))
    assert {f["rule_id"] for f in found} >= {"applications_balance", "applications_row_sum"}
    sums = [f for f in found if f["rule_id"] in ("applications_balance", "applications_row_sum")]
    for finding in sums:
        assert finding["suggestion"].endswith(f"· 自然人”应为 {meant}")


def test_a_blank_part_of_a_sum_leaves_it_to_a_person() -> None:
    form = numbers_of_form()
    total = "reviews.administrative_review"
    form |= {f"{total}.upheld": "", f"{total}.corrected": "0", f"{total}.other": "0",
             f"{total}.pending": "0", f"{total}.total": "2"}  # fmt: skip
    doubtful = [f for f in findings(Case(form)) if f["rule_id"] == "reviews_row_sum"]
    (found,) = doubtful
    assert found["outcome"] == "unsure"
    assert found["formula"] == "2 = 空 + 0 + 0 + 0"
    assert "填 2 则等式成立" in found["suggestion"]


def test_a_blank_that_no_number_can_fill_is_an_error() -> None:
    row = {"upheld": "", "corrected": 3, "other": 0, "pending": 0, "total": 2}
    case = Case({f"reviews.lawsuit_direct.{c}": v for c, v in row.items()})
    found = found_by("reviews_row_sum", case)
    assert (found["outcome"], found["severity"]) == ("broken", "error")


def test_the_same_figures_give_the_same_finding_and_others_another_ground() -> None:
    case = {"narrative.hotline_received": 5, "narrative.hotline_answered": 6}
    rule = "hotline_answered_within_received"
    first, again = found_by(rule, Case(case)), found_by(rule, Case(case))
    changed = found_by(rule, Case(case | {"narrative.hotline_answered": 7}))
    assert first["finding_id"] == again["finding_id"] == changed["finding_id"]
    assert first["figures_digest"] == again["figures_digest"] != changed["figures_digest"]


def test_last_years_figure_is_shown_with_its_own_report() -> None:
    case = Case({"applications.carried_in.total": 1}, before={"applications.carried_out.total": 2})
    connection = warehouse_of([case])
    check_reports(connection)
    subjects = connection.execute(
        "select s.year, raw, label from finding_subjects s join findings using (finding_id)"
        " where rule_id = 'carried_in_follows' order by position"
    ).fetchall()
    assert subjects == [
        (2024, "1", "二、上年结转政府信息公开申请数量 · 总计"),
        (2023, "2", "四、结转下年度继续办理 · 总计"),
    ]
