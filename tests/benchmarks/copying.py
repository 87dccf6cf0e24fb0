"""How long finding copied narratives takes for a province, beside other ways with the same texts.

`python -m tests.benchmarks.copying [--townships N] [--years N] [--rounds N]`
"""

from __future__ import annotations

import tempfile
import time
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from statistics import mean

import click
import duckdb

from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.similarity import compare_texts
from etl.warehouse.sql import statement
from tests.benchmarks.machine import machine
from tests.benchmarks.pairs import compared, written

HEADER = ("what", "seconds", "beside", "seconds", "ratio")
UNITS_OF_A_COUNTY = 15
OF_THE_COUNTY, SHORTEST, LONGEST = 10, 32, 78
PAIRS_SAMPLED = 20
TABLES = """
create table places (place_id text, county_id text, county text, township text, kind text);
create table unit_kinds (kind text, is_compiled boolean);
create table reports (report_id integer, place_id text, year integer, is_active boolean,
    edition text);
create table reports_before (report_id integer, previous_id integer);
create table sections (report_id integer, ordinal integer, body text);
"""


def sentences(chance: Random) -> list[str]:
    """Return many sentences of 16 to 36 characters made of two-character words."""
    letters = [chr(0x4E00 + 6 * number) for number in range(2500)]
    words = ["".join(chance.choices(letters, k=2)) for _ in range(3000)]
    return ["".join(chance.choices(words, k=chance.randint(8, 18))) + "。" for _ in range(30_000)]


def texts(townships: int, years: int) -> list[str]:
    """Return 800 to 2,000 characters a report: the county's, a third of last year's, and new ones.

    They stand unit by unit and year by year.
    """
    chance = Random(20241231)  # noqa: S311
    pool = sentences(chance)
    shared: dict[tuple[int, int], list[str]] = {}
    told = []
    for township in range(townships):
        own: list[str] = []
        for year in range(years):
            county = (township // UNITS_OF_A_COUNTY, year)
            common = shared.setdefault(county, chance.choices(pool, k=OF_THE_COUNTY))
            many = chance.randint(SHORTEST, LONGEST)
            kept = chance.sample(own, min(len(own), many // 3))
            own = kept + chance.choices(pool, k=many - OF_THE_COUNTY - len(kept))
            told.append("".join(chance.sample([*common, *own], many)))
    return told


def fill(connection: duckdb.DuckDBPyConnection, bodies: list[str], years: int) -> None:
    """Fill the tables that are compared."""
    connection.execute(TABLES)
    number = len(bodies) // years
    load_rows(connection, "unit_kinds", [("township", False)])
    load_rows(connection, "places",
        [(str(n), str(n // UNITS_OF_A_COUNTY), "样例县", f"{n}号镇", "township")
         for n in range(number)],
    )  # fmt: skip
    load_rows(connection, "reports",
        [(n, str(n // years), 2008 + n % years, True, "2021") for n in range(len(bodies))],
    )  # fmt: skip
    load_rows(connection, "reports_before",
        [(n, n - 1 if n % years else None) for n in range(len(bodies))],
    )  # fmt: skip
    load_rows(connection, "sections", [(n, 1, body) for n, body in enumerate(bodies)])
    connection.execute(statement("similarity/similar_texts"))
    connection.execute("checkpoint")


def from_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare all texts as if none had been compared."""
    connection.execute("delete from similar_texts")
    compare_texts(connection)


def scan(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every text once."""
    connection.execute("select count(*) from sections where body like '%龘%'").fetchall()


def pairwise(bodies: list[str], years: int) -> float:
    """Return the seconds that difflib would take for all these pairs, judged by a few of them."""
    taken = []
    for number in range(PAIRS_SAMPLED):
        left, right = bodies[number % len(bodies)], bodies[(number + years) % len(bodies)]
        started = time.perf_counter()
        SequenceMatcher(None, left, right, autojunk=False).ratio()
        taken.append(time.perf_counter() - started)
    townships = len(bodies) // years
    siblings = townships * min(townships, UNITS_OF_A_COUNTY) // 2 * years
    return mean(taken) * (siblings + townships * (years - 1))


def lines(townships: int, years: int, rounds: int) -> list[tuple[str, ...]]:
    """Return the lines of the table."""
    bodies = texts(townships, years)
    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect(str(Path(folder) / "copying.duckdb"))
        fill(connection, bodies, years)
        works = (lambda: scan(connection), lambda: from_nothing(connection))
        pair = compared(works, 1, rounds, time.perf_counter)
        connection.close()
    whole, once = 1 / pair.second.middle, 1 / pair.first.middle
    by_difflib = pairwise(bodies, years)
    what = f"{len(bodies):,} reports of {mean(map(len, bodies)):,.0f} characters"
    return [
        (what, written(whole), "one scan of the same texts", written(once),
         f"{written(pair.ratio.middle)} ×"),
        (what, written(whole), f"difflib on all pairs, from {PAIRS_SAMPLED} of them",
         written(by_difflib), f"1/{written(by_difflib / whole)}"),
    ]  # fmt: skip


@click.command()
@click.option("--townships", default=1500, show_default=True, type=click.IntRange(1))
@click.option("--years", default=18, show_default=True, type=click.IntRange(1))
@click.option("--rounds", default=1, show_default=True, type=click.IntRange(1))
def main(townships: int, years: int, rounds: int) -> None:
    """Measure the comparison and print a table of medians."""
    click.echo(f"{machine()}; {rounds} rounds, the two ways in turn\n")
    table = (HEADER, ("---",) * len(HEADER), *lines(townships, years, rounds))
    click.echo("\n".join(f"| {' | '.join(line)} |" for line in table))


if __name__ == "__main__":
    main()
