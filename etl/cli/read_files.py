"""Reads files to show what is read of them; every file in a bounded process, as for an import."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

from etl.cli.output.report_json import as_json
from etl.domain.errors import ReportError
from etl.domain.printable import escaped
from etl.pipeline.reading.read_batch import AHEAD, Given, read_given, said_of, size_of
from etl.pipeline.reading.sources import Source


def lines_of_all(sources: Iterable[Source], executor: Executor) -> Iterator[list[dict[str, Any]]]:
    """Yield for each file its reports as plain values, or one line with the error, in order."""
    waiting: deque[tuple[str, Future[list[dict[str, Any]]]]] = deque()
    for source in sources:
        waiting.append((source.name, started(source, executor)))
        if len(waiting) > AHEAD * size_of(executor):
            yield answered(*waiting.popleft())
    while waiting:
        yield answered(*waiting.popleft())


def started(source: Source, executor: Executor) -> Future[list[dict[str, Any]]]:
    """Return what will be read of a file."""
    try:
        return executor.submit(read_lines, Given(source.name, source.content()))
    except ReportError as error:
        future: Future[list[dict[str, Any]]] = Future()
        future.set_result([error_line(source.name, error.kind, str(error))])
        return future


def answered(name: str, future: Future[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what was read of a file, or why its process could not."""
    failure = future.exception()
    return [error_line(name, "given_up", said_of(failure))] if failure else future.result()


def read_lines(given: Given) -> list[dict[str, Any]]:
    """Return the reports of a file as plain values, or one line with the error."""
    try:
        return [as_json(given.name, report) for report in read_given(given)]
    except ReportError as error:
        return [error_line(given.name, error.kind, str(error))]


def error_line(name: str, kind: str, message: str) -> dict[str, Any]:
    """Return why a file could not be read, as plain values."""
    return {"file": name, "error": {"kind": kind, "message": message}}


def as_text(line: dict[str, Any]) -> str:
    """Return plain values as one line of JSON that is safe on any terminal."""
    return escaped(json.dumps(line, ensure_ascii=False))
