"""Opens a kept original again, to show it: its lines as the readers give them.

Plain text is opened here. All else is opened in a process of its own that is ended when it takes
too long or too much: this module run with a suffix, the file on its input, the lines on its output.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path, PurePath
from typing import Any

import etl
from etl import extract
from etl.domain.errors import ReportError, UnreadableFile
from etl.domain.report import Line
from etl.pipeline.memory_limit import limit_memory

LIGHT = (".txt", ".md", ".csv", ".tsv", ".json")
LARGEST_LIGHT = 2 * extract.MEGABYTE
TIME_LIMIT = 60.0
MEMORY_LIMIT = 2 * 1024 * extract.MEGABYTE
MOST_CHARACTERS = 3_000_000
ADVICE = "可下载原件，用 Word、WPS 或浏览器查看。"


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
    """Return a file's lines from a process of its own."""
    command = [sys.executable, "-m", __name__, suffix]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
            cwd=Path(etl.__file__).parents[1],
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("打开原件用时过长。", ADVICE) from error
    return received(done.stdout)


def received(output: bytes) -> tuple[Line, ...]:
    """Return the lines that the process gave; raise UnreadableFile where it gave none."""
    try:
        told = json.loads(output)
    except ValueError as error:
        raise UnreadableFile("打开原件时出错或占用内存过多。", ADVICE) from error
    if isinstance(told, dict):
        raise UnreadableFile(told["problem"], told["hint"])
    return tuple(line_of(entry) for entry in told)


def line_of(entry: list[Any]) -> Line:
    """Return a line that was sent."""
    place, text, cells, confidence = entry
    return Line(place, text, tuple(cells) if cells is not None else None, confidence)


def told_of(suffix: str, content: bytes) -> Any:
    """Return what is sent of a file: its lines, or why it cannot be opened."""
    try:
        found = opened(suffix, content)
    except ReportError as error:
        return {"problem": error.problem, "hint": error.hint}
    return [[line.place, line.text, line.cells, line.confidence] for line in found]


def main() -> None:
    """Read a file from the input and write its lines to the output."""
    limit_memory(MEMORY_LIMIT)
    told = told_of(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode())


if __name__ == "__main__":
    main()
