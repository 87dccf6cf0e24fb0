"""Keeps the report year's figures where a table prints two years side by side.

Only a header that names the years, or calls them this and last year, says which column is whose;
where it does not name the report's year, the figures are left joined and thereby unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from etl.definitions import cell_words
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.layout.row_labels import figures_of
from etl.transform.tables.rows import Row

NAMED = re.compile(r"(20\d\d)(?:年度?数?)?")
THIS, LAST = "this", "last"
Years = tuple[str, ...]


def for_year(rows: tuple[Row, ...], edition: str, year: int | None) -> tuple[Row, ...]:
    """Return the rows with one year's figures in those that print two years'."""
    if not any(len(row.cells) > 1 and years_in(row.cells) for row in rows):
        return rows
    return tuple(of_year(rows, edition, year))


def of_year(rows: tuple[Row, ...], edition: str, year: int | None) -> Iterator[Row]:
    """Yield the rows; below a header of two years only the report year's figures."""
    years: Years = ()
    for row in rows:
        found = years_in(row.cells) if len(row.cells) > 1 else ()
        years = found or years
        if found or not years or len(row.cells) == 1:
            yield row
            continue
        end, wanted = figures_of(row.cells, edition)
        head, values = row.cells[:end], row.cells[end:]
        yield row._replace(cells=(*head, *chosen(values, years, wanted, year)))


@lru_cache(maxsize=MEMORY)
def years_in(cells: tuple[str, ...]) -> Years:
    """Return the years that a header row names, two in all, nothing for any other row."""
    named = tuple(filter(None, (year_named(label_key(cell)) for cell in cells if cell)))
    return named if len(set(named)) == len(named[:2]) == 2 else ()


def year_named(key: str) -> str:
    """Return the year that a heading names, or which of the two it is, nothing for any other."""
    match = NAMED.fullmatch(key)
    words = cell_words()
    return (
        match[1] if match else THIS if key in words.this_year else LAST * (key in words.last_year)
    )


def chosen(values: tuple[str, ...], years: Years, wanted: int, year: int | None) -> tuple[str, ...]:
    """Return the figures of one year out of those of two; rows of one year's width stay."""
    kept = values[:-1] if len(values) == 2 * wanted + 1 and not values[-1] else values
    if len(kept) != 2 * wanted:
        return values
    own = THIS if THIS in years else str(year)
    order = years if len(years) == len(kept) else sum(((y,) * wanted for y in years), ())
    picked = tuple(v for v, y in zip(kept, order, strict=False) if y == own)
    if own not in years or len(order) != len(kept) or len(picked) != wanted:
        return (" ; ".join(kept),)
    return (*picked, *values[len(kept) :])
