"""`gongkai decide`: what a person decides on a file that waits."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.messages import described, told
from etl.domain.import_entry import ImportEntry
from etl.pipeline.acts.decide_waiting import dismiss_waiting, take_waiting
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.storage.files import waiting


@click.command()
@click.argument("sha256", required=False)
@data_option
@click.option("--place", help="这份报告的单位代码；不填时按文件所写。")
@click.option("--year", type=int, help="报告年度；不填时按文件所写。")
@click.option("--dismiss", is_flag=True, help="作废：不作为年度报告。")
@click.option("--by", default="", help="核收人。")
@click.option("--why", default="", help="理由，例如“电话核实”。")
def decide(  # noqa: PLR0913
    *, sha256: str | None, data: Path, place: str | None, year: int | None, dismiss: bool,
    by: str, why: str,
) -> None:  # fmt: skip
    """列出待核收的文件；写明校验值的前 12 位时，核收或作废这个文件。"""
    if sha256 is None:
        for entry in waiting.entries(data):
            click.echo(described(entry))
        return
    decision = Decision(by, why, place)
    with told():
        entry = settle(data, sha256, year, decision, dismiss=dismiss)
    click.echo(described(entry))
    sys.exit(0 if entry.outcome in ("imported", "dismissed") else 1)


def settle(
    data: Path, sha256: str, year: int | None, decision: Decision, *, dismiss: bool
) -> ImportEntry:
    """Carry out a decision and return what became of the file."""
    if dismiss:
        return dismiss_waiting(data, sha256, decision)
    return take_waiting(data, sha256, Expected(year=year, decision=decision))
