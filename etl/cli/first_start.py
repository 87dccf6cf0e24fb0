"""Before the pages open: a database must be there, and be one that this program built."""

from __future__ import annotations

from pathlib import Path

import click

from etl import sample
from etl.cli.messages import told
from etl.cli.progress import Bars
from etl.domain.errors import ReportError
from etl.pipeline import import_reports
from etl.storage import originals
from etl.warehouse import publication


def prepare(data: Path) -> None:
    """Make sure that there is a warehouse of ours to serve, of the sample if of nothing else."""
    if publication.current_path(data) is not None:
        renew(data)
        return
    if not any(originals.originals(data)) and not (data / "sample").exists():
        click.echo("首次启动：正在生成示例县数据……")
        sample.generate(data)
    click.echo("正在建立数据库……")
    with told(), Bars() as bars:
        import_reports.rebuild(data, bars.show)


def renew(data: Path) -> None:
    """Build the warehouse again where another program or register built it; else keep it."""
    try:
        if import_reports.is_up_to_date(data):
            return
        click.echo("程序或单位名册有改动，正在重建数据库……")
        with told(), Bars() as bars:
            import_reports.rebuild(data, bars.show)
    except ReportError as error:
        click.echo(f"{error}\n数据库没有重建，网页显示的是上次建立的数据库。", err=True)
