"""How long all rules take at the scale of the nation, beside one scan of what they read.

`python -m tests.benchmarks.rules [--townships N] [--years N] [--rounds N]`
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import duckdb

from etl.definitions.rulebook import rulebook
from etl.warehouse.checks.catalogue import catalogue, printed_addresses
from etl.warehouse.checks.columns import NIL, NUMBER
from etl.warehouse.checks.instances import NOT_FROM_FORM
from etl.warehouse.checks.outcomes import instance_outcomes_sql
from tests.benchmarks.machine import machine
from tests.benchmarks.pairs import Work, compared, written
from tests.benchmarks.ratios import YEARS, Options, Ratio, ratios

HEADER = ("what", "seconds", "beside", "seconds", "ratio", "goal", "")
BASELINE = "one scan of the columns they read"
MOST = 10.0
# Applications of one applicant that all come to an end: what is new, granted and handled is equal.
FLOWING = ("received_new", "disclosed", "handled_total")


def value(address: str) -> str:
    """Return the SQL of a plausible figure; `applied` and `chance` stand for the report's own."""
    table, row, *column = address.split(".")
    if table == "applications":
        return "applied" if row in FLOWING and column[0] in ("natural_person", "total") else "0"
    if table in ("narrative", "report"):
        return f"case when hash(chance, '{row}') % 10 < 7 then hash(chance, '{row}', 1) % 300 end"
    if table == "reviews" or row == "regulations":
        return "0"
    return f"hash(township, '{address}') % 9"


def columns_of(address: str) -> str:
    """Return the SQL of the columns of an address."""
    figure = f"({value(address)})::decimal(38, 10)"
    if address.partition(".")[0] in NOT_FROM_FORM:
        return f'{figure} as "{address}", false as "{address}_approx"'
    return (
        f'case when slashed then 0 else {figure} end as "{address}_amount",'
        f' case when slashed then {NIL} else {NUMBER} end as "{address}_state"'
    )


def fill(connection: duckdb.DuckDBPyConnection, townships: int, years: int) -> None:
    """Make up `rule_inputs`: mostly townships without applications, a tenth with slashes only."""
    addresses = [*printed_addresses(), *(f"report.{f}" for f in rulebook().facts)]
    columns = ",\n".join(columns_of(a) for a in addresses)
    connection.execute(
        f"""
create table rule_inputs as
with made as (
    select t.range as township, y.range as number, hash(t.range, y.range) as chance
    from range($townships) t, range($years) y
),
drawn as (
    select *, chance % 10 = 0 as slashed, case when chance % 7 = 1 then chance % 90 else 0 end
        as applied
    from made
)
select (township * $years + number)::integer as report_id, '2021' as layout, 'township' as kind,
    case when number > 0 then (township * $years + number - 1)::integer end as previous_id,
    case when number > 0 then 'same_unit' else 'none' end as previous_relation,
{columns}
from drawn
order by report_id
""",
        {"townships": townships, "years": years},
    )
    connection.execute("checkpoint")


def scan_sql() -> str:
    """Return the statement that reads once every column that any rule reads."""
    read = dict.fromkeys(o.name for instance in catalogue() for o in instance.operands)
    sums = ", ".join(
        f'sum("{a}"), count_if("{a}_approx")'
        if a.partition(".")[0] in NOT_FROM_FORM
        else f'sum("{a}_amount"), sum("{a}_state")'
        for a in read
    )
    return f"select {sums} from rule_inputs"


@contextmanager
def works(folder: Path, townships: int, years: int) -> Iterator[tuple[Work, Work]]:
    """Give the two ways to be timed: judging all rules, and one scan of the columns they read."""
    connection = duckdb.connect(str(folder / "rules.duckdb"))
    fill(connection, townships, years)
    every = dict(enumerate(catalogue()))
    judge, scan = instance_outcomes_sql(catalogue(), every), scan_sql()
    yield (
        lambda: connection.execute(judge).fetchall(),
        lambda: connection.execute(scan).fetchall(),
    )
    connection.close()


def title(reports: int) -> str:
    return f"{len(rulebook().rules)} rules, {len(catalogue())} instances, {reports:,} reports"


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how long all rules take beside one scan."""
    with (
        tempfile.TemporaryDirectory(dir=options.folder) as folder,
        works(Path(folder), options.townships, YEARS) as (judge, scan),
    ):
        values = ratios(judge, scan, options.rounds)
    yield Ratio(title(options.townships * YEARS), BASELINE, values, MOST)


def row(townships: int, years: int, rounds: int) -> tuple[str, ...]:
    """Return the line of the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        works(Path(folder), townships, years) as (judge, scan),
    ):
        pair = compared((scan, judge), 1, rounds, time.perf_counter)
    ratio = pair.ratio.middle
    return (
        title(townships * years), written(1 / pair.second.middle), BASELINE,
        written(1 / pair.first.middle), f"{written(ratio)} ×", f"≤ {MOST:g} ×",
        "met" if ratio <= MOST else "missed",
    )  # fmt: skip


@click.command()
@click.option("--townships", default=40_000, show_default=True, type=click.IntRange(1))
@click.option("--years", default=18, show_default=True, type=click.IntRange(1))
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1))
def main(townships: int, years: int, rounds: int) -> None:
    """Measure the rules and print a table of medians."""
    click.echo(f"{machine()}; {rounds} rounds, the two ways in turn\n")
    lines = (HEADER, ("---",) * len(HEADER), row(townships, years, rounds))
    click.echo("\n".join(f"| {' | '.join(line)} |" for line in lines))


if __name__ == "__main__":
    main()
