"""Builds the database again behind a page, for what was just written down to count."""

from __future__ import annotations

import subprocess
from threading import Lock, Thread

from dashboard.data.files.import_job import command, home, last_words

BUSY = Lock()
WANTED: set[str] = set()
FAILED: dict[str, str] = {}


def count_again() -> None:
    """Have the database built again soon; several wishes that come meanwhile are one.

    A server that ends before leaves nothing undone: the next start sees that the database is old.
    """
    call = command(["rebuild"])
    WANTED.add(call[-1])
    Thread(target=build, args=(call,), daemon=True).start()


def build(call: list[str]) -> None:
    """Build the database of a data folder, the last word of the call, unless another just has."""
    with BUSY:
        if call[-1] not in WANTED:
            return
        WANTED.discard(call[-1])
        done = subprocess.run(
            call, stdin=subprocess.DEVNULL, capture_output=True, cwd=home(), text=True,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
        FAILED[call[-1]] = last_words(done) if done.returncode else ""


def why_not() -> str:
    """Return why the database could not be built the last time; empty where it could."""
    return FAILED.get(command([])[-1], "")
