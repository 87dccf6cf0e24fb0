"""Commands that keep things safe: backups, and years that are frozen and built again."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import told
from etl.cli.output.progress import Bars, print_as_json
from etl.pipeline.filing import import_reports
from etl.pipeline.safekeeping.at_work import BACKUP, alone
from etl.pipeline.safekeeping.backup import back_up
from etl.pipeline.safekeeping.freeze_year import freeze_year
from etl.pipeline.safekeeping.replay_year import Replayed, replay_year
from etl.pipeline.safekeeping.restore_backup import restore as bring_back
from etl.pipeline.workspace import Step
from etl.storage.records.change_log import Act

INPUTS = {
    "program": "程序版本", "reader": "读取程序", "definitions": "口径与规则", "records": "记录",
    "journal": "导入记录", "originals": "原件",
}  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_lines", is_flag=True, hidden=True)
@data_option
def backup(*, file: Path, as_lines: bool, data: Path) -> None:
    """把原件、导入记录、名册、更正、处理意见、账号备份成一个 zip；可在使用中备份。"""
    # From a page, where the last one stays; elsewhere as many as a person wants.
    with told(), alone(data, BACKUP) if as_lines else nullcontext(), Bars() as bars:
        made = back_up(data, file, print_as_json if as_lines else bars.show)
    if as_lines:
        print_as_json(Step("finished", made.files, made.files))
        return
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


@click.command()
@click.argument("county")
@click.argument("year", type=int)
@click.option("--name", required=True, help="定稿的名称，例如“报省定稿”。")
@click.option("--why", required=True, help="理由。")
@click.option("--by", required=True, help="定稿人。")
@data_option
def freeze(*, county: str, year: int, name: str, why: str, by: str, data: Path) -> None:  # noqa: PLR0913
    """把一个县（六位代码）一个年度定稿：数字、规则、口径、文字存成数据包，给出编号。"""
    with told():
        frozen = freeze_year(data, county, year, name, Act(by, why))
    click.echo(f"已定稿：{frozen.id}")


@click.command()
@click.argument("number")
@data_option
def replay(number: str, data: Path) -> None:
    """用当时的原件和记录重建一份定稿（编号），逐字节核对；不改动任何数据。"""
    with told():
        done = replay_year(data, number)
    if not done.is_same:
        raise click.ClickException(said_of(done))
    click.echo(f"定稿 {number} 重建一致，逐字节相同。")


def said_of(done: Replayed) -> str:
    """Return in words why a frozen year did not come out the same."""
    parts = [] if done.is_whole else ["保存的数据包与定稿时的校验值不符"]
    parts += [f"重建后不同：{'、'.join(done.differing)}"] if done.differing else []
    changed = [INPUTS[name] for name in done.changed if name in INPUTS]
    parts += [f"与定稿时不同的来源：{'、'.join(changed)}"] if changed else []
    return f"定稿 {done.frozen.id} 重建不一致。{'；'.join(parts)}。"
