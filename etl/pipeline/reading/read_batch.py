"""The reading stage: bytes of files in, rows for the warehouse out; any executor can run it.

Nothing here touches the disk or the register, so a batch can be read in any process or machine.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePath

from etl import extract, templates
from etl.domain.errors import ReportError
from etl.domain.printable import printable
from etl.domain.report import Report
from etl.pipeline.identity.resolve_identity import Head, head_of
from etl.pipeline.reading.bounded_processes import ProcessEnded
from etl.storage.decisions.corrections import Correction, corrected
from etl.transform import parse_all
from etl.warehouse.loading.report_rows import content_tables, packed

MOST_IN_BATCH = 32
LARGEST_BATCH = 8 * 1024 * 1024
AHEAD = 3
NOT_READING = ("sample", "sql", "cli")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Given:
    """A file to be read: its name, its bytes, and the corrections that speak of it."""

    name: str
    content: bytes
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says of its reports, or why it could not be read.

    A rejection is lasting where the content is at fault, not time, memory, tools or the clock.
    """

    heads: tuple[Head, ...] = ()
    rejection: str = ""
    is_lasting: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch of files says: a reading each, and the rows of them all as Arrow streams."""

    readings: tuple[Reading, ...]
    content: dict[str, bytes] = field(default_factory=dict)


def read_given(given: Given) -> tuple[Report, ...]:
    """Return the reports in a file: mostly one of a written one, many of a structured one."""
    if templates.is_structured(given.content):
        suffix = PurePath(given.name).suffix.lower()
        return templates.read_content(given.content, suffix)
    return parse_all(extract.read_content(given.name, given.content))


def read_batch(batch: Sequence[Given]) -> Batch:
    """Return what files say; a file that cannot be read does not keep the others from it."""
    readings: list[Reading] = []
    numbered: list[tuple[int, int, Report]] = []
    for number, given in enumerate(batch):
        try:
            reports = corrected(read_given(given), given.corrections)
        except ReportError as error:
            readings.append(Reading(rejection=str(error), is_lasting=error.is_lasting))
            continue
        readings.append(Reading(tuple(head_of(report) for report in reports)))
        numbered += [(number, place, report) for place, report in enumerate(reports)]
    return Batch(tuple(readings), packed(content_tables(numbered)))


def read_all(
    given: Iterable[Given], total: int, executor: Executor
) -> Iterator[tuple[tuple[Given, ...], Batch]]:
    """Yield what files say, in the order given, while the executor works ahead.

    `total` is about how many there are; few files are shared out singly.
    """
    size = size_of(executor)
    most = max(1, min(MOST_IN_BATCH, total // (size * AHEAD)))
    waiting: deque[tuple[tuple[Given, ...], Future[Batch]]] = deque()
    for batch in batches(given, most):
        waiting.append((batch, executor.submit(read_batch, batch)))
        if len(waiting) >= size * AHEAD:
            yield from outcome(*waiting.popleft(), executor)
    while waiting:
        yield from outcome(*waiting.popleft(), executor)


def size_of(executor: Executor) -> int:
    """Return how many tasks an executor runs at once, as far as it says so."""
    for name in ("processes", "_max_workers"):
        size = getattr(executor, name, None)
        if isinstance(size, int):
            return size
    return os.cpu_count() or 1


def batches(given: Iterable[Given], most: int) -> Iterator[tuple[Given, ...]]:
    """Yield files in batches of at most `most` files and about LARGEST_BATCH bytes."""
    batch: list[Given] = []
    size = 0
    for one in given:
        if batch and (len(batch) >= most or size + len(one.content) > LARGEST_BATCH):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(one)
        size += len(one.content)
    if batch:
        yield tuple(batch)


def outcome(
    batch: tuple[Given, ...], future: Future[Batch], executor: Executor, *, is_last: bool = False
) -> Iterator[tuple[tuple[Given, ...], Batch]]:
    """Yield what a batch says; where it failed, its files are read again one by one.

    A file whose process was killed from outside is read once more: it may not be at fault.
    """
    failure = future.exception()
    first, *others = batch
    if failure is None:
        yield batch, future.result()
    elif others or (is_killed(failure) and not is_last):
        for one in batch:
            again = executor.submit(read_batch, (one,))
            yield from outcome((one,), again, executor, is_last=not others)
    else:
        log.warning("%s could not be read: %r", printable(first.name), failure)
        yield batch, Batch((Reading(rejection=said_of(failure), is_lasting=False),))


def is_killed(failure: BaseException) -> bool:
    """Return whether a process ended by another's hand, mostly the system for want of memory."""
    return isinstance(failure, ProcessEnded) and failure.is_killed


def said_of(failure: BaseException) -> str:
    """Return why a file was given up, for the person who sent it."""
    if isinstance(failure, TimeoutError):
        return "读取超时，已放弃这个文件。请确认它是不是年度报告的原件；如是，请稍后再导入一次。"
    if isinstance(failure, MemoryError):
        return "读取时占用内存过多，已放弃这个文件。请确认它是不是年度报告的原件。"
    if is_killed(failure):
        return "读取时程序中断：读取进程被系统中止，可能是内存不足。请稍后再导入一次。"
    return (
        "读取时程序中断：文件已损坏，或内容异常。请用原来的软件打开核对，另存一份后重新导入；"
        "仍不行时请把文件交给维护人员。"
    )


@cache
def reader_version() -> str:
    """Return what changes whenever the same bytes might be read differently."""
    digest = hashlib.sha256()
    for source in sources_of(files("etl")):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()


def sources_of(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files of code and definitions that may change how a file is read."""
    for inner in sorted(folder.iterdir(), key=lambda found: found.name):
        if inner.name in NOT_READING:
            continue
        if inner.is_dir():
            yield from sources_of(inner)
        elif inner.name.endswith((".py", ".yml")):
            yield inner
