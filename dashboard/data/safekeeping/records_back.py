"""Records of a file that an administrator brings back: what would change, and the act."""

from __future__ import annotations

import json
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from dashboard.data.accounts.people import acting
from dashboard.data.files.import_job import MEGABYTE, cleaned, published
from dashboard.data.office.files import MOST_ROWS
from dashboard.data.office.templates import slides_content, template_content
from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from etl.pipeline.safekeeping import merge_records
from etl.pipeline.safekeeping.brought_record import refuse_unfit
from etl.pipeline.safekeeping.known import Check
from etl.pipeline.safekeeping.merge_records import Brought, Fate, Name
from etl.pipeline.safekeeping.records_file import Tables, bring_whole, has_none
from etl.storage.own_files.kept import RUBRIC, SLIDES, TEMPLATE
from etl.storage.own_files.rubric import read_rubric
from etl.storage.people.accounts import ADMINISTRATOR
from etl.storage.records.change_log import Act
from etl.storage.unit_register.units import load_register

LARGEST = 50 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of the records of a file: how many of each kind, and those not the same.

    `units` are the names of the units and counties that they speak of, by code. `whole` are the
    tables of a file that comes whole, its log among them, where there is no record here yet.
    """

    name: str
    counts: Mapping[tuple[str, Fate], int]
    rows: Sequence[Brought]
    units: Mapping[str, str]
    whole: Tables | None = None

    @property
    def lines(self) -> int:
        """Return how many rows come whole."""
        return sum(max(len(table) - 1, 0) for table in (self.whole or {}).values())

    @property
    def conflicts(self) -> list[Brought]:
        """Return the records that were changed here since the file was taken out."""
        return [row for row in self.rows if row.fate is Fate.CONFLICT]

    def number(self, *fates: Fate) -> int:
        """Return how many records have one of these fates."""
        return sum(self.counts.get((kind, fate), 0) for kind, fate in self.counts if fate in fates)


def preview(name: str, content: bytes) -> Preview:
    """Return what bringing a file back would change; raise ReportError for what is no such file."""
    acting("", ADMINISTRATOR)
    given = merge_records.read_apart(name, content)
    if has_none(data_folder()):
        refuse_unfit(given, CHECKS)
        return Preview(cleaned(name), {}, [], {}, given)
    rows = merge_records.plan(data_folder(), given, counties(), CHECKS)
    counts = Counter((row.kind, row.fate) for row in rows)
    places = load_register(data_folder()).places
    units = {place.county_id: place.county for place in places}
    units |= {place.place_id: place.township for place in places}
    new = {row.key: row.edit.values for row in rows if row.kind == "places" and row.edit}
    units |= {code: str(values["township"]) for code, values in new.items() if values}
    return Preview(cleaned(name), counts, [row for row in rows if row.fate is not Fate.SAME], units)


def bring(found: Preview, typed: str, why: str, chosen: Collection[Name] = ()) -> str:
    """Bring back what was previewed, as one act, and publish it; return why it is not in figures.

    Of what was changed here since only the `chosen` come. Raises ReportError where nothing was
    kept.
    """
    said = f"取回“{found.name}”：{why.strip()}" if why.strip() else ""
    act = Act(acting(typed, ADMINISTRATOR), said, counties=counties())
    if found.whole is None:
        merge_records.bring(data_folder(), found.rows, act, chosen)
    else:
        bring_whole(data_folder(), found.whole, act)
    return published("记录已取回")


def must_be(kept_as: Callable[[str, bytes], str], name: str, content: str) -> None:
    """Raise ReportError or ValueError where an upload would not be kept as this content."""
    if kept_as(name, b64decode(content, validate=True)) != content:
        raise ValueError(name)


def must_be_rubric(_: str, content: str) -> None:
    """Raise ReportError, ValueError or TypeError where these are no rows of a rubric."""
    rows = json.loads(content)
    if not all(isinstance(cell, str) for row in rows for cell in row) or len(rows) > MOST_ROWS:
        raise ValueError(content[:20])
    read_rubric([(place, cells) for place, *cells in rows])


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        RUBRIC: must_be_rubric,
        TEMPLATE: partial(must_be, template_content),
        SLIDES: partial(must_be, slides_content),
    }
)
