"""Imports many damaged files or archives at once, good ones among them, and counts what broke."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from etl.domain.import_entry import ImportEntry
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal
from tests.attacks import seeds
from tests.attacks.damage import damaged
from tests.warehouses import stored

REGISTER = """\
place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor
990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,
990201002,示例省,示例市,南渡县,望云镇,镇,,,,
990201003,示例省,示例市,南渡县,石桥街道,街道,,,,
990201004,示例省,示例市,南渡县,大柳苏木,苏木,,,,
"""
OUTCOMES = {"imported", "unchanged", "rejected", "waiting"}
# A message is for an official: no names of exceptions, modules or paths of ours.
ENGLISH = re.compile(r"Error|Exception|Traceback|Pool|Pickl|/tmp|etl\.|\bNone\b")


@dataclass
class Result:
    """How many attacks of a kind were made, and what each failure was."""

    kind: str
    count: int = 0
    failures: list[str] = field(default_factory=list)


def folder_of(data: Path) -> Path:
    """Make a data folder with a register of four units and return it."""
    data.mkdir(parents=True)
    (data / "places.csv").write_text(REGISTER, "utf-8")
    return data


def attack_files(work: Path, count: int, seed: int, pool: Executor) -> Result:
    """Import `count` damaged files of every format in one import, with two good ones."""
    chance = Random(seed)  # noqa: S311
    names = list(seeds.files())
    given = work / "given"
    given.mkdir(parents=True)
    for number in range(count):
        kind = names[number % len(names)]
        suffix = kind[kind.rindex(".") :]
        content = damaged(seeds.files()[kind], chance)
        (given / f"{number:06}{suffix}").write_bytes(content)
    return imported("damaged files", work, given, count, pool)


def attack_archives(work: Path, count: int, seed: int, pool: Executor) -> Result:
    """Import `count` damaged archives in one import, with two good files."""
    chance = Random(seed)  # noqa: S311
    names = list(seeds.archives())
    given = work / "given"
    given.mkdir(parents=True)
    for number in range(count):
        content = damaged(seeds.archives()[names[number % len(names)]], chance)
        (given / f"{number:06}.zip").write_bytes(content)
    return imported("damaged archives", work, given, count, pool)


def imported(kind: str, work: Path, given: Path, count: int, pool: Executor) -> Result:
    """Import a folder between two good files, and return what did not come out as it should."""
    (given / "aaa.txt").write_bytes(seeds.GOOD)
    (given / "zzz.txt").write_bytes(seeds.OTHER)
    data = folder_of(work / "data")
    wanted = list(sources_in([given]))
    entries = import_reports.import_files(wanted, data, Expected(), executor=pool)
    result = Result(kind, count)
    result.failures += faults(entries, [source.name for source in wanted])
    written = sorted(entry.seq for entry in import_journal.entries(data))
    if written != sorted(entry.seq for entry in entries):
        result.failures.append(f"journal: {len(written)} of {len(entries)} entries")
    result.failures += lost(data, entries)
    return result


def faults(entries: Iterable[ImportEntry], names: list[str]) -> Iterator[str]:
    """Yield what is wrong with the entries of an import of files of these names."""
    found = list(entries)
    if [entry.file_name for entry in found] != names:
        yield f"{len(found)} entries for {len(names)} files"
    for entry in found:
        if entry.outcome not in OUTCOMES:
            yield f"{entry.file_name}: outcome {entry.outcome}"
        if entry.outcome == "rejected" and not is_for_people(entry.message):
            yield f"{entry.file_name}: {entry.message}"


def is_for_people(message: str) -> bool:
    """Return whether a message is a sentence in Chinese without what only programmers read."""
    return "。" in message and not ENGLISH.search(message)


def lost(data: Path, entries: Iterable[ImportEntry]) -> Iterator[str]:
    """Yield what is said to be imported and is not in the database, the good files above all."""
    held = {sha256 for (sha256,) in stored(data, "select sha256 from reports")}
    for entry in entries:
        if entry.outcome == "imported" and entry.reports and entry.sha256 not in held:
            yield f"{entry.file_name} is imported and not in the database"
    contents = {entry.file_name: entry for entry in entries}
    for name in ("aaa.txt", "zzz.txt"):
        if contents[name].outcome not in ("imported", "unchanged"):
            yield f"the good file {name}: {contents[name].outcome}"
