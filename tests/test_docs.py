"""What the documents say of commands, folders, pages and words is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

from dashboard.pages import modules
from etl.cli.commands import main
from etl.definitions.states import vocabularies
from tests import documented

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DOCUMENTS = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")],
    key=lambda path: path.as_posix(),
)
NAMED = re.compile(r"`([\w.]+(?:/[\w.<>*]*)+)`")
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
COMMANDS = re.compile(r"`gongkai ([a-z]+)")
MADE_AT_RUN_TIME = ("data/", "build/")


def table_under(heading: str, text: str) -> list[list[str]]:
    """Return the cells of the rows of the first table below a heading."""
    part = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


def test_the_readme_lists_every_page_in_the_order_of_the_navigation() -> None:
    listed = [row[0] for row in table_under("What you can see", README)]
    assert sorted(listed) == sorted(module.PAGE.title for module in modules())


def test_the_readme_lists_every_command_and_no_other() -> None:
    context = click.Context(main)
    assert isinstance(main, click.Group)
    known = set(main.list_commands(context))
    listed = {row[0].split()[1].strip("`") for row in table_under("Import your own reports", README)
        if row[0].startswith("`gongkai")}  # fmt: skip
    assert listed <= known
    for document in DOCUMENTS:
        assert set(COMMANDS.findall(document.read_text("utf-8"))) <= known, document


def test_the_readme_gives_no_option_that_a_command_lacks() -> None:
    context = click.Context(main)
    assert isinstance(main, click.Group)
    for line in README.splitlines():
        for called, rest in re.findall(r"gongkai ([a-z]+)([^`|#]*)", line):
            command = main.get_command(context, called)
            if isinstance(command, click.Group):
                command = command.get_command(context, rest.split()[0])
            if command is not None:
                known = {name for option in command.params for name in option.opts}
                assert set(re.findall(r"(--[a-z-]+)", rest)) <= known, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    named = [name for name in NAMED.findall(text) if not name.startswith(MADE_AT_RUN_TIME)]
    paths = [name.split("<")[0].split("*")[0].rstrip("/") for name in named]
    first = {path.name for path in ROOT.iterdir()}
    missing = [path for path in paths if path.split("/")[0] in first
        and not (ROOT / path).exists()]  # fmt: skip
    assert missing == []
    links = [target for target in LINK.findall(text) if not (document.parent / target).exists()]
    assert links == []


def test_the_tree_of_the_readme_is_the_tree() -> None:
    tree = README.partition("## Where things live")[2].split("```")[1]
    at: dict[int, str] = {}
    for line in filter(None, tree.splitlines()):
        depth = len(line) - len(line.lstrip())
        said = line.strip().partition("  ")[0]
        for name in said.split():
            path = "".join(at[d] for d in sorted(at) if d < depth) + name
            assert (ROOT / path).exists(), path
        at = {d: folder for d, folder in at.items() if d < depth} | {depth: said.split()[0]}
    for package in ("etl", "dashboard"):
        folders = {p.name for p in (ROOT / package).iterdir() if (p / "__init__.py").exists()}
        assert all(f"{folder}/" in tree for folder in folders)


def test_the_architecture_lists_every_folder() -> None:
    text = (documented.DOCS / "architecture.md").read_text("utf-8")
    for package in ("etl", "dashboard"):
        for folder in (ROOT / package).iterdir():
            if (folder / "__init__.py").exists():
                assert f"| `{package}/{folder.name}` |" in text


def test_every_point_of_the_standard_that_is_met_is_shown() -> None:
    text = (documented.DOCS / "asvs.md").read_text("utf-8")
    tests = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    assert set(re.findall(r"`(test_\w+)`", text)) <= tests
    points = re.findall(r"^\| (\d+)\.(\d+)\.(\d+) \|(.+)\|$", text, re.MULTILINE)
    order = [tuple(map(int, numbers)) for *numbers, _ in points]
    assert order == sorted(set(order))
    counts: Counter[tuple[str, str]] = Counter()
    for *_, said in points:
        level, _, state, why = (cell.strip() for cell in said.split(" | "))
        counts[state, level] += 1
        assert why
        if state == "met":
            assert "`" in why or why == "below"
    told = {row[0]: row[1:] for row in table_under("Result", text)}
    assert told == {
        state: [str(counts[state, level]) for level in "12"]
        for state in ("met", "not applicable", "open")
    }


def test_the_glossary_follows_from_the_definitions() -> None:
    assert documented.GLOSSARY.read_text("utf-8") == documented.glossary()


def test_the_licences_are_those_of_the_lock() -> None:
    assert documented.LICENCES.read_text("utf-8") == documented.licences()
    named = re.findall(r"^\| ([a-z0-9-]+) \| \d.* \| (.*) \|$", documented.licences(), re.MULTILINE)
    assert {name for name, _ in named} == documented.pinned("requirements-extras.lock").keys()
    assert [name for name, licence in named if not re.search("^(?!.*(?<!L)GPL).", licence)] == []


RETIRED = {
    word for vocabulary in vocabularies().values() for s in vocabulary.states for word in s.never
}
SPOKEN = [
    *(
        path
        for path in DOCUMENTS
        if path != documented.GLOSSARY and path.parent.name != "decisions"
    ),
    ROOT / "etl" / "cli" / "commands.py",
    *(path for path in sorted((ROOT / "etl").rglob("*.yml")) if path.name != "labels.yml"),
]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_retired_word_for_a_state_is_used(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [word for word in sorted(RETIRED) if word in text] == []


def test_retired_names_are_names_of_no_concept() -> None:
    rows = list(documented.concepts())
    names = {name for name, *_ in rows}
    assert not names & {word for *_, never in rows for word in never.split("、") if word}
    assert len(names) == len(rows)
    assert len({wording for _, wording, *_ in rows}) == len(rows)


def recipes() -> dict[str, str]:
    """Return the commands of the task runner by recipe."""
    found: dict[str, str] = {}
    name = ""
    for line in (ROOT / "justfile").read_text("utf-8").splitlines():
        if opened := re.match(r"([a-z]+)[^:=]*:(?!=)", line):
            name = opened[1]
        elif line.startswith("    ") and name:
            found[f"{name} {len(found)}"] = line.strip()
    return found


@pytest.mark.parametrize("command", recipes().values())
def test_a_recipe_runs_what_is_there(command: str) -> None:
    words = shlex.split(command.replace("{{", "").replace("}}", ""))
    if words[:2] == ["python", "-m"]:
        code = f"import importlib.util as u, sys; sys.exit(u.find_spec({words[2]!r}) is None)"
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
    else:
        assert words[0] in ("@just", "lint-imports") or (ROOT / words[1]).exists()
    paths = [word for word in words if word.startswith("tests/") and not word.endswith("where")]
    assert all((ROOT / path).exists() for path in paths)


def test_contributing_says_who_writes_and_where_state_is() -> None:
    assert "never writes" not in README + CONTRIBUTING
    writing = {"import_job.py", "review_decisions.py"}
    assert all(name in CONTRIBUTING for name in writing)
