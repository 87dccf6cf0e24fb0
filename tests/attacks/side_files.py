"""Damages the files that a data folder keeps beside the originals, and runs every command on it.

The last good state must go on, the fault must be said in words, and no journal may lose a line.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from click.testing import CliRunner

from etl.cli import main
from etl.warehouse import publication
from tests.attacks.damage import damaged
from tests.attacks.imports import ENGLISH, Result

SIDE_FILES = (
    "imports.jsonl", "places.csv", "deadlines.csv", "records.db",
    "FORMAT", "warehouse/CURRENT",
)  # fmt: skip
COMMANDS = (("status",), ("rebuild",), ("check",))
Change = Callable[[Path, Random], None]


def spoil(path: Path, chance: Random) -> None:
    """Damage the content of a file."""
    path.write_bytes(damaged(path.read_bytes() or b"x", chance))


def put_folder(path: Path, _: Random) -> None:
    """Have a folder in the place of a file."""
    path.unlink()
    path.mkdir()


def empty(path: Path, _: Random) -> None:
    """Lose the content of a file."""
    path.write_bytes(b"")


def double(path: Path, _: Random) -> None:
    """Have every line twice."""
    path.write_bytes(path.read_bytes() * 2)


def huge_line(path: Path, _: Random) -> None:
    """Have one line that is longer than any of ours."""
    path.write_bytes(path.read_bytes() + b'{"x": "' + b"9" * 3_000_000 + b'"}\n')


def wrong_types(path: Path, chance: Random) -> None:
    """Have values of other types where text and numbers are expected."""
    text = path.read_text("utf-8", errors="replace")
    for old in ('"', ",", "20", "99"):
        new = chance.choice(("[]", "{}", "null", "-1", "1e400", "²", "\x00", "'"))
        text = text.replace(old, new, chance.randint(1, 3))
    path.write_text(text, "utf-8")


CHANGES: tuple[Change, ...] = (
    spoil, put_folder, empty, double, huge_line, wrong_types, spoil, spoil, spoil,
)  # fmt: skip


def attack_side_files(work: Path, good: Path, count: int, seed: int) -> Result:
    """Damage side files of `count` copies of a good data folder, and run the commands on each."""
    chance = Random(seed)  # noqa: S311
    result = Result("damaged side files", count)
    for number in range(count):
        data = work / "data"
        shutil.copytree(good, data)
        name = SIDE_FILES[number % len(SIDE_FILES)]
        change = CHANGES[(number // len(SIDE_FILES)) % len(CHANGES)]
        change(data / name, chance)
        command = COMMANDS[(number + number // len(SIDE_FILES)) % len(COMMANDS)]
        result.failures += [
            f"{number} {name} {change.__name__} {command[0]}: {fault}"
            for fault in faults(data, command)
        ]
        shutil.rmtree(data)
    return result


def faults(data: Path, command: tuple[str, ...]) -> Iterator[str]:
    """Yield what a command did to a data folder that it should not have done."""
    originals = {p: p.read_bytes() for p in (data / "reports").rglob("*.*") if p.is_file()}
    done = CliRunner().invoke(main, [*command, "--data", str(data)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        yield f"{done.exception!r}"
    if ENGLISH.search(done.output.replace("Error: ", "")):
        yield f"says {done.output[-300:]!r}"
    if {p: p.read_bytes() for p in originals if p.is_file()} != originals:
        yield "an original has changed"
    path = publication.current_path(data)
    # `check` only looks: what is wrong with the pointer is mended by the next start.
    if command[0] != "check" and (path is None or not path.is_file()):
        yield "there is no database"
