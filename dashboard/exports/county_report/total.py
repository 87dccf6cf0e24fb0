"""The county's official tables: every cell the sum of what its units print.

A slash counts as nothing beside numbers; what is blank, missing or unreadable is never added as 0
but counted, so that every sum says over how many units it goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from dashboard.exports.county_report.joint import Joint, joint_of
from etl.definitions import load
from etl.definitions.schema import Form
from etl.domain.report import Mark

NIL_SIGN = "/"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the register that owes a report; `edition` is None where it has not filed."""

    place_id: str
    name: str
    type: str
    edition: str | None
    has_filed: bool


@dataclass(frozen=True, slots=True)
class Fees:
    """Whether a unit writes what it charged for handling information, and how many notices."""

    unit: str
    is_told: bool
    notices: int | None


@dataclass(frozen=True, slots=True)
class Printed:
    """What one unit prints in one cell of its form; `value` only where the mark is `number`."""

    raw: str
    value: Decimal | None
    mark: Mark
    is_corrected: bool = False


@dataclass(frozen=True)
class CellTotal:
    """The sum of one cell over the units that filed, with what each of them printed.

    Documents that several of them made together (`joint`) are counted once.
    """

    address: str
    printed: Mapping[str, Printed]
    filed: int
    joint: tuple[Joint, ...] = ()

    @cached_property
    def counts(self) -> Counter[Mark]:
        """Return how many units printed what; a unit whose form lacks the cell counts as absent."""
        found = Counter(entry.mark for entry in self.printed.values())
        found[Mark.ABSENT] += self.filed - found.total()
        return found

    @cached_property
    def value(self) -> Decimal | None:
        """Return the sum; None where no unit printed a number."""
        numbers = [p.value for p in self.printed.values() if p.value is not None]
        return sum(numbers, Decimal(0)) - self.deducted if numbers else None

    @property
    def deducted(self) -> int:
        """Return how many documents are counted too often by the units."""
        return sum(one.deducted for one in self.joint)

    @property
    def unknown(self) -> int:
        """Return how many units filed and yet have no number and no slash here."""
        return sum(self.counts[mark] for mark in (Mark.BLANK, Mark.ABSENT, Mark.UNREADABLE))

    @property
    def is_complete(self) -> bool:
        """Return whether every unit that filed printed a number or a slash."""
        return not self.unknown

    @property
    def text(self) -> str:
        """Return the sum as the form prints it: a slash where there are slashes and no number."""
        if self.value is not None:
            return printed_number(self.value)
        return NIL_SIGN if self.counts[Mark.NIL] else ""


@dataclass(frozen=True)
class CountyTotal:
    """The tables of one county and year in the edition of the form that is in force.

    `only` is the kind of the units where the county has others that are not added up, `remarks`
    what people noted on them, and whether the year is frozen. `others` is what units print in cells
    that this edition does not have, by address and unit.
    """

    county: str
    year: int
    form: Form
    units: tuple[Unit, ...]
    cells: Mapping[str, CellTotal]
    only: str = ""
    remarks: tuple[str, ...] = ()
    others: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    fees: tuple[Fees, ...] = ()

    @cached_property
    def filed(self) -> tuple[Unit, ...]:
        """Return the units with a report."""
        return tuple(unit for unit in self.units if unit.has_filed)

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """Return the units without a report."""
        return tuple(unit for unit in self.units if not unit.has_filed)

    @cached_property
    def other_editions(self) -> tuple[Unit, ...]:
        """Return the units that used another edition of the form, or none at all."""
        return tuple(unit for unit in self.filed if unit.edition != self.form.edition)

    @cached_property
    def incomplete(self) -> tuple[CellTotal, ...]:
        """Return the cells whose sum lacks units that filed, in printed order."""
        return tuple(self.cells[a] for a in self.form.addresses() if not self.cells[a].is_complete)

    @cached_property
    def joint(self) -> tuple[CellTotal, ...]:
        """Return the cells with documents of several units, in printed order."""
        return tuple(self.cells[a] for a in self.form.addresses() if self.cells[a].joint)

    @cached_property
    def beyond(self) -> dict[str, Decimal]:
        """Return what comes to nothing in these tables: the sum of each cell that they lack."""
        return {address: sum(found.values(), Decimal(0)) for address, found in self.others.items()}

    @cached_property
    def beyond_of(self) -> set[str]:
        """Return the units that print a figure, and not just 0, in a cell that the tables lack."""
        return {unit for found in self.others.values() for unit, value in found.items() if value}

    def value(self, address: str) -> Decimal | None:
        """Return the sum of a cell."""
        return self.cells[address].value


def county_total(
    county: str,
    year: int,
    units: Iterable[Mapping[str, object]],
    cells: Iterable[Mapping[str, object]],
    joint: Iterable[Mapping[str, object]] = (),
) -> CountyTotal:
    """Return the tables of a county from the answers about its units, their cells and documents."""
    form = load().form_for(year)
    known = tuple(unit_of(row) for row in units)
    filed = sum(unit.has_filed for unit in known)
    printed: dict[str, dict[str, Printed]] = {address: {} for address in form.addresses()}
    others: dict[str, dict[str, Decimal]] = {}
    for row in cells:
        address, found = str(row["address"]), printed_of(row)
        if address in printed:
            printed[address][str(row["place_id"])] = found
        elif found.value:
            others.setdefault(address, {})[str(row["place_id"])] = found.value
    shared = joint_of(joint)
    return CountyTotal(
        county, year, form, known,
        {
            address: CellTotal(address, found, filed, shared.get(address, ()))
            for address, found in printed.items()
        },
        others=others,
    )  # fmt: skip


def unit_of(row: Mapping[str, object]) -> Unit:
    """Return a unit from its row."""
    edition = row["edition"]
    return Unit(
        str(row["place_id"]), str(row["township"]), str(row["type"]),
        edition if isinstance(edition, str) else None, str(row["status"]) != "missing",
    )  # fmt: skip


def printed_of(row: Mapping[str, object]) -> Printed:
    """Return what a unit prints in a cell."""
    mark = Mark(str(row["mark"]))
    value = Decimal(str(row["value"])) if mark is Mark.NUMBER else None
    return Printed(str(row["raw"]), value, mark, bool(row["is_corrected"]))


def printed_number(value: Decimal) -> str:
    """Return a number with all of its digits and none that mean nothing."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
