"""One command measures everything and prints one table of ratios: `python -m tests.benchmarks`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click

from tests.benchmarks.machine import machine
from tests.benchmarks.ratios import TOWNSHIPS, Measure, Options, Ratio, lines

# Modules beside this one; each has `measure(options)` and is imported only when it is measured.
MEASURES = [
    "exports",
    "county_files",
    "publishing",
    "screens",
    "visits",
    "sessions",
    "engines",
    "loading",
    "queries",
    "rules",
    "search",
]


def found(names: Sequence[str], options: Options) -> Iterator[Ratio]:
    """Yield what the measures give, one after another."""
    for name in names:
        measure: Measure = import_module(f"tests.benchmarks.{name}").measure
        yield from measure(options)


@click.command()
@click.option("--only", multiple=True, type=click.Choice(MEASURES), help="Only these measures.")
@click.option("--scale", default="nation", show_default=True, type=click.Choice(list(TOWNSHIPS)))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1))
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is generated here, to be used again.",
)
def main(only: Sequence[str], scale: str, rounds: int, folder: Path | None) -> None:
    """Measure and print one table of medians, with the lowest and the highest."""
    click.echo(f"{machine()}; scale {scale}, {rounds} rounds, the two ways in turn\n")
    with tempfile.TemporaryDirectory() as passing:
        options = Options(scale, rounds, folder or Path(passing))
        for line in lines(found(only or MEASURES, options)):
            click.echo(line)


if __name__ == "__main__":
    main()
