"""Knows the form that an office left blank: labels a line, and not one figure between them."""

from __future__ import annotations

from collections.abc import Sequence

from etl.definitions import load
from etl.transform.tables.cells import Keyed
from etl.transform.tables.rows import Row, is_value


def left_blank(edition: str, found: Keyed, rows: Sequence[Row]) -> Keyed:
    """Return the rows that are blank rather than away from their figures: none are printed."""
    if any(is_value(cell) for row in rows for cell in row.cells):
        return {}
    form = load().forms[edition]
    return {
        key: printed._replace(values=("",) * len(form.table(key[0]).columns_of(key[1])))
        for key, printed in found.items()
        if printed.values is None and not any(printed.printed)
    }
