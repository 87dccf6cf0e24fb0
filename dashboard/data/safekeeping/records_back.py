"""Records of a file that an administrator brings back: what would change, and the act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.data.accounts.people import acting
from dashboard.data.files.import_job import MEGABYTE, cleaned, published
from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from etl.pipeline.safekeeping import merge_records
from etl.pipeline.safekeeping.merge_records import Brought, Fate
from etl.storage.people.accounts import ADMINISTRATOR
from etl.storage.records.change_log import Act
from etl.storage.unit_register.units import load_register

LARGEST = 50 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of the records of a file: how many of each kind, and those not the same.

    `units` are the names of the units and counties that they speak of, by code.
    """

    name: str
    counts: Mapping[tuple[str, Fate], int]
    rows: Sequence[Brought]
    units: Mapping[str, str]

    def number(self, *fates: Fate) -> int:
        """Return how many records have one of these fates."""
        return sum(self.counts.get((kind, fate), 0) for kind, fate in self.counts if fate in fates)


def preview(name: str, content: bytes) -> Preview:
    """Return what bringing a file back would change; raise ReportError for what is no such file."""
    acting("", ADMINISTRATOR)
    given = merge_records.read_apart(name, content)
    rows = merge_records.plan(data_folder(), given, counties())
    counts = Counter((row.kind, row.fate) for row in rows)
    places = load_register(data_folder()).places
    units = {place.county_id: place.county for place in places}
    units |= {place.place_id: place.township for place in places}
    new = {row.key: row.edit.values for row in rows if row.kind == "places" and row.edit}
    units |= {code: str(values["township"]) for code, values in new.items() if values}
    return Preview(cleaned(name), counts, [row for row in rows if row.fate is not Fate.SAME], units)


def bring(found: Preview, typed: str, why: str, *, with_conflicts: bool) -> str:
    """Bring back what was previewed, as one act, and publish it; return why it is not in figures.

    Raises ReportError where nothing was kept.
    """
    said = f"取回“{found.name}”：{why.strip()}" if why.strip() else ""
    act = Act(acting(typed, ADMINISTRATOR), said, counties=counties())
    merge_records.bring(data_folder(), found.rows, act, with_conflicts=with_conflicts)
    return published("记录已取回")
