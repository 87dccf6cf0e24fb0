"""Commands that take all records out of a data folder, and bring them into an empty one."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import told
from etl.pipeline.filing import import_reports
from etl.pipeline.safekeeping.records_file import ARCHIVE, WORKBOOK, bring_back, write_out


@click.group()
def records() -> None:
    """取出、取回人作出的全部登记和决定（名册、期限、更正、处理、退回、备注、账号等）。"""


@records.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def export(file: Path, data: Path) -> None:
    """取出全部记录：.xlsx 每表一页，.zip 每表一个 CSV；不含密码。"""
    if file.suffix.lower() not in (WORKBOOK, ARCHIVE):
        raise click.UsageError(f"文件名请以 {WORKBOOK} 或 {ARCHIVE} 结尾。")
    with told():
        write_out(data, file)
    click.echo(f"已取出全部记录：{file.name}")


@records.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def import_(file: Path, data: Path) -> None:
    """把取出的记录取回到没有记录的数据文件夹；账号要重新设密码。"""
    with told():
        brought = bring_back(data, file)
        import_reports.rebuild(data)
    click.echo(f"已取回 {brought} 条记录。")
