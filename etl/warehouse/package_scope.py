"""Which rows of each table are those of one county's year, written the same after every rebuild."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PUBLISHED = "published_figures"
# They say when and how this database was built, what came of files that count nowhere, or once more
# what `sections` hold.
LEFT_OUT = frozenset(("warehouse_info", "untaken_files", "named_files", "sentences"))
PLACES = "place_id in (select place_id from places where county_id = $county)"
REPORTS = f"report_id in (select report_id from reports where {PLACES} and year = $year)"
# By the first of these columns that a table has; one with none of them is of the definitions.
OWNED = {
    "finding_id": "finding_id in (select finding_id from findings"
    " where county_id = $county and year = $year)",
    "county_id": "county_id = $county",
    "place_id": PLACES,
    "report_id": REPORTS,
    "original": f"original in (select original from reports where {REPORTS})",
}
# Numbers of reports follow the order in which this database took them in.
NUMBERS = """(select n.number from (
    select report_id, row_number() over (
        order by place_id, year, seq, report_key, original, report_id
    ) as number from reports
) n where n.report_id = "{table}"."{column}")::integer as "{column}\""""
REPORT_NUMBERS = ("report_id", "other_report_id", "previous_id")


@dataclass(frozen=True, slots=True)
class Scope:
    """The year of a county that a package holds alone, under an id, and what it rests on."""

    id: str
    county_id: str
    year: int
    at: datetime
    inputs: Mapping[str, Any] = field(default_factory=dict)


def rows_of(columns: Collection[str]) -> str:
    """Return the condition of a scope's rows in a table of these columns."""
    owner = next((OWNED[column] for column in OWNED if column in columns), "true")
    if "finding_id" in columns or "valid_from" in columns or "year" not in columns:
        return owner
    return f"{owner} and year = $year"


def parameters(scope: Scope, condition: str) -> dict[str, Any]:
    """Return the parameters that a condition names."""
    given = {"county": scope.county_id, "year": scope.year}
    return {name: value for name, value in given.items() if f"${name}" in condition}


def numbered(table: str, columns: Collection[str]) -> list[str]:
    """Return what stands in the place of numbers of reports, the same whenever it was built."""
    return [
        NUMBERS.format(table=table, column=column) for column in REPORT_NUMBERS if column in columns
    ]
