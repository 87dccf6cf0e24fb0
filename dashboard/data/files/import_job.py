"""What an official brings in from a page, and what our command line does for it.

The work is done by our own command line in a process of its own, as it may take long, need much
memory, and must go on when the reader turns to another page.
"""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path, PurePath
from threading import Thread
from typing import Any, Protocol, TextIO

import etl
from dashboard.data.accounts.people import acting, may
from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from dashboard.queries.source import source
from etl.domain.errors import ReportError
from etl.domain.own_python import PYTHON
from etl.pipeline.reading.sources import suffixes
from etl.storage.files.uploads import (
    CANCELLED,
    OUTPUT,
    File,
    Known,
    in_queue,
    reserve,
    settle,
    stage,
)
from etl.storage.people.accounts import OFFICIAL
from etl.storage.records.confines import to_hand_over
from etl.warehouse.publication import current_path

MEGABYTE = 1024 * 1024
USUAL_LIMIT = 200
LONGEST_NAME = 120
HEARTBEAT = 1.0
# One is worked on at a time; each takes up to the upload limit on the disk.
MOST_IMPORTS = 5
TOO_MANY = f"已有 {MOST_IMPORTS} 个导入正在进行或等待，请等其中一个完成后再导入。"
UNKNOWN = "程序意外中断，请重试；仍不行时请联系维护人员。"


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str
    size: int

    def getbuffer(self) -> memoryview:
        """Return its bytes."""
        ...


def upload_limit() -> int:
    """Return how many megabytes may be brought in at once: GONGKAI_UPLOAD_MB, or the usual."""
    given = os.environ.get("GONGKAI_UPLOAD_MB", "")
    return int(given) if given.isdigit() and int(given) else USUAL_LIMIT


def too_large(uploads: Sequence[Upload]) -> str:
    """Return why so many bytes are not taken; empty where they are."""
    size = sum(upload.size for upload in uploads)
    if size <= upload_limit() * MEGABYTE:
        return ""
    return (
        f"这些文件共 {size / MEGABYTE:.0f} MB，超过一次 {upload_limit()} MB 的上限。请分几次导入。"
    )


def shows_sample() -> bool:
    """Return whether what is shown now are samples; nothing at all is none."""
    return current_path(data_folder()) is not None and source().is_sample


def bring_in(
    uploads: Sequence[Upload], county: str | None = None, year: int | None = None, by: str = "",
    *, is_trial: bool = False,
) -> Generator[dict[str, Any], None, None]:  # fmt: skip
    """Import files and yield each step of it; the last is `finished`, or `failed` with the reason.

    While nothing new happens, the last step is yielded again, with the seconds of silence. `county`
    and `year` are what the official knows of the files, `by` is their name. A trial only says what
    would happen; one step of it is `tried` with the findings by hash.
    """
    files = [File(cleaned(upload.name), upload.getbuffer()) for upload in uploads]
    try:
        name = acting(by.strip())
        staged = reserve(data_folder(), MOST_IMPORTS)
        if staged is None:
            yield {"stage": "failed", "message": TOO_MANY}
            return
        known = Known(county=county, year=year, by=name, is_trial=is_trial, counties=counties())
        stage(staged, files, suffixes(), known)
    except ReportError as error:
        yield {"stage": "failed", "message": str(error)}
        return
    step: dict[str, Any] = {"stage": "starting"}
    said, silent = "", 0.0
    for line in follow(["import-upload", str(staged)], staged / OUTPUT):
        found = step_in(line)
        said = said if found or not line else line
        silent = 0.0 if line else silent + HEARTBEAT
        step = found or step
        yield step | {"silent": silent}
    if step["stage"] != "finished":
        yield {"stage": "failed", "message": problem_in(said)}


def queued() -> list[tuple[Path, list[str]]]:
    """Return the imports that wait for another, each with the names of its files."""
    mine = counties()
    return [
        (staged, [*upload.names.values()])
        for staged, upload in in_queue(data_folder())
        if mine is None or upload.counties == mine
    ]


