"""Shows how far an import has come: one bar a stage on a terminal, or lines for a program."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

import click

from etl.pipeline.workspace import Step

STAGES = {"reread": "正在重读原件", "import": "正在导入", "backup": "正在备份"}


def print_as_json(step: Step) -> None:
    """Print how far an import has come as one line, for a program to follow."""
    line: dict[str, Any] = {"stage": step.stage, "done": step.done, "total": step.total}
    if step.entry is not None:
        at = step.entry.imported_at.isoformat(timespec="seconds")
        line["entry"] = asdict(step.entry) | {"imported_at": at}
    click.echo(json.dumps(line, ensure_ascii=False))


class Bars(ExitStack):
    """The bars of the stages that have begun; ends them all when it is left."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: dict[str, Any] = {}

    def show(self, step: Step) -> None:
        """Move the bar of a step's stage to where it is."""
        if step.stage == "waiting":
            click.echo("另一个导入正在进行，等它完成后继续……", err=True)
        if step.stage not in STAGES:
            return
        if step.stage not in self.bars:
            self.bars[step.stage] = self.enter_context(
                click.progressbar(
                    length=step.total, label=STAGES[step.stage], file=sys.stderr,
                    hidden=not sys.stderr.isatty(),
                )
            )  # fmt: skip
        bar = self.bars[step.stage]
        bar.update(step.done - bar.pos)
