"""What the reader has chosen to look at: one county, some townships, some years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from etl.definitions.unit_kinds import UnitKind, kind_of_all


@dataclass(frozen=True, slots=True)
class Selection:
    """The shared filters, checked against the warehouse; no township or type chosen means all.

    Where a county has units of several kinds, no type chosen means `usual_types`: those of the
    chosen units, of the townships where none is.
    """

    county_id: str
    county: str
    townships: tuple[str, ...]
    township_names: tuple[str, ...]
    types: tuple[str, ...]
    from_year: int
    to_year: int
    usual_types: tuple[str, ...] = ()

    @property
    def types_shown(self) -> tuple[str, ...]:
        """Return the types whose units are shown; none means all."""
        return self.types or self.usual_types

    def has(self, unit_type: str) -> bool:
        """Return whether units of a type are shown."""
        return not self.types_shown or unit_type in self.types_shown

    @property
    def kind(self) -> UnitKind | None:
        """Return the kind of the units that are shown; None where they are of several."""
        return kind_of_all(self.types_shown)

    @property
    def units(self) -> str:
        """Return what the units that are shown are called."""
        return self.kind.label if self.kind else "单位"

    @property
    def parameters(self) -> dict[str, Any]:
        """Return the parameters that a query may name."""
        return {
            "county": self.county_id,
            "townships": self.townships,
            "types": self.types_shown,
            "from_year": self.from_year,
            "to_year": self.to_year,
        }

    @property
    def years(self) -> str:
        """Return the chosen report years as text."""
        if self.from_year == self.to_year:
            return f"{self.to_year} 年"
        return f"{self.from_year}–{self.to_year} 年"

    @property
    def places(self) -> str:
        """Return the chosen townships as text."""
        if not self.townships:
            return f"全部{'、'.join(self.types) or self.units}"
        if len(self.township_names) > 3:
            return f"{'、'.join(self.township_names[:3])}等 {len(self.township_names)} 个"
        return "、".join(self.township_names)

    @property
    def scope(self) -> str:
        """Return whose figures these are, to begin a title with: the county, or what of it."""
        if self.townships:
            return self.places
        return f"{self.county}{self.places}" if self.types else self.county

    @property
    def last_year(self) -> Selection:
        """Return the same of the last chosen year alone."""
        return replace(self, from_year=self.to_year)

    @property
    def description(self) -> str:
        """Return the whole selection as one line of text."""
        return " · ".join((self.county, self.places, self.years))
