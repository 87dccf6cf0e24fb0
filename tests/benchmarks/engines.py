"""The main figures of the pages by pandas, by polars and by SQLite, beside the pages' questions.

The others have one table of the main figures of all counties where they like it best, in memory or
in a file of its own, and give the sum of each year and mark. The questions read the published
marts, and say besides which units are in the sum.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from dashboard.queries import HARDENED, statement
from etl.warehouse.publication import current_path
from tests.benchmarks.queries import county_in_the_middle
from tests.benchmarks.ratios import Options, Ratio, ratios
from tests.benchmarks.scales import FIRST_YEAR, LAST_YEAR, warehouse_at

MOST = 1.0
AT_ONCE = 3
INDEX = "create index of_county on figures (county_id, address, year)"
Total = Callable[[], float]
Given = tuple[str, str, int, int]


@dataclass(frozen=True)
class Figure:
    """A figure of a page: its question, the column that is summed, and where the others find it."""

    page: str
    question: str
    column: str
    table: str
    address: str = ""
    indicator: str = ""


TABLES = {
    "submissions": """
        select county_id, year, '' as address, if(report_id is null, status, 'number') as mark,
            1 as value
        from submissions""",
    "zero_kinds": """
        select county_id, year, '' as address, 'number' as mark, 1 as value from zero_kinds""",
    "figures": """
        select county_id, year, address, mark, value::double as value
        from series_values
        where address in (
            'narrative.proactive_total', 'narrative.hotline_received',
            'narrative.hotline_answered', 'applications.received_new.total',
            'applications.handled_total.total', 'applications.carried_out.total'
        )""",
}
FIGURES = (
    Figure("overview", "submission_status_by_year", "filed", "submissions"),
    Figure("zero_applications", "zero_kinds_by_year", "value", "zero_kinds"),
    Figure("proactive", "indicator_by_year", "part", "figures", "narrative.proactive_total",
           "proactive_total"),
    Figure("applications", "indicator_by_year", "part", "figures",
           "applications.received_new.total", "applications_received_new"),
)  # fmt: skip


def measure(options: Options) -> Iterator[Ratio]:
    """Yield for each other engine the page that fares worst beside it."""
    path = current_path(warehouse_at(options))
    county = county_in_the_middle(path)
    found: dict[str, list[tuple[str, tuple[float, ...]]]] = {}
    with duckdb.connect(str(path), read_only=True, config=HARDENED) as connection:
        for figure in FIGURES:
            for engine, values in compared(connection, figure, county, options):
                found.setdefault(engine, []).append((figure.page, values))
    for engine, pages in found.items():
        page, values = max(pages, key=lambda one: median(one[1]))
        yield Ratio(f"the figures of {len(pages)} pages", engine, values, MOST, note=page)


def compared(
    connection: duckdb.DuckDBPyConnection, figure: Figure, county: str, options: Options
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield how long a page's question takes beside each other engine, which must agree."""
    ours = product(connection, figure, county)
    frame = connection.execute(TABLES[figure.table]).df()
    given = (county, figure.address, FIRST_YEAR, LAST_YEAR)
    with tempfile.TemporaryDirectory(dir=options.folder, ignore_cleanup_errors=True) as folder:
        for engine, theirs in (
            ("pandas in memory", in_pandas(frame, given)),
            ("polars in memory", in_polars(frame, given)),
            ("SQLite", in_sqlite(frame, given, Path(folder, "plain"), index="")),
            ("SQLite with an index", in_sqlite(frame, given, Path(folder, "index"), index=INDEX)),
        ):
            if round(ours()) != round(theirs()):
                raise ValueError(f"{engine} has another figure for {figure.page}")
            yield engine, ratios(several(ours), several(theirs), options.rounds)


def several(work: Total) -> Callable[[], object]:
    return lambda: [work() for _ in range(AT_ONCE)]


def product(connection: duckdb.DuckDBPyConnection, figure: Figure, county: str) -> Total:
    """Return the question as a page asks it."""
    sql = statement(figure.question)
    given: dict[str, Any] = {
        "county": county, "townships": [], "types": [],
        "from_year": FIRST_YEAR, "to_year": LAST_YEAR,
    }  # fmt: skip
    if figure.indicator:
        given["indicator"] = figure.indicator
    return lambda: float(connection.execute(sql, given).df()[figure.column].sum())


def in_pandas(frame: pd.DataFrame, given: Given) -> Total:
    county, address, first, last = given
    return lambda: float(
        frame[
            (frame["county_id"] == county)
            & (frame["address"] == address)
            & frame["year"].between(first, last)
        ]
        .groupby(["year", "mark"])["value"]
        .sum()
        .xs("number", level="mark")
        .sum()
    )


def in_polars(frame: pd.DataFrame, given: Given) -> Total:
    county, address, first, last = given
    whole = pl.from_pandas(frame)
    return lambda: float(
        whole.lazy()
        .filter(
            pl.col("county_id") == county,
            pl.col("address") == address,
            pl.col("year").is_between(first, last),
        )
        .group_by("year", "mark")
        .agg(pl.col("value").sum())
        .filter(pl.col("mark") == "number")
        .collect()["value"]
        .sum()
    )


def in_sqlite(frame: pd.DataFrame, given: Given, path: Path, *, index: str) -> Total:
    """Return the figure from a file of its own, with an index or without."""
    connection = sqlite3.connect(path)
    frame.to_sql("figures", connection, index=False)
    connection.executescript(index)
    sql = (
        "select year, mark, sum(value) from figures where county_id = ? and address = ?"
        " and year between ? and ? group by year, mark"
    )
    return lambda: float(
        sum(total for _, mark, total in connection.execute(sql, given) if mark == "number")
    )
