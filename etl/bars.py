"""Shows how far an import has come: one bar a stage, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

import click

from etl.county import Step

STAGES = {"reread": "正在重读原件", "import": "正在导入"}


class Bars(ExitStack):
    """The bars of the stages that have begun; ends them all when it is left."""

    def __init__(self) -> None:
        super().__init__()
        self.bars: dict[str, Any] = {}

    def show(self, step: Step) -> None:
        """Move the bar of a step's stage to where it is."""
        if step.stage not in self.bars:
            self.bars[step.stage] = self.enter_context(
                click.progressbar(
                    length=step.total, label=STAGES[step.stage], file=sys.stderr,
                    hidden=not sys.stderr.isatty(),
                )
            )  # fmt: skip
        bar = self.bars[step.stage]
        bar.update(step.done - bar.pos)
