"""Whole narratives in many wordings are read as the bank beside says: all of it and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from etl.domain.report import Axis, Figure, Line
from etl.transform.document.sentences import prose_of, sentences
from etl.transform.narrative.read_narrative import Account, read_account

BANK = yaml.safe_load(Path(__file__).with_name("narratives.yml").read_text("utf-8"))


def account(text: str, year: int | None = None) -> Account:
    """Return what is read from a text whose lines are printed one below the other."""
    lines = (Line(f"第{n}行", line) for n, line in enumerate(text.split("\n"), 1))
    return read_account(sentences(prose_of(lines)), year)


def value_of(figure: Figure) -> str:
    """Return a figure's value as the bank writes it, ≈ before an approximate one."""
    value = f"{figure.value:f}" if figure.value is not None else ""
    return f"{'≈' if figure.approximate else ''}{value}"


def parts(read: Account, axis: Axis) -> list[tuple[str, float]]:
    return sorted((item.label, float(item.count)) for item in read.items if item.axis is axis)


@pytest.mark.parametrize("case", BANK, ids=lambda case: case["text"])
def test_a_narrative_says_what_the_bank_says(case: dict[str, Any]) -> None:
    read = account(case["text"], case.get("year"))
    said = {name: str(value) for name, value in case.get("figures", {}).items()}
    assert {figure.figure: value_of(figure) for figure in read.figures} == said
    for axis, name in ((Axis.CATEGORY, "categories"), (Axis.CHANNEL, "channels")):
        listed = sorted((label, float(count)) for label, count in case.get(name, {}).items())
        assert parts(read, axis) == listed


def test_what_is_told_of_another_year_alone_is_asked_about() -> None:
    read = account("2023年12345热线办结率91%，受理12345热线工单40件。", 2024)
    assert read.figures == ()
    assert {(one.figure, one.reason) for one in read.candidates} == {
        ("hotline_received", "other_year"),
        ("hotline_rate_stated", "other_year"),
        ("hotline_conclusion_rate", "other_year"),
    }
    beside = account(
        "2023年受理12345热线412件，2022年为508件；办结率98.3%，2022年办结率为97.6%。", 2023
    )
    assert {f.figure: value_of(f) for f in beside.figures} == {
        "hotline_received": "412", "hotline_rate_stated": "98.3",
        "hotline_conclusion_rate": "98.3",
    }  # fmt: skip
    both = account("2023年12345热线办结率91%，2024年办结率98%。", 2024)
    assert {f.figure: value_of(f) for f in both.figures} == {
        "hotline_rate_stated": "98", "hotline_conclusion_rate": "98",
    }  # fmt: skip
