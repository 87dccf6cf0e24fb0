"""A server of the sample county, and what it asks of the system, recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import dashboard

# Python imports a module of this name at its start; it notes every address asked for or called.
RECORDER = """
import os, sys
LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
CALLS = ("socket.connect", "socket.sendto", "socket.sendmsg")
log = os.open(os.environ["RECORDED_CALLS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def note(event, args):
    if event in LOOKUPS or event in CALLS:
        at = args[0] if event in LOOKUPS else args[1]
        os.write(log, f"{event} {at}\\n".encode())
sys.addaudithook(note)
"""


class Recording:
    """Which addresses processes asked for or called, as lines."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "calls.txt"
        (folder / "sitecustomize.py").write_text(RECORDER, "utf-8")
        self.environment = {
            "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]),
            "RECORDED_CALLS": str(self.path),
        }

    def lines(self) -> list[str]:
        """Return what was recorded so far."""
        return self.path.read_text("utf-8").splitlines()

    def run(self, code: str) -> None:
        """Run Python that is recorded."""
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | self.environment, check=True, timeout=60
        )


@pytest.fixture(scope="session")
def address(full_data: Path) -> Iterator[str]:
    """Return the address of the dashboard of the sample county."""
    with dashboard(full_data) as served:
        yield served


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Return a recording that has not begun."""
    return Recording(tmp_path)
