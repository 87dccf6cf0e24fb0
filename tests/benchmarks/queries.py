"""How long a page's questions take beside `select 1`: `python -m tests.benchmarks.queries`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import duckdb

from dashboard.queries import HARDENED, statement
from etl.warehouse.publication import current_path
from tests.benchmarks.questions import Question, asked_at
from tests.benchmarks.ratios import TOWNSHIPS, Options, Ratio, lines, ratios
from tests.benchmarks.scales import warehouse_at

BASELINE = "`select 1` on the same connection"
MOST = 15.0
# So many at once, since one alone is too short for the clock.
AT_ONCE = 5


def measure(options: Options) -> Iterator[Ratio]:
    """Yield for each page the question that takes longest."""
    slowest: dict[str, Ratio] = {}
    numbers: dict[str, int] = {}
    for question, ratio in every(options):
        page = question.page
        numbers[page] = numbers.get(page, 0) + 1
        if page not in slowest or slowest[page].spread.middle < ratio.spread.middle:
            slowest[page] = ratio
    for page, ratio in slowest.items():
        note = f"{page}: the slowest of {numbers[page]}"
        yield Ratio(ratio.what, ratio.baseline, ratio.values, ratio.goal, note=note)


def every(options: Options) -> Iterator[tuple[Question, Ratio]]:
    """Yield every question of every page."""
    data = warehouse_at(options)
    path = current_path(data)
    with duckdb.connect(str(path), read_only=True, config=HARDENED) as connection:
        for question in asked_at(data, county_in_the_middle(path)):
            yield question, compared(connection, question, options.rounds)


def compared(connection: duckdb.DuckDBPyConnection, question: Question, rounds: int) -> Ratio:
    """Return how one question compares; both ways fetch a frame, as the pages do."""
    sql = statement(question.name)
    given = {k: list(v) if isinstance(v, tuple) else v for k, v in question.parameters.items()}
    values = ratios(
        lambda: [connection.execute(sql, given).df() for _ in range(AT_ONCE)],
        lambda: [connection.execute("select 1").df() for _ in range(AT_ONCE)],
        rounds + 1,
    )
    return Ratio(f"query `{question.name}`", BASELINE, values[1:], MOST, note=question.page)


def county_in_the_middle(path: Path | None) -> str:
    with duckdb.connect(str(path), read_only=True, config=HARDENED) as connection:
        counties = connection.execute("select distinct county_id from series order by 1").fetchall()
    return counties[len(counties) // 2][0]


@click.command()
@click.option("--scale", default="nation", show_default=True, type=click.Choice(list(TOWNSHIPS)))
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1))
@click.option("--folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(scale: str, rounds: int, folder: Path) -> None:
    """Measure every question and print the table, the slowest last."""
    found = [ratio for _, ratio in every(Options(scale, rounds, folder))]
    for line in lines(sorted(found, key=lambda ratio: ratio.spread.middle)):
        click.echo(line)


if __name__ == "__main__":
    main()
