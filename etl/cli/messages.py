"""What the command line says of files and reports, one line or a few for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from etl.cli.report_json import as_json
from etl.definitions.states import labels
from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.pipeline.read_batch import Given, read_given
from etl.pipeline.sources import Source
from etl.storage.corrections import load_corrections
from etl.warehouse import publication

OUTCOMES = labels("imports")


def described(entry: ImportEntry) -> str:
    """Return one line that says what became of a file."""
    settled = f" → {entry.place_id} {entry.year}年度" if entry.place_id else ""
    several = f"（{entry.reports} 份报告）" if entry.reports > 1 else ""
    message = f"：{entry.message}" if entry.message else ""
    return f"[{OUTCOMES[entry.outcome]}] {entry.file_name}{settled}{several}{message}"


def read_lines(source: Source) -> list[dict[str, Any]]:
    """Return the reports of a file as plain values, or one line with the error."""
    try:
        reports = read_given(Given(source.name, source.content()))
    except ReportError as error:
        return [{"file": source.name, "error": {"kind": error.kind, "message": str(error)}}]
    return [as_json(source.name, report) for report in reports]


def summary(line: dict[str, Any]) -> str:
    """Return what was read of one report, for a person."""
    if "error" in line:
        return f"{line['file']}：未能读取。{line['error']['message']}"
    marks = [cell["mark"] for cell in line["cells"]]
    parts = [
        f"{line['file']}：{line['township'] or '乡镇未知'} {line['year'] or '年度未知'}，"
        f"版式 {line['edition'] or '未知'}，落款 {line['report_date'] or '未知'}",
        "  表格：" + "、".join(f"{mark} {marks.count(mark)}" for mark in sorted(set(marks))),
        *(f"  {f['address']} = {f['raw']}  ← {f['evidence']}" for f in line["narrative"]),
        *(f"  待核：{issue['message']} {issue['place']}" for issue in line["issues"]),
    ]
    return "\n".join(parts)


def unused_corrections(data: Path) -> Iterator[str]:
    """Yield a line for each correction that does not count, with the reason."""
    for file_name, address, message in publication.ask(data, "refused_corrections"):
        yield f"[更正未采用] {file_name} {address}：{message}"
    kept = {sha256 for (sha256,) in publication.ask(data, "held_hashes")}
    for sha256, corrections in load_corrections(data).items():
        if sha256 not in kept:
            for unused in corrections:
                yield (
                    f"[更正未采用] {unused.address}：原件 {sha256[:12]} 不在已导入的文件中"
                    f"（{unused.why}）"
                )


def echo_all(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong with a register, a correction or a cluster, without a traceback."""
    try:
        yield
    except ReportError as error:
        raise click.ClickException(str(error)) from error
