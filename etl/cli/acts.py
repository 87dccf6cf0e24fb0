"""What a person decides on the command line, with the name, the reason and the way back."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import told
from etl.domain.printable import printable
from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.acts.place_report import Unit, move, take_as_current, withdraw
from etl.pipeline.acts.undo_act import undo_act
from etl.storage.records.change_log import Act


@click.command()
@click.argument("place")
@click.argument("year", type=int)
@click.argument("address")
@click.argument("meant")
@click.option("--why", required=True, help="更正理由，例如“乡镇来函更正”。")
@click.option("--by", required=True, help="更正人。")
@click.option("--printed", help="原文；同一地址印了几个数字时用它区分。")
@click.option("--seen", type=int, hidden=True)
@data_option
def correct(  # noqa: PLR0913
    *, place: str, year: int, address: str, meant: str, why: str, by: str, printed: str | None,
    seen: int | None, data: Path,
) -> None:  # fmt: skip
    """更正一个数字：乡镇名称或代码、年度、地址、应为的数字；原件不改，处处注明“已更正”。"""
    with told():
        done = correct_figure(data, Review(place, year, address, meant, why, by, seen, printed))
    click.echo(printable(f"已更正：{address} 原文“{done.printed}”，按“{meant}”统计。"))


@click.command()
@click.argument("number", type=int)
@click.option("--by", required=True, help="撤销人。")
@click.option("--why", default="", help="理由。")
@data_option
def undo(*, number: int, by: str, why: str, data: Path) -> None:
    """撤销一项操作，编号见网页“修改记录”；之后又被改动的不撤销。"""
    with told():
        done = undo_act(data, number, Act(by, why))
    if not done:
        raise click.UsageError(f"没有编号为 {number} 的操作。")
    click.echo(f"已撤销第 {number} 号操作。")


@click.command("place")
@click.argument("what", type=click.Choice(["take", "withdraw", "move"]))
@click.argument("place_id")
@click.argument("year", type=int)
@click.option("--file", "report", default="", help="哪一份文件：校验值，至少前 12 位。")
@click.option("--to", "to_place", help="改归哪个单位：代码；不填为原单位。")
@click.option("--to-year", type=int, help="改归哪个年度；不填为原年度。")
@click.option("--why", required=True, help="理由，例如“收错单位”。")
@click.option("--by", required=True, help="处理人。")
@click.option("--seen", hidden=True)
@click.option("--seen-there", hidden=True)
@data_option
def place_(  # noqa: PLR0913
    *, what: str, place_id: str, year: int, report: str, to_place: str | None,
    to_year: int | None, why: str, by: str, seen: str | None, seen_there: str | None, data: Path,
) -> None:  # fmt: skip
    """决定一个单位（代码）一个年度用哪份文件：take 选为现用，withdraw 撤回，move 改归。"""
    if what != "move" and (to_place or to_year is not None):
        raise click.UsageError("--to 和 --to-year 只用于 move（改归），没有处理。")
    unit, act = Unit(place_id, year, seen), Act(by, why)
    with told():
        if what == "withdraw":
            done = withdraw(data, unit, act)
        elif what == "take":
            done = take_as_current(data, unit, report, act)
        else:
            there = Unit(to_place or place_id, to_year or year, seen_there)
            done = move(data, unit, report, there, act)
    said = {"take": "选为现用", "withdraw": "撤回了", "move": "改归了"}[what]
    click.echo(printable(f"{said}：{done.file_name}。"))
