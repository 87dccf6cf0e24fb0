"""What the command line says of files and reports, one line or a few for each."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import duckdb

from etl.definitions.states import labels
from etl.domain.errors import ReportError
from etl.domain.import_entry import ImportEntry
from etl.domain.printable import printable
from etl.storage.decisions.corrections import load_corrections
from etl.storage.files.integrity import Fault
from etl.warehouse import publication

SHOWN_HASH = 12
OUTCOMES = labels("imports")


def described(entry: ImportEntry) -> str:
    """Return one line that says what became of a file."""
    settled = f" → {entry.place_id} {entry.year}年度" if entry.place_id else ""
    several = f"（{entry.reports} 份报告）" if entry.reports > 1 else ""
    message = f"：{entry.message}" if entry.message else ""
    if entry.outcome == "waiting":
        message += f"（gongkai decide {entry.sha256[:SHOWN_HASH]}）"
    return printable(f"[{OUTCOMES[entry.outcome]}] {entry.file_name}{settled}{several}{message}")


def summary(line: dict[str, Any]) -> str:
    """Return what was read of one report, for a person."""
    if "error" in line:
        return printable(f"{line['file']}：未能读取。{line['error']['message']}")
    marks = [cell["mark"] for cell in line["cells"]]
    parts = [
        f"{line['file']}：{line['township'] or '乡镇未知'} {line['year'] or '年度未知'}，"
        f"版式 {line['edition'] or '未知'}，落款 {line['report_date'] or '未知'}",
        "  表格：" + "、".join(f"{mark} {marks.count(mark)}" for mark in sorted(set(marks))),
        *(f"  {f['address']} = {f['raw']}  ← {f['evidence']}" for f in line["narrative"]),
        *(f"  待核：{issue['message']} {issue['place']}" for issue in line["issues"]),
    ]
    return "\n".join(printable(part) for part in parts)


def told_fault(fault: Fault) -> str:
    """Return one line that says which file of the data folder is at fault, and how."""
    where = f" 第{fault.line}行" if fault.line else ""
    return f"[{fault.file}{where}] {fault.problem}"


def unused_corrections(data: Path) -> Iterator[str]:
    """Yield a line for each correction that does not count, with the reason."""
    for file_name, address, message in publication.ask(data, "refused_corrections"):
        yield f"[更正未采用] {file_name} {address}：{message}"
    kept = {sha256 for (sha256,) in publication.ask(data, "original_hashes")}
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
        click.echo(printable(line))


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong with a file of ours, the disk or the database, without a traceback."""
    try:
        yield
    except ReportError as error:
        raise click.ClickException(printable(str(error))) from error
    except duckdb.Error as error:
        raise click.ClickException(
            "数据库没有更新，原来的数据库不变。请确认磁盘有足够空间；再运行一次会从保存的原件重建。"
        ) from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise click.ClickException(
            f"读写文件出错（{error.strerror or type(error).__name__}）。"
            "请确认磁盘有足够空间，数据文件夹可以读写。"
        ) from error


class InWords(click.Group):
    """The commands, each of which says in words what went wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was called."""
        with told():
            return super().invoke(ctx)
