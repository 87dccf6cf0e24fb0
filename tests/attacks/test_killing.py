"""Commands are killed, and refused by the disk, at writing calls; each night at every one."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

STRIKES = [("import", "kill"), ("import", "full"), ("correct", "kill"), ("decide", "kill")]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process on POSIX systems")
@pytest.mark.parametrize(("name", "way"), STRIKES)
def test_a_command_that_is_struck_is_done_or_not_done(name: str, way: str) -> None:
    every = {"decide": 2}.get(name, 61)
    arguments = [sys.executable, "-m", "tests.attacks.killing", name, way, str(every), "1"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) >= 2
    assert [wrong for wrong in found if wrong[1]] == []
