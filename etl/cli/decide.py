"""`gongkai decide`: what a person decides on a file that waits."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import described, told
from etl.domain.printable import printable
from etl.pipeline.acts.decide_waiting import dismiss_waiting, restore_dismissed, take_waiting
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.storage.files import waiting


@click.command()
@click.argument("sha256", required=False)
@data_option
@click.option("--place", help="这份报告的单位代码；不填时按文件所写。")
@click.option("--year", type=int, help="报告年度；不填时按文件所写。")
@click.option("--dismiss", is_flag=True, help="忽略：不作为年度报告；文件留着，可以恢复。")
@click.option("--restore", is_flag=True, help="恢复一个已忽略的文件，重新待核收。")
@click.option("--by", default="", help="核收人。")
@click.option("--why", default="", help="理由，例如“电话核实”。")
def decide(  # noqa: PLR0913
    *, sha256: str | None, data: Path, place: str | None, year: int | None, dismiss: bool,
    restore: bool, by: str, why: str,
) -> None:  # fmt: skip
    """列出待核收的文件；写明校验值的前 12 位时，核收、忽略或恢复这个文件。"""
    said = {
        "--place": place,
        "--year": year is not None,
        "--dismiss": dismiss,
        "--restore": restore,
    }
    refuse_contradictions([option for option, is_given in said.items() if is_given], sha256)
    if sha256 is None:
        for entry in waiting.entries(data):
            click.echo(described(entry))
        return
    decision = Decision(by, why, place)
    with told():
        if restore:
            entry = restore_dismissed(data, sha256, decision)
        elif dismiss:
            entry = dismiss_waiting(data, sha256, decision)
        else:
            entry = take_waiting(data, sha256, Expected(year=year, decision=decision))
            if entry.outcome != "imported":
                raise click.ClickException(printable(entry.message))
    click.echo(described(entry))


def refuse_contradictions(given: list[str], sha256: str | None) -> None:
    """Raise UsageError where options say different things, or say them of no file."""
    if given and sha256 is None:
        raise click.UsageError(f"{given[0]} 要写明是哪个文件：校验值的前 12 位。")
    if len(given) > 1 and given[-1] in ("--dismiss", "--restore"):
        raise click.UsageError(f"{'、'.join(given)} 互相矛盾，没有处理；请只写一种处理方式。")
