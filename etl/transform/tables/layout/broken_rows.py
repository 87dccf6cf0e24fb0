"""Puts together one row of cells that a page break has cut into two."""

from __future__ import annotations

from etl.transform.tables.rows import is_value


def joined_rows(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Return two parts of one row cell by cell, nothing where both hold a figure.

    Of a row of other cells below only the rest of the label may be printed.
    """
    if len(above) != len(below):
        return continued(above, tuple(filter(str.strip, below)))
    pairs = list(zip(above, below, strict=True))
    if any(a and b and n for n, (a, b) in enumerate(pairs) if a.isdigit() or b.isdigit()):
        return ()
    return tuple(a + b for a, b in pairs)


def continued(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row with what alone is printed below it behind its label, before its figures."""
    start = next((n for n, cell in enumerate(above) if is_value(cell)), 0)
    at = max((n for n, cell in enumerate(above[:start]) if cell.strip()), default=-1)
    if at < 0 or len(below) != 1:
        return ()
    return (*above[:at], above[at] + below[0], *above[at + 1 :])
