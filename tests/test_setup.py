"""The project's own set-up: locks that pin everything, and one command that starts it all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run

PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)
PROJECT = tomllib.loads((run.ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock file pins; a marker may choose among several."""
    versions: dict[str, set[str]] = {}
    for package, version in PIN.findall((run.ROOT / name).read_text("utf-8")):
        versions.setdefault(package, set()).add(version)
    return versions


def named(requirements: list[str]) -> set[str]:
    """Return the names of required packages."""
    return {re.split(r"[\[<>=~! ]", requirement)[0].lower() for requirement in requirements}


def test_locks_pin_what_the_project_requires() -> None:
    extras = PROJECT["optional-dependencies"]
    runtime = named([*PROJECT["dependencies"], *extras["setup"]])
    assert runtime <= locked(run.RUNTIME).keys()
    optional = named([*extras["ocr"], *extras["cluster"]])
    assert runtime | optional <= locked(run.EXTRAS).keys()
    assert runtime | optional | named(extras["dev"]) <= locked(run.DEVELOPMENT).keys()


def test_development_runs_on_what_users_run_on() -> None:
    assert locked(run.RUNTIME).items() <= locked(run.EXTRAS).items()
    assert locked(run.EXTRAS).items() <= locked(run.DEVELOPMENT).items()


@pytest.mark.parametrize("name", [run.RUNTIME, run.EXTRAS, run.DEVELOPMENT])
def test_locks_have_hashes_and_no_addresses(name: str) -> None:
    text = (run.ROOT / name).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text


def test_the_bill_of_materials_names_all_that_is_locked(tmp_path: Path) -> None:
    made = tmp_path / "sbom.json"
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(run.ROOT / run.EXTRAS)]
    done = subprocess.run([*command, "-o", str(made)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    bill = json.loads(made.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    named: dict[str, set[str]] = {}
    for component in bill["components"]:
        named.setdefault(component["name"], set()).add(component["version"])
    assert named == locked(run.EXTRAS)


WORKFLOWS = sorted((run.ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_may_only_read(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action) for action in used)
    assert "\npermissions:\n  contents: read\n" in text
    recipes = set(re.findall(r"^([a-z]+)[^:=]*:(?!=)", (run.ROOT / "justfile").read_text("utf-8"),
        re.MULTILINE))  # fmt: skip
    assert set(re.findall(r"just ([a-z]+)", text)) <= recipes


def test_a_changed_lock_is_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (run.RUNTIME, "pyproject.toml"):
        (tmp_path / name).write_bytes((run.ROOT / name).read_bytes())
    monkeypatch.setattr(run, "ROOT", tmp_path)
    before = run.digest(run.RUNTIME)
    assert run.digest(run.RUNTIME) == before
    (tmp_path / run.RUNTIME).write_text("changed", "utf-8")
    assert run.digest(run.RUNTIME) != before


def test_ci_runs_the_very_command_of_the_readme() -> None:
    script = (run.ROOT / ".ci" / "run").read_text("utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().splitlines()[-1] == "python3 run.py test"


def test_the_command_line_starts_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard.server", "--help"]
    shown = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert shown.returncode == 0
    assert "--port" in shown.stdout


def test_an_office_without_spreadsheets_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "office" / "program"
    program.mkdir(parents=True)
    (program / "soffice").touch(0o755)
    (program / "libswlo.so").touch()
    monkeypatch.setenv("PATH", str(program))
    monkeypatch.setattr(run, "OFFICE_FILES", ())
    assert run.missing_for_office() == ["libreoffice-calc-nogui"]
    (program / "libsclo.so").touch()
    assert run.missing_for_office() == []
