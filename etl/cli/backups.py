"""Commands that back a data folder up and bring it back."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import told
from etl.cli.output.progress import Bars
from etl.pipeline.filing import import_reports
from etl.pipeline.safekeeping.backup import back_up
from etl.pipeline.safekeeping.restore_backup import restore as bring_back


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def backup(file: Path, data: Path) -> None:
    """把原件、导入记录、名册、更正、处理意见、账号备份成一个 zip；可在使用中备份。"""
    with told():
        made = back_up(data, file)
    click.echo(f"已备份 {made.files} 个文件：{file.name}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def restore(file: Path, data: Path) -> None:
    """先核对备份，再用它替换数据文件夹；原来的内容移到其中的 replaced-… 文件夹。"""
    with told(), Bars() as bars:
        brought = bring_back(data, file, bars.show)
        import_reports.rebuild(data, bars.show)
    made_at = brought.made_at[:16].replace("T", " ")
    click.echo(f"已恢复 {made_at} 的备份，共 {brought.files} 个文件。")
