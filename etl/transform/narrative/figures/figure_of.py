"""Makes the figure that a statement tells."""

from __future__ import annotations

from decimal import Decimal

from etl.domain.report import Figure
from etl.transform.narrative.statements.statement import Statement


def figure_of(name: str, made: Statement) -> Figure:
    """Return the figure of a statement; `detail` is the printed name of a rate."""
    return Figure(
        name,
        made.raw,
        made.count,
        approximate=made.approximate,
        evidence=made.sentence.text,
        place=made.sentence.place,
        reading="all_of_received" if made.all_of else "sentence",
        detail=made.object if made.percent else "",
    )


def sum_of(name: str, parts: list[Statement]) -> Figure:
    """Return the figure of a whole that is told by its parts alone."""
    first = parts[0]
    value = sum((made.count for made in parts), Decimal(0))
    return Figure(
        name, "+".join(made.raw for made in parts), value,
        approximate=any(made.approximate for made in parts),
        evidence=first.sentence.text, place=first.sentence.place, reading="sum_of_parts",
    )  # fmt: skip
