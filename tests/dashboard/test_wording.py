"""How figures are written: a missing one is a word, never a zero."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.labels import wording


@pytest.mark.parametrize(
    ("value", "mark", "written"),
    [
        (0, "number", "0 件"),
        (1234.5, "number", "1,234.5 件"),
        (None, "nil", "斜杠"),
        (None, "blank", "空白"),
        (None, "absent", "缺项"),
        (None, "unreadable", "无法识别"),
        (None, "no_report", "未报送"),
        (float("nan"), "partly_missing", "部分未报送"),
        (None, None, "—"),
    ],
)
def test_a_figure_is_written_by_its_mark(
    value: float | None, mark: str | None, written: str
) -> None:
    assert wording.number(value, "件", mark=mark) == written


def test_an_approximate_figure_says_so() -> None:
    assert wording.number(300, "条", approximate=True) == "≈300 条"


@pytest.mark.parametrize(
    ("value", "written"), [(None, None), (0, "持平"), (3, "+3 件"), (-1200, "-1,200 件")]
)
def test_a_change_has_its_sign(value: float | None, written: str | None) -> None:
    assert wording.change(value, "件") == written


def test_a_change_of_a_rate_is_in_percentage_points() -> None:
    assert wording.points(-0.0123) == "-1.2 个百分点"
    assert wording.points(0.0001) == "持平"


def test_many_names_are_cut_with_their_number() -> None:
    assert wording.names(["甲", "乙"]) == "甲、乙"
    assert wording.names("甲乙丙丁戊己庚", 3) == "甲、乙、丙等 7 个"


ROOT = Path(__file__).parents[2]
CHINESE, COMMAND = re.compile("[\u4e00-\u9fff]"), re.compile("gongkai |命令行|--[a-z]")


def said_in(path: Path) -> Iterator[str]:
    """Yield the Chinese texts of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and CHINESE.search(value):
            yield value


def is_said_on_a_terminal(path: Path) -> bool:
    return (ROOT / "etl" / "cli") in path.parents or path.name in ("listening.py", "workers.py")


@pytest.mark.parametrize("package", ["dashboard", "etl"])
def test_no_message_sends_people_to_a_command_line(package: str) -> None:
    modules = [p for p in (ROOT / package).rglob("*.py") if not is_said_on_a_terminal(p)]
    sent = [text for path in modules for text in said_in(path) if COMMAND.search(text)]
    assert sent == []
