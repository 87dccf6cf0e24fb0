"""Documents of several units in a sum of the county: counted by each of them, added up once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.labels import wording

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Joint:
    """An entry of a cell: so many documents, which of the summed units count them, which do not.

    `lacking` ones print no number here, or one that is less than what was said of them.
    """

    documents: int
    counted: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def deducted(self) -> int:
        """Return how many documents too many the bare sum has."""
        return self.documents * max(len(self.counted) - 1, 0)

    @property
    def told(self) -> str:
        """Return in words who counts how many, or why nothing is deducted."""
        head = f"联合发文 {self.documents} 件，{named(self.counted)}"
        if self.deducted:
            return f"{head}各计一次，扣除重复 {self.deducted} 件"
        if self.lacking:
            said = f"{named(self.lacking)}该格没有数字，或少于所登记的件数"
            return f"登记的联合发文 {self.documents} 件没有扣除：{said}"
        return f"{head}计入，所汇总的其他单位没有计入，不用扣除"


def named(units: tuple[str, ...]) -> str:
    """Return the names of units."""
    return wording.names(units, MOST_NAMED)


def joint_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Joint, ...]]:
    """Return by the address of a cell its entries, from rows that are sorted by entry."""
    found: dict[str, list[Joint]] = {}
    for (address, _), units in groupby(rows, key=lambda row: (row["address"], row["number"])):
        known = list(units)
        one = Joint(
            int(known[0]["documents"]),
            tuple(row["township"] for row in known if row["is_counted"]),
            tuple(row["township"] for row in known if not row["is_counted"]),
        )
        found.setdefault(str(address), []).append(one)
    return {address: tuple(entries) for address, entries in found.items()}
