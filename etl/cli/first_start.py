"""Before the pages open: a database must be there, and be one that this program built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click
import duckdb

from etl import sample
from etl.cli.output.progress import Bars
from etl.domain.errors import BrokenSheet, ReportError
from etl.domain.own_python import PYTHON
from etl.domain.printable import printable
from etl.pipeline.filing import import_reports
from etl.pipeline.safekeeping.at_work import remove_left_over
from etl.pipeline.safekeeping.restore_backup import finish
from etl.pipeline.up_to_date import is_up_to_date
from etl.storage.files import data_format, originals, uploads
from etl.warehouse import publication

PROJECT = Path(__file__).parents[2]


def prepare(data: Path) -> None:
    """Make sure that there is a warehouse of ours to serve, of the sample if of nothing else.

    What an interrupted import has left is caught up with, half-made copies go. Raises NewerData
    where a newer program wrote the folder, and where there is no database yet what keeps us from
    building one.
    """
    remove_left_over(data)
    finish(data)
    is_built = publication.current_path(data) is not None
    try:
        data_format.refuse_newer(data)
    except BrokenSheet as error:
        if not is_built:
            raise
        keep_on(str(error))
        return
    if is_built:
        renew(data)
        return
    if not any(originals.originals(data)) and not (data / "sample").exists():
        click.echo("首次启动：正在生成示例县数据……")
        sample.generate(data)
    click.echo("正在建立数据库……")
    with Bars() as bars:
        import_reports.rebuild(data, bars.show)


def renew(data: Path) -> None:
    """Build the warehouse again where what it is built from has changed; else keep it.

    Whatever is wrong with a file of ours or the disk, the database that is there goes on.
    """
    try:
        if is_up_to_date(data):
            return
        click.echo("程序、名册或保存的原件有改动，正在更新数据库……")
        with Bars() as bars:
            import_reports.rebuild(data, bars.show)
    except ReportError as error:
        keep_on(str(error))
    except duckdb.Error:
        keep_on("数据库没有建成，请确认磁盘有足够空间。")
    except OSError as error:
        keep_on(f"读写数据文件夹出错（{error.strerror or type(error).__name__}）。")


def keep_on(problem: str) -> None:
    """Say that the database of before is shown, and why."""
    click.echo(f"{printable(problem)}\n数据库没有更新，网页显示的是上次建立的数据库。", err=True)


def resume_uploads(data: Path) -> None:
    """Take up the imports of uploads that were interrupted, each in a process that outlives us."""
    for folder in uploads.interrupted(data):
        click.echo("上次有一批上传的文件没有导入完，现在继续导入……")
        try:
            with (folder / uploads.OUTPUT).open("w", encoding="utf-8") as output:
                subprocess.Popen(
                    [*PYTHON, "-m", "etl.cli", "import-upload", folder, "--data", data],
                    stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                    cwd=PROJECT, start_new_session=True,
                )  # fmt: skip
        except OSError as error:
            click.echo(f"没有能够继续（{error.strerror}），下次启动时再试。", err=True)
