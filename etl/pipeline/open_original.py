"""Opens a kept original again, to show it: its lines as the readers give them.

Plain text is opened here. All else is opened in a process of its own that is ended when it takes
too long or too much.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath
from threading import BoundedSemaphore
from typing import NamedTuple

from etl import extract
from etl.domain.errors import ReportError, UnreadableFile
from etl.domain.report import Line
from etl.pipeline.reading.bounded_processes import BoundedProcesses

LIGHT = (".txt", ".md", ".csv", ".tsv", ".json")
LARGEST_LIGHT = 2 * extract.MEGABYTE
TIME_LIMIT = 60.0
MEMORY_LIMIT = 2 * 1024 * extract.MEGABYTE
MOST_CHARACTERS = 3_000_000
ADVICE = "可下载原件，用 Word、WPS 或浏览器查看。"
AT_ONCE = 2
OPENING = BoundedSemaphore(AT_ONCE)


class Problem(NamedTuple):
    """Why a file cannot be opened, as a process can send it."""

    problem: str
    hint: str


def original_content(root: Path, original: str, sha256: str) -> bytes:
    """Return a kept original's bytes; raise UnreadableFile when it is gone or has changed."""
    path = (root / original).resolve()
    if not original or not path.is_relative_to(root.resolve()) or not path.is_file():
        raise UnreadableFile("找不到这份报告的原件。", "可能已被移走或删除，可重新导入该报告。")
    content = extract.content_of(path)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UnreadableFile(
            "原件在导入之后被改动过，与读取时的内容不一致。", "请重新导入该报告后再查看。"
        )
    return content


def lines_of(name: str, content: bytes) -> tuple[Line, ...]:
    """Return a file's lines within bounds of time and memory; raise UnreadableFile otherwise."""
    suffix = PurePath(name).suffix.lower()
    if suffix in LIGHT and len(content) <= LARGEST_LIGHT:
        return opened(suffix, content)
    return opened_apart(suffix, content)


def opened(suffix: str, content: bytes) -> tuple[Line, ...]:
    """Return a file's lines; a JSON file's are those of its text."""
    shown = ".txt" if suffix == ".json" else suffix
    found = extract.read_content(f"original{shown}", content).lines
    if sum(len(line.text) for line in found) > MOST_CHARACTERS:
        raise UnreadableFile("原件内容过多，无法在页面上显示。", ADVICE)
    return found


def opened_apart(suffix: str, content: bytes) -> tuple[Line, ...]:
    """Return a file's lines from a process of its own, a few such processes at once at most."""
    with OPENING, BoundedProcesses(1, TIME_LIMIT, MEMORY_LIMIT) as processes:
        future = processes.submit(answer, suffix, content)
        failure = future.exception()
    if isinstance(failure, TimeoutError):
        raise UnreadableFile("打开原件用时过长。", ADVICE) from failure
    if isinstance(failure, MemoryError):
        raise UnreadableFile("打开原件占用内存过多。", ADVICE) from failure
    if failure is not None:
        raise UnreadableFile("打开原件时出错：文件已损坏，或内容异常。", ADVICE) from failure
    answered = future.result()
    if isinstance(answered, Problem):
        raise UnreadableFile(answered.problem, answered.hint)
    return answered


def answer(suffix: str, content: bytes) -> tuple[Line, ...] | Problem:
    """Return a file's lines, or why it cannot be opened; runs in a process of its own."""
    try:
        return opened(suffix, content)
    except ReportError as error:
        return Problem(error.problem, error.hint)
