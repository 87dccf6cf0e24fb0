"""The catalogue shows every definition that the code runs on, finds it, and takes it along."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.labels import wording
from dashboard.labels.data_dictionary import PARTS, Entry, entries, matching
from dashboard.labels.markdown import literal
from etl.definitions import load, read_yaml, terms, zero_kinds
from etl.definitions.rulebook import rulebook
from etl.domain.report import Mark
from etl.warehouse import sql
from tests.dashboard.conftest import Open

RULES = rulebook().rules
CASES = ("full", "one_township")


def shown(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_every_definition_has_its_entry() -> None:
    known = entries()
    assert [e.id for e in known["indicators"]] == [i["id"] for i in read_yaml("indicators.yml")]
    assert [e.id for e in known["rules"]] == [rule.id for rule in RULES]
    assert [e.id for e in known["figures"]] == list(load().figures)
    assert [e.id for e in known["facts"]] == list(rulebook().facts)
    assert [e.id for e in known["marks"]] == [mark.value for mark in load().marks]
    assert [e.id for e in known["fields"]] == [field.id for field in load().taxonomy]
    assert [e.id for e in known["editions"]] == list(load().forms)
    assert {e.title for e in known["words"]} == {term.label for term in terms().values()}
    assert list(known) == list(PARTS)


def test_the_kinds_of_zero_are_those_that_the_warehouse_tells_apart() -> None:
    told = files(sql).joinpath("marts", "zero_kinds.sql").read_text("utf-8")
    for kind in zero_kinds():
        assert f"'{kind.id}'" in told
    assert [e.title for e in entries()["zeros"]] == list(wording.ZERO_LABELS.values())
    counted = {kind.id for kind in zero_kinds() if kind.is_zero}
    assert f"kind in ({', '.join(repr(kind) for kind in sorted(counted)[::-1])})" in told


@pytest.mark.parametrize("rule", entries()["rules"], ids=lambda rule: rule.id)
def test_a_rule_says_all_that_an_official_asks(rule: Entry) -> None:
    for field in ("code", "title", "group", "grade", "says", "why", "example", "ask"):
        assert getattr(rule, field)


def test_the_counter_example_stands_in_numbers() -> None:
    (balance,) = matching("T3-01", entries()["rules"])
    assert balance.example == "自然人：3 + 0 ≠ 2 + 0"
    assert "“（七）总计” + “四、结转下年度继续办理”" in balance.says


@pytest.mark.parametrize("case", CASES)
def test_the_page_counts_and_shows_every_rule(
    case: str, data_folders: dict[str, Path], opened: Open
) -> None:
    app = opened(data_folders[case], "definitions")
    assert not app.exception
    assert f"{len(load().indicators)} 项指标，{len(RULES)} 条核对规则" in app.header[0].value
    text = shown(app)
    for rule in RULES:
        assert literal(f"{rule.code} {rule.title}") in text
        assert literal(rule.ask) in text


def test_a_search_is_kept_in_the_address_and_counts_what_it_finds(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "definitions", q="t3-01")
    assert app.text_input[0].value == "t3-01"
    assert [heading.value for heading in app.subheader] == ["核对规则　1 条"]
    assert f"1/{len(RULES)}" in shown(app)


def test_all_words_of_a_search_must_occur() -> None:
    rules = entries()["rules"]
    both = matching("结转 上年", rules)
    assert both
    assert set(both) <= set(matching("结转", rules))
    assert all("上年" in rule.searched for rule in both)


def test_nothing_found_says_what_to_do(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "definitions", q="**没有这个词**")
    assert not app.exception
    assert not app.subheader
    assert "没有找到" in app.info[0].value
    assert "这个词" not in app.info[0].value


def test_a_link_to_a_rule_shows_it_above_all_and_can_be_closed(
    full_data: Path, opened: Open
) -> None:
    rule = RULES[-1]
    app = opened(full_data, "definitions", rule=rule.id, part=PARTS["marks"].label)
    assert literal(rule.title) in shown(app)
    (close,) = [button for button in app.button if button.label == "收起这一条"]
    close.click().run()
    assert literal(rule.title) not in shown(app)


@pytest.mark.parametrize("hostile", ["", "no_such_rule", "'; drop table rules; --", "<b>x</b>"])
def test_an_unknown_rule_in_the_address_shows_nothing_of_it(
    hostile: str, full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "definitions", rule=hostile)
    assert not app.exception
    assert not [button for button in app.button if button.label == "收起这一条"]


def test_every_figure_is_explained_by_what_it_is() -> None:
    assert all(indicator.note for indicator in load().indicators.values())
    assert wording.definition_help("part", "proactive_total") == wording.definition(
        "proactive_total"
    )
    assert wording.definition_help("disclosed_rate") == wording.definition("disclosed_rate")
    assert wording.definition_help("nil") == load().marks[Mark.NIL].meaning
    assert wording.definition_help("units_expected") == terms()["units_expected"].meaning
    assert wording.definition_help("no_such_figure") is None


@pytest.mark.parametrize("page", ["applications", "hotline", "reviews", "quality", "submissions"])
def test_every_metric_has_its_definition_one_hover_away(
    page: str, full_data: Path, opened: Open
) -> None:
    metrics = opened(full_data, page).metric
    assert metrics
    assert all(metric.help for metric in metrics)


def test_a_rule_of_one_kind_of_units_says_so() -> None:
    bound = {rule.id for rule in RULES if rule.kinds}
    assert bound
    told = {entry.id for entry in entries()["rules"] if "只核对乡镇（街道）" in entry.says}
    assert told == bound
