"""Every wording is found in its examples, in the words around it, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import duckdb
import pytest

from etl.definitions.rulebook import rulebook
from etl.warehouse.checks.text_patterns import passages_sql
from etl.warehouse.loading.arrow import load_rows

TEXTS = {text.id: text for text in rulebook().texts}
CASES = [
    *((text.id, example, True) for text in TEXTS.values() for example in text.examples),
    *((text.id, example, False) for text in TEXTS.values() for example in text.counter_examples),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[int, dict[str, tuple[float | None, str, str, str]]]]:
    """Return by the number of a case what is found of each wording in it."""
    connection = duckdb.connect()
    connection.execute(
        files("etl.warehouse.sql").joinpath("schema", "tables.sql").read_text("utf-8")
    )
    connection.execute("alter table reports alter column imported_at drop not null")
    load_rows(connection, "reports", [report(number) for number in range(len(CASES))])
    load_rows(connection, "sections", [
        (number, TEXTS[name].sections[-1], "标题", text, "第9行", 0, None)
        for number, (name, text, _) in enumerate(CASES)
    ])  # fmt: skip
    result: dict[int, dict[str, tuple[float | None, str, str, str]]] = {}
    for number, fact, *rest in connection.execute(passages_sql()).fetchall():
        result.setdefault(number, {})[fact] = tuple(rest)
    yield result
    connection.close()


def report(number: int) -> tuple[object, ...]:
    told = (None, None, None, None)
    key = f"{number}"
    return (number, key, 2024, True, "2021", *told, "a.txt", "txt", "", None, "", 0, key)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{CASES[n][0]}-{n}")
def test_a_wording_is_found_where_it_stands_and_only_there(number: int, found: dict) -> None:
    name, text, is_there = CASES[number]
    value, mark, evidence, place = found[number][name]
    if is_there:
        assert (mark, place) == ("number", "第9行")
        assert value is not None
        assert evidence in text
        return
    is_wanted = TEXTS[name].wanted
    assert (value, mark) == ((None, "absent") if is_wanted else (0, "number"))


@pytest.mark.parametrize("name", TEXTS)
def test_every_wording_has_an_example_and_a_counter_example(name: str) -> None:
    assert TEXTS[name].examples
    assert TEXTS[name].counter_examples


def test_a_wording_is_not_looked_for_in_other_sections(found: dict) -> None:
    number = next(n for n, case in enumerate(CASES) if case[0] == "parts_of_report")
    assert "problems_line" not in found[number]
