"""Sets what a table counts against how many live there, where the register says how many do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.queries.caching import cached
from dashboard.queries.result import Answer
from dashboard.tables.schema import Column, Kind, Table
from etl.definitions.population import population_words

PEOPLE = "population"
NO_PEOPLE = "no_population"
RESIDENTS = (
    "每万人：件数或条数÷名册登记的同一年的常住人口×10,000；"
    "没有登记当年人口的不计算，不用其他年度的人口代替。"
)


@cached
def by_residents(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, Table]:
    """Return a table with its rates by residents, and how many there are, after what is counted.

    Where the population of no row is known, there is nothing to say.
    """
    if not table.by_residents or frame[PEOPLE].isna().all():
        return frame, table
    words = population_words()
    rates = {rate.id: rate for rate in words.rates}
    people = frame[PEOPLE].astype("float64")
    unknown = people.isna()
    added: dict[str, pd.Series] = {}
    columns = {column.name: [column] for column in table.columns}
    for name, rate_id in table.by_residents:
        (counted,), rate, own = columns[name], rates[rate_id], f"{name}_per_head"
        added[own] = frame[name].astype("float64") * words.people / people
        marks = frame[counted.mark] if counted.mark else pd.Series(None, frame.index, dtype="str")
        added[f"{own}_mark"] = marks.where(frame[name].isna() | ~unknown, NO_PEOPLE)
        columns[name].append(
            Column(own, rate.title, Kind.AMOUNT, rate.unit, f"{own}_mark", counted.approximate)
        )
    added[f"{PEOPLE}_mark"] = pd.Series("number", frame.index).mask(unknown, NO_PEOPLE)
    last = columns[table.by_residents[-1][0]]
    last.append(Column(PEOPLE, "常住人口", unit="人", mark=f"{PEOPLE}_mark"))
    return Answer(frame.assign(**added)), replace(
        table,
        columns=tuple(column for group in columns.values() for column in group),
        notes=(*table.notes, RESIDENTS),
    )