def cancel(staged: Path) -> bool:
    """Cancel an import that waits; False where it has begun or ended meanwhile, or one may not."""
    return may() and settle(staged, CANCELLED)


def cleaned(name: str) -> str:
    """Return a file's name without folders and without signs that no one sees."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    path = PurePath(seen)
    return f"{path.stem[:LONGEST_NAME]}{path.suffix[:12]}" if seen.strip(".") else "未命名"


def follow(arguments: Sequence[str], said: Path) -> Iterator[str]:
    """Start our command line and yield what it says; an empty line where it says nothing.

    It is a process of its own that goes on when no one listens any more, and also when this server
    ends. `said` is the file that it speaks into.
    """
    with (
        said.open("w", encoding="utf-8") as output,
        # Before it starts: it may take the file for what another has left, and remove it.
        said.open(encoding="utf-8", errors="replace") as lines,
    ):
        process = subprocess.Popen(
            command(arguments), stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, cwd=home(), start_new_session=True, env=surroundings(),
        )  # fmt: skip
        # Whether or not someone still listens, a process that has ended is let go.
        Thread(target=process.wait, daemon=True).start()
        while True:
            has_ended = process.poll() is not None
            yield from whole_lines(lines)
            if has_ended:
                return
            try:
                process.wait(HEARTBEAT)
            except subprocess.TimeoutExpired:
                yield ""


def whole_lines(lines: TextIO) -> Iterator[str]:
    """Yield the lines that a process has written since; one that is not whole yet comes later."""
    while True:
        start = lines.tell()
        line = lines.readline()
        if not line.endswith("\n"):
            lines.seek(start)
            return
        yield line.strip()


def surroundings() -> dict[str, str]:
    """Return the environment of our command line: it is bound as whoever is at the screen is."""
    return os.environ | to_hand_over(counties())


def command(arguments: Sequence[str]) -> list[str]:
    """Return the call of our own command line on the data that are shown."""
    where = ["--data", str(data_folder().resolve())]
    return [*PYTHON, "-m", "etl.cli", *arguments[:1], *where, *arguments[1:]]


def home() -> Path:
    """Return the folder from which Python finds our packages, installed or not."""
    return Path(next(iter(etl.__path__))).parent


def step_in(line: str) -> dict[str, Any] | None:
    """Return the step that a line tells of, None for any other line."""
    try:
        step = json.loads(line)
    except ValueError:
        return None
    return step if isinstance(step, dict) and "stage" in step else None


def problem_in(said: str) -> str:
    """Return what went wrong by the last thing that the command line said, without our paths."""
    if not said.startswith("Error: "):
        return UNKNOWN
    return said.removeprefix("Error: ").replace(str(data_folder().resolve()), "数据文件夹")


def published(done_already: str) -> str:
    """Have the database follow what was saved; return why it does not, empty when it does."""
    problem = called(["rebuild"])
    return f"{done_already}，但数据库没有更新：{problem}" if problem else ""


def make_sample() -> str:
    """Generate the sample county and publish it; return why not, empty when done."""
    try:
        acting()
    except ReportError as error:
        return str(error)
    return called(["sample"])


def done_by(typed: str, arguments: Sequence[str], role: str = OFFICIAL) -> str:
    """Have our command line do what a person decides; return what is wrong, empty when done."""
    try:
        name = acting(typed, role)
    except ReportError as error:
        return str(error)
    return called([*arguments[:1], f"--by={name}", *arguments[1:]])


def called(arguments: Sequence[str]) -> str:
    """Have our command line do something; return what it says is wrong, empty when done."""
    done = subprocess.run(
        command(arguments), stdin=subprocess.DEVNULL, capture_output=True, cwd=home(),
        text=True, encoding="utf-8", errors="replace", env=surroundings(),
    )  # fmt: skip
    return last_words(done) if done.returncode else ""


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a call of our command line that failed said last."""
    last = (done.stderr.strip().splitlines() or done.stdout.strip().splitlines() or [""])[-1]
    return last if last.startswith("[") else problem_in(last)
