"""Whatever becomes of one reading process concerns no other, and no process is without bounds."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from typing import Any

import pytest

from etl.pipeline.reading.bounded_processes import (
    SHARE_OF_MEMORY,
    BoundedProcesses,
    ProcessEnded,
)
from etl.pipeline.reading.process_memory import memory_of_machine

GIGABYTE = 1024**3
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")


@pytest.fixture(scope="module")
def processes() -> Iterator[BoundedProcesses]:
    with BoundedProcesses(2, seconds=30, memory=2 * GIGABYTE) as pool:
        yield pool


def fill_memory() -> int:
    return len(bytearray(40 * GIGABYTE))


def keep_much(size: int) -> int:
    KEPT.append(bytearray(size))
    return os.getpid()


KEPT: list[bytearray] = []


def panic() -> None:
    sys.exit(3)


def never_end() -> None:
    time.sleep(600)


@pytest.mark.parametrize(
    ("call", "failure"), [(panic, ProcessEnded), (os.abort, ProcessEnded), (int, None)]
)
def test_a_call_that_ends_its_process_fails_alone(
    processes: BoundedProcesses, call: Callable[[], Any], failure: type[Exception] | None
) -> None:
    failed = processes.submit(call)
    others = [processes.submit(abs, -number) for number in range(20)]
    assert [other.result() for other in others] == list(range(20))
    assert type(failed.exception()) is (failure or type(None))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX systems")
def test_idle_processes_that_are_killed_are_replaced(processes: BoundedProcesses) -> None:
    pids = {processes.submit(os.getpid).result() for _ in range(10)}
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    answers = [processes.submit(abs, -number) for number in range(10)]
    wait(answers)
    fresh = [processes.submit(os.getpid).result() for _ in range(10)]
    assert not pids & set(fresh)
    lost = [a for a in answers if a.exception()]
    assert len(lost) <= len(pids)
    assert all(isinstance(a.exception(), ProcessEnded) for a in lost)


@linux
def test_a_process_out_of_memory_is_replaced(processes: BoundedProcesses) -> None:
    for _ in range(4):
        assert isinstance(processes.submit(fill_memory).exception(), MemoryError)
    assert processes.submit(abs, -3).result() == 3


@linux
def test_a_process_that_has_grown_takes_no_other_call() -> None:
    with BoundedProcesses(1, seconds=30, memory=2 * GIGABYTE) as pool:
        grown = pool.submit(keep_much, 1400 * 1024 * 1024).result()
        assert pool.submit(os.getpid).result() != grown


def test_a_call_that_never_ends_is_ended() -> None:
    with BoundedProcesses(1, seconds=0.5) as pool:
        late, next_one = pool.submit(never_end), pool.submit(abs, -3)
        assert isinstance(late.exception(), TimeoutError)
        assert next_one.result() == 3


def test_calls_that_are_no_longer_wanted_are_ended_at_once() -> None:
    pool = BoundedProcesses(1, seconds=600)
    running, waiting = pool.submit(never_end), pool.submit(abs, -3)
    while not running.running():
        pass
    pool.shutdown(cancel_futures=True)
    assert isinstance(running.exception(), ProcessEnded)
    assert waiting.cancelled()


def test_what_cannot_be_sent_to_a_process_fails_alone(processes: BoundedProcesses) -> None:
    assert processes.submit(lambda: 3).exception() is not None
    assert processes.submit(abs, -3).result() == 3


def test_all_processes_together_are_bounded_by_the_machine() -> None:
    with BoundedProcesses(64) as pool:
        assert pool.processes * pool.memory <= memory_of_machine() * SHARE_OF_MEMORY
        assert pool.processes >= 1
