"""Every state has one word, written in the definitions and nowhere else."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import dashboard
import etl
from etl import definitions
from etl.definitions import load, zero_kinds
from etl.definitions.states import State, vocabularies

ROOTS = tuple(Path(package.__file__ or "").parent for package in (etl, dashboard))
SIGNS = " 　，。；：、（）()“”"
SQL_TEXT = re.compile(r"'((?:[^'\n]|'')*)'")
STATES = [state for vocabulary in vocabularies().values() for state in vocabulary.states]
LABELS = {
    *(state.label for state in STATES),
    *(kind.label for kind in load().marks.values() if kind.id != "number"),
    *(kind.label for kind in zero_kinds()),
}
RETIRED = {word: state.label for state in STATES for word in state.never}
CODE = sorted(path for root in ROOTS for path in root.rglob("*.py"))
QUERIES = sorted(path for root in ROOTS for path in root.rglob("*.sql"))
# What a file on disk says is a format, and what a sample county prints is someone else's wording.
FORMATS = ("etl/sample/", "etl/templates/")
# A query that puts a sentence together says which date it speaks of.
SENTENCES = ("dashboard/queries/submission_matrix.sql", "etl/warehouse/sql/facts/names.sql")


@cache
def words_of(path: Path) -> tuple[str, ...]:
    """Return the texts that a module or a query writes, its docstrings left out."""
    source = path.read_text("utf-8")
    if path.suffix == ".sql":
        bare = re.sub("--.*", "", source)
        return tuple(found[1] for found in SQL_TEXT.finditer(bare))
    tree = ast.parse(source)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return tuple(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


def named(path: Path) -> str:
    return path.relative_to(ROOTS[0].parent).as_posix()


@pytest.mark.parametrize(
    "path",
    [path for path in CODE + QUERIES if not named(path).startswith(FORMATS + SENTENCES)],
    ids=named,
)
def test_no_state_is_named_outside_the_definitions(path: Path) -> None:
    said = [text for text in words_of(path) if text.strip(SIGNS) in LABELS]
    retired = [word for text in words_of(path) for word in RETIRED if word in text]
    assert (said, retired) == ([], [])


def test_the_check_sees_a_label_in_python_and_in_sql(tmp_path: Path) -> None:
    python, query = tmp_path / "a.py", tmp_path / "a.sql"
    python.write_text('"""按期"""\nx = f"逾期 {3} 天"\n', "utf-8")
    query.write_text("-- '按期'\nselect case when true then '未报送' end", "utf-8")
    assert {text.strip(SIGNS) for text in words_of(python)} & LABELS == {"逾期"}
    assert words_of(query) == ("未报送",)


def test_no_word_stands_for_two_states_of_one_kind() -> None:
    for vocabulary in vocabularies().values():
        assert len(set(vocabulary.labels.values())) == len(vocabulary.states)
    assert not LABELS & set(RETIRED)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.id}_{state.label}")
def test_a_state_says_what_it_means(state: State) -> None:
    assert state.meaning
    assert state.meaning != state.label
    assert state.name.isascii()


def test_the_data_dictionary_uses_the_same_words() -> None:
    folder = Path(definitions.__file__ or "").parent
    told = yaml.safe_load((folder / "dictionary.yml").read_text("utf-8"))
    columns = [told["columns"], *(table.get("columns", {}) for table in told["tables"].values())]
    labels: dict[str, set[str]] = {kind.id: {kind.label} for kind in zero_kinds()}
    reasons = vocabularies()["reasons"].states
    for state in (*(s for s in STATES if s not in reasons), *load().marks.values()):
        labels.setdefault(state.id, set()).add(state.label)
    parts = [part.partition(" ") for of in columns for _, note in of.values()
        for part in note.split("、")]  # fmt: skip
    named = [(state, label) for state, _, label in parts if state in labels and label]
    assert len(named) > 20
    assert [pair for pair in named if pair[1] not in labels[pair[0]]] == []
