"""Copies of a process, struck at one of their writing calls: killed, or refused by the disk."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl.domain.errors import ReportError

WRITING = {
    "write", "fsync", "replace", "rename", "link", "unlink", "mkdir", "rmdir", "truncate",
    "execute", "commit", "close",
}  # fmt: skip
REFUSABLE = {"write", "fsync", "replace", "link", "mkdir"}
# Texts and days have a `replace` that writes nothing.
WRITES_NOTHING = (str, date)
Command = Callable[[Path], object]


class Striker:
    """Counts the writing calls of a process, and strikes at the chosen one."""

    def __init__(self, at: int, way: str) -> None:
        self.at, self.way = at, way
        self.calls: list[str] = []

    def __call__(self, _frame: Any, event: str, called: Any) -> None:
        """Be told by the interpreter of every call; a profile function."""
        name = getattr(called, "__name__", "")
        if event != "c_call" or name not in self.wanted():
            return
        if isinstance(getattr(called, "__self__", None), WRITES_NOTHING):
            return
        self.calls.append(name)
        if len(self.calls) != self.at:
            return
        if self.way == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = errno.ENOSPC if self.way == "full" else errno.EROFS
        raise OSError(number, os.strerror(number))

    def wanted(self) -> set[str]:
        """Return the calls that count: all that write, or those that a disk can refuse."""
        return WRITING if "kill" in self.way else REFUSABLE


def struck(data: Path, command: Command, at: int, way: str) -> list[str]:
    """Run a command struck at one of its calls; return which there were. Ends in words."""
    striker = Striker(at, way)
    sys.setprofile(striker)
    try:
        command(data)
    except (ReportError, OSError, duckdb.Error):
        return striker.calls
    finally:
        sys.setprofile(None)
    return striker.calls


def in_a_copy(work: Callable[[], object]) -> tuple[int, str]:
    """Do work in a copy of this process; return how it ended, and what it gave as text."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
        try:
            with os.fdopen(theirs, "w") as answer:
                answer.write(json.dumps(work()))
            os._exit(0)
        finally:
            # The copy must not go on as the original, and clean up after it.
            os._exit(1)
    os.close(theirs)
    with os.fdopen(ours) as answer:
        text = answer.read()
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), text


def every_nth(calls: Sequence[str], nth: int) -> Iterable[int]:
    """Return the numbers of every n-th of these calls."""
    return range(min(2, nth), len(calls) + 1, nth)


def one_of_each(calls: Sequence[str], kinds: Iterable[str]) -> Iterator[int]:
    """Yield of each of these kinds the number of the call in the middle of its calls."""
    for kind in kinds:
        alike = [number for number, call in enumerate(calls, 1) if call == kind]
        yield alike[len(alike) // 2]
