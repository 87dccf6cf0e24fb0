"""The register and the deadlines as officials change them, read afresh for every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from dashboard.data.accounts.people import act_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import MEGABYTE, published
from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from etl.domain.errors import BrokenSheet, ReportError
from etl.domain.place import Place
from etl.pipeline.open_original import lines_of
from etl.storage.records.change_log import versions
from etl.storage.records.confines import covers
from etl.storage.records.store import reading
from etl.storage.records.tables import DEADLINES, PLACES, POPULATIONS
from etl.storage.unit_register import deadlines, populations, units
from etl.storage.unit_register.closing_rows import set_aside
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.unit_checks import BrokenRegister, faults
from etl.storage.unit_register.unit_rows import headings, read_units
from etl.storage.unit_register.units import change_units, load_register
from etl.warehouse import publication

LARGEST = 5 * MEGABYTE
Units = Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Difference:
    """What saving would do to one unit; `before` or `after` is None where there is none."""

    before: Place | None
    after: Place | None
    reports: int

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        """Return what stands before and after, by the heading of what changes."""
        if self.before is None or self.after is None:
            return {}
        told = {
            headings()[part.name]: (said(self.before, part.name), said(self.after, part.name))
            for part in fields(Place)
            if part.name in headings()
        }
        old, new = (headed_populations(place) for place in (self.before, self.after))
        told |= {
            heading: (old.get(heading, ""), new.get(heading, "")) for heading in sorted(old | new)
        }
        return {heading: (old, new) for heading, (old, new) in told.items() if old != new}


def headed_populations(place: Place) -> dict[str, str]:
    """Return the populations of a unit by the heading of their year."""
    return {populations.heading(year): str(number) for year, number in place.populations}


def said(place: Place, name: str) -> str:
    """Return a part of a unit as it is written."""
    value = getattr(place, name)
    return "；".join(value) if name == "aliases" else str(value or "")


def registered() -> tuple[dict[str, Place], dict[str, int]]:
    """Return the units of real reports by code, and how often each was changed.

    That is said of each of their populations too, by code and year.
    """
    load_register(data_folder())
    mine = counties()
    with reading(data_folder()) as connection:
        known = Register(units.standing(connection)).within(mine)
        seen = versions(connection, PLACES) | versions(connection, POPULATIONS)
    return (
        {place.place_id: place for place in known.places},
        {code: number for code, number in seen.items() if covers(mine, [code])},
    )


def known_register(folder: Path) -> Register:
    """Return the register as whoever is at the screen may know it; raise ReportError."""
    return load_register(folder).within(counties())


def read_list(
    name: str, content: bytes, known: Units, area: Mapping[str, str]
) -> tuple[dict[str, Place], list[str]]:
    """Return the units in an uploaded or pasted list, and which rows of it are none.

    Raises ReportError for what is no list of units.
    """
    if len(content) > LARGEST:
        raise BrokenSheet("文件超过 5 MB。", "请确认没有放错文件。")
    given = (line.cells or (line.text,) for line in lines_of(name, content))
    lines, aside = set_aside(given)
    return read_units(lines, known, area), aside


def differences(stored: Units, edited: Units) -> list[Difference]:
    """Return what saving would change, units of `stored` that are not `edited` taken away."""
    filed = Counter(code for code, _, _ in reports_filed())
    return [
        Difference(stored.get(code), edited.get(code), filed[code])
        for code in sorted({*stored, *edited})
        if stored.get(code) != edited.get(code)
    ]


def reports_filed() -> list[tuple[str, int, bool]]:
    """Return the reports that rest on the register; nothing where no database was built."""
    return publication.ask(data_folder(), "filed_reports")


def reports_counted() -> list[tuple[str, int, bool]]:
    """Return unit and year of the real reports that are there, and whether one of them counts."""
    return publication.ask(data_folder(), "counted_reports")


def refused(changed: Sequence[Difference], stored: Units) -> list[str]:
    """Return why changes of these units cannot be saved, a sentence each; empty where they can."""
    found = {**stored, **wanted(changed)}
    return faults(stored.values(), filter(None, found.values()), reports_filed())


def wanted(changed: Sequence[Difference]) -> dict[str, Place | None]:
    """Return what each unit that changes is to be, None to take it away."""
    found = ((one.after or one.before, one.after) for one in changed)
    return {unit.place_id: after for unit, after in found if unit is not None}


def save(changed: Sequence[Difference], seen: Mapping[str, int], by: str, why: str) -> str:
    """Keep the changes as one act and publish them; return why they are not yet in the figures.

    Raises ReportError where nothing was kept.
    """
    change_units(data_folder(), wanted(changed), act_of(by, why), seen, reports_filed())
    return published("名册已保存")


def add_unit(row: Mapping[str, str], by: str, why: str) -> str:
    """Enter a unit of a known county, by the columns of the register; return its code.

    The database follows with what is done for its sake. Raises ReportError where nothing was kept.
    """
    said = act_of(by, why)
    known, seen = registered()
    lines = [[headings()[name] for name in row], [*row.values()]]
    ((code, place),) = read_units(lines, known, {}).items()
    if not place.type:
        raise BrokenRegister(f"从名称“{place.township}”看不出类型。", "请选择类型。")
    if code in known:
        raise BrokenRegister(f"代码 {code} 在名册中是{known[code].township}。", "请核对代码。")
    change_units(data_folder(), {code: place}, said, {code: seen.get(code, 0)}, reports_filed())
    return code


def deadlines_of(county_id: str) -> tuple[dict[int, date], dict[str, int]]:
    """Return the deadlines that a county has set by year, and how often each was changed."""
    deadlines.load_deadlines(root())
    with reading(root()) as connection:
        found = deadlines.standing(connection)
        seen = versions(connection, DEADLINES)
    return {d.year: d.deadline for d in found if d.county_id == county_id}, seen


def save_deadlines(
    county_id: str, wanted: Mapping[int, date | None], seen: Mapping[str, int], by: str, why: str
) -> str:
    """Keep the deadlines of a county as one act; return why not, empty when done."""
    try:
        deadlines.set_deadlines(root(), county_id, wanted, act_of(by, why), seen)
    except ReportError as error:
        return str(error)
    return published("期限已保存")
