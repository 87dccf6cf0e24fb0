"""Commands are killed, and refused by the disk, at writing calls; each night at every one.

Here it is a call of each kind, the one in the middle; what they have in common is struck in one
of them. A call that is refused leaves on the disk what a kill at it leaves, but for what we then
clean up: that is tried where a file is written, linked and put in its place.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

STRIKES = (
    "import,kill,mkdir,write,fsync,link,unlink,replace",
    "import,full,write,link,replace",
    "correct,kill,execute,commit,replace",
    "decide,kill,commit",
)


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
    assert len({at for at, _ in strikes}) == len(told.split(",")) - 2
    assert [one for one in strikes if one[1]] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process on POSIX systems")
def test_of_acts_killed_at_random_moments_none_is_lost_and_none_half_done() -> None:
    arguments = [sys.executable, "-m", "tests.attacks.random_kills", "60", "10", "1"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    *wrong, told = done.stdout.splitlines()
    assert wrong == []
    acts, answered, kills = map(int, re.findall(r"\d+", told))
    assert acts == 60
    assert kills >= 5
    assert acts - kills <= answered < acts
