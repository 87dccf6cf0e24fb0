"""Every rule breaks on its counter-example, keeps silent on valid forms, and catches a slip."""

from __future__ import annotations

from random import Random

import pytest

from etl.definitions import load
from etl.definitions.rule_schema import Rule
from etl.definitions.rulebook import rulebook
from etl.warehouse.checks.catalogue import catalogue
from tests.checking import Case, broken, example, judged
from tests.forms import EDITIONS, filled_form

RULES = rulebook().rules
ERRORS = {rule.id for rule in RULES if rule.severity == "error"}


def edition_of(rule: Rule) -> str:
    """Return an edition whose reports the rule can judge."""
    own = [layout for i in catalogue() if i.rule is rule for layout in i.layouts]
    return "2021" if "2021" in own else own[0].partition("+")[0]


@pytest.fixture(scope="module")
def examples() -> dict[str, list[dict[tuple[str, str], str]]]:
    """Return by rule what becomes of its counter-example and of its clean counterpart."""
    cases = [example(values, edition_of(rule))
             for rule in RULES for values in (rule.broken_by, rule.holds_by)]  # fmt: skip
    outcomes = judged(cases)
    return {rule.id: outcomes[2 * n : 2 * n + 2] for n, rule in enumerate(RULES)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_counter_example_breaks_the_rule(rule: Rule, examples: dict) -> None:
    assert rule.id in {name for name, _ in broken(examples[rule.id][0])}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_clean_counterpart_breaks_nothing(rule: Rule, examples: dict) -> None:
    outcomes = examples[rule.id][1]
    assert broken(outcomes) == set()
    own = {outcome for (name, _), outcome in outcomes.items() if name == rule.id}
    assert own & {"holds", "holds_with_nil", "not_applicable"}


def test_random_valid_forms_break_nothing() -> None:
    chance = Random(20241231)  # noqa: S311
    editions = [EDITIONS[n % 2] for n in range(200)]
    cases = [Case(within_bounds(filled_form(e, chance)), edition=e) for e in editions]
    wrong = {key for outcomes in judged(cases) for key in broken(outcomes) if key[0] in ERRORS}
    assert wrong == set()


def test_any_single_changed_cell_of_tables_three_and_four_is_caught() -> None:
    chance = Random(7)  # noqa: S311
    checked_tables = ("applications", "reviews")
    cases = []
    for edition in EDITIONS:
        form = {a: v or "0" for a, v in within_bounds(filled_form(edition, chance)).items()}
        form = {a: "0" if v == "/" else v for a, v in form.items()}
        for address in load().forms[edition].addresses():
            if address.startswith(checked_tables):
                changed = str(int(form[address]) + chance.choice([1, 2, 9, 10]))
                cases.append(Case({**form, address: changed}, edition=edition))
    caught = [any(name in ERRORS for name, _ in broken(o)) for o in judged(cases)]
    assert sum(caught) / len(caught) == 1.0


def within_bounds(form: dict[str, str]) -> dict[str, str]:
    """Return a form whose second table is one of a township: no regulations, a stock that fits."""
    for address, text in form.items():
        if address.startswith("article_20.regulations.") and text not in ("/", ""):
            form[address] = "0"
    issued = form.get("article_20.normative_documents.issued", "")
    if issued.isdigit():
        form["article_20.normative_documents.in_force"] = str(int(issued) + 1)
        form["article_20.normative_documents.repealed"] = "0"
    return form
