"""What follows from answers is made once, and never mistaken for what follows from others."""

from __future__ import annotations

import gc

import pandas as pd

from dashboard.queries import Parameters
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, rows

RUNS: list[str] = []


@cached
def total(frame: pd.DataFrame, *, column: str = "a") -> int:
    RUNS.append(column)
    return int(frame[column].sum())


@cached
def joined(words: list[str], labels: dict[str, str]) -> str:
    RUNS.append("joined")
    return "".join(labels[word] for word in words)


@cached
def asked(parameters: Parameters) -> str:
    RUNS.append("asked")
    return str(parameters["verdicts"][0]["finding_id"])


@cached
def points(figure: dict[str, list[dict[str, list[int]]]]) -> int:
    RUNS.append("points")
    return sum(len(trace["x"]) for trace in figure["data"])


def runs() -> int:
    """Return how often a function was run since this was asked last."""
    number = len(RUNS)
    RUNS.clear()
    return number


def test_the_same_of_the_same_answer_is_made_once() -> None:
    runs()
    frame = Answer({"a": [1, 2], "b": [3, 4]})
    assert [total(frame), total(frame), total(frame, column="b")] == [3, 3, 7]
    assert runs() == 2


def test_equal_answers_are_not_the_same() -> None:
    runs()
    for number in range(50):
        assert total(Answer({"a": [number]})) == number
        gc.collect()
    assert runs() == 50


def test_lists_and_mappings_are_told_apart_by_what_is_in_them() -> None:
    runs()
    assert joined(["x"], {"x": "甲"}) == joined(["x"], {"x": "甲"}) == "甲"
    assert joined(["x"], {"x": "乙"}) == "乙"
    assert joined(["x", "x"], {"x": "乙"}) == "乙乙"
    assert runs() == 3


def test_parameters_are_the_same_when_they_say_the_same() -> None:
    runs()
    for seen in (["甲"], ["甲"], ["乙"]):
        assert asked(Parameters(verdicts=[{"finding_id": seen[0]}])) == seen[0]
    assert runs() == 2


def test_what_is_nested_deeper_is_only_itself() -> None:
    runs()
    traces = [{"x": [1, 2]}]
    assert points({"data": traces}) == points({"data": traces}) == 2
    assert runs() == 1
    assert points({"data": [{"x": [1, 2]}]}) == 2
    assert runs() == 1


def test_rows_of_an_answer_are_made_once_and_in_a_list_of_ones_own() -> None:
    answer = Answer({"a": [1, 2]})
    first = rows(answer)
    first.pop()
    assert [row["a"] for row in rows(answer)] == [1, 2]
    assert rows(answer)[0] is first[0]
