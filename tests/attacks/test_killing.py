"""Commands are killed, and refused by the disk, at writing calls; each night at every one."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

# Eight calls of each, three that the disk refuses.
STRIKES = ("import,kill,24", "import,full,40", "correct,kill,33", "decide,kill,7")


@pytest.fixture(scope="module")
def found() -> list[tuple[str, int, str]]:
    """Return every strike with what was wrong after it, from one process that loads once."""
    arguments = [sys.executable, "-m", "tests.attacks.killing", *STRIKES]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process on POSIX systems")
@pytest.mark.parametrize("told", STRIKES)
def test_a_command_that_is_struck_is_done_or_not_done(
    told: str, found: list[tuple[str, int, str]]
) -> None:
    strikes = [(at, wrong) for of, at, wrong in found if of == told]
    assert len(strikes) >= 3
    assert [one for one in strikes if one[1]] == []
