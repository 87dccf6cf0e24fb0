"""How long the box for all townships, figures and sentences takes: `--only search`.

A county is asked for its ten years in the database of a province, as the page does; and all its
counties at once, as if they were one. It is the time of the processor, which on an idle machine is
never less than what the reader waits: others at work make it no longer.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from dashboard.pages.search import MOST_FIGURES, MOST_SENTENCES, MOST_TOWNSHIPS
from dashboard.queries import HARDENED
from dashboard.queries import statement as question
from etl.warehouse.publication import current_path
from etl.warehouse.sql import statement as model
from tests.benchmarks.queries import county_in_the_middle
from tests.benchmarks.ratios import TOWNSHIPS, Options, Ratio
from tests.benchmarks.scales import LAST_YEAR, statement, warehouse_at

BASELINE = "100 ms of the processor"
AT_ONCE = 0.1
YEARS = 10
ASKED = {
    "search_townships": MOST_TOWNSHIPS,
    "search_figures": MOST_FIGURES,
    "search_sentences": MOST_SENTENCES,
}
WORDS = (["公开"], ["12345"], ["热线", "办结"], ["没有的词"])
ONE_COUNTY = (
    "update unit_years set county_id = $county",
    "update series set county_id = $county",
    """create or replace table unit_years as select * replace (row_number() over (
        order by year desc, township collate zh, place_id)::integer as position) from unit_years""",
)


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how long a county and how long the whole take, the slowest of a few searches."""
    if options.townships > TOWNSHIPS["province"]:
        options = replace(options, scale="province")
    path = current_path(warehouse_at(options))
    county = county_in_the_middle(path)
    for what, changes in (("a county of it", ()), ("all of it as one county", ONE_COUNTY)):
        made, note = ten_years(options.folder / "search.duckdb", path, county, changes)
        with duckdb.connect(str(made), read_only=True, config=HARDENED) as connection:
            times = {
                " ".join(words): searched(connection, county, words, options.rounds)
                for words in WORDS
            }
        slowest = max(times, key=lambda said: sorted(times[said])[options.rounds // 2])
        yield Ratio(
            f"a search in ten years of a {options.scale}, {what}", BASELINE,
            tuple(seconds / AT_ONCE for seconds in times[slowest]), 1.0,
            note=f"“{slowest}”, the slowest of {len(WORDS)}; {note}",
        )  # fmt: skip
        made.unlink()


def ten_years(
    target: Path, source: Path | None, county: str, changes: tuple[str, ...]
) -> tuple[Path, str]:
    """Return a copy of a warehouse with texts of ten years, and what its sentences cost."""
    shutil.copyfile(str(source), target)
    with duckdb.connect(str(target)) as connection:
        connection.execute(statement("ten_years").replace("$last_year", str(LAST_YEAR)))
        for change in changes:
            given = {"county": county} if "$county" in change else None
            connection.execute(change, given)
        connection.execute("drop table if exists sentences")
    before = target.stat().st_size
    started = time.process_time()
    with duckdb.connect(str(target)) as connection:
        connection.execute(model("marts/sentences"))
        ((number,),) = connection.execute("select count(*) from sentences").fetchall()
    took, grown = time.process_time() - started, (target.stat().st_size - before) / 2**20
    note = f"{number:,} sentences, made in {took:.1f} s, {grown:.0f} MB"
    return target, f"{note} beside {before / 2**20:.0f} MB"


def searched(
    connection: duckdb.DuckDBPyConnection, county: str, words: list[str], rounds: int
) -> list[float]:
    """Return for each round how long the questions of one search take together."""
    given: dict[str, Any] = {
        "county": county, "from_year": LAST_YEAR - YEARS + 1, "to_year": LAST_YEAR,
        "townships": [], "types": [], "words": words,
    }  # fmt: skip
    asked = {}
    for name, most in ASKED.items():
        sql = question(name)
        named = {key: value for key, value in given.items() if f"${key}" in sql}
        asked[sql] = named | {"most": most}
    times = []
    for _ in range(rounds + 1):
        started = time.process_time()
        for sql, parameters in asked.items():
            connection.execute(sql, parameters).df()
        times.append(time.process_time() - started)
    return times[1:]
