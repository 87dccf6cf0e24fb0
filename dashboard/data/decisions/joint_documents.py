"""Documents that several units count, and the county's sum once, as the store has them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dashboard.data.accounts.people import act_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import published
from etl.domain.errors import ReportError
from etl.storage.decisions.joint_documents import JointDocuments, load_joint, say_joint, take_away

Cell = tuple[str, int, str]
"""County, year and address."""


def entries_of(cell: Cell) -> tuple[JointDocuments, ...]:
    """Return the entries of a cell; raise ReportError where the store cannot be read."""
    return tuple(
        one for one in load_joint(root()) if (one.county_id, one.year, one.address) == cell
    )


def too_many_for(
    one: JointDocuments, others: Sequence[JointDocuments], figures: Mapping[str, Decimal | None]
) -> str:
    """Return the first unit whose figure cannot hold its joint documents, empty for none."""
    for unit in one.units:
        said = one.documents + sum(other.documents for other in others if unit in other.units)
        figure = figures.get(unit)
        if figure is None or figure < said:
            return unit
    return ""


def save(one: JointDocuments, by: str, why: str) -> str:
    """Write an entry down and publish it; return why not, empty when done."""
    try:
        say_joint(root(), one, act_of(by, why))
    except ReportError as error:
        return str(error)
    return published("联合发文已登记")


def remove(one: JointDocuments, by: str, why: str) -> str:
    """Take an entry away and publish that; return why not, empty when done."""
    try:
        take_away(root(), one, act_of(by, why))
    except ReportError as error:
        return str(error)
    return published("登记已取消")
