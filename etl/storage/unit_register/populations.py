"""How many people live in a unit in a year, as far as an office has entered it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from sqlalchemy import Connection, select

from etl.definitions.population import population_words
from etl.domain.errors import BrokenSheet
from etl.domain.place import Place
from etl.storage.records.change_log import Edit
from etl.storage.records.tables import POPULATIONS
from etl.storage.unit_register.unit_checks import BrokenRegister

COLUMN = "population_"
MOST = 100_000_000
TEN_THOUSAND = 10_000
YEAR = r"(?P<{}>20\d\d)年?[末底度]?"
Populations = tuple[tuple[int, int], ...]


def standing(connection: Connection) -> dict[str, Populations]:
    """Return year and number of people of each unit, by its code."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(select(POPULATIONS).order_by(POPULATIONS.c.key)):
        found[row.place_id].append((int(row.year), int(row.population)))
    return {code: tuple(sorted(given)) for code, given in found.items()}


def edits(
    place_id: str, before: Place | None, after: Place | None, seen: Mapping[str, int]
) -> Iterator[Edit]:
    """Yield the changes that make the populations of a unit what they should be."""
    old, new = (dict(place.populations) if place else {} for place in (before, after))
    for year in sorted({*old, *new}):
        if old.get(year) != new.get(year):
            key, number = f"{place_id}/{year}", new.get(year)
            values = {"place_id": place_id, "year": str(year), "population": str(number)}
            yield Edit(
                POPULATIONS, key, None if number is None else values, place_id[:12], year,
                seen.get(key, 0),
            )  # fmt: skip


def heading(year: int) -> str:
    """Return our heading of the column of a year."""
    return population_words().label.format(year=year)


@cache
def headed() -> re.Pattern[str]:
    """Return what the letters of a heading of populations are."""
    words = population_words()
    named = "|".join(map(re.escape, sorted(words.words, key=len, reverse=True)))
    unit = f"(?P<unit>{re.escape(words.ten_thousands)}|人)?"
    return re.compile(
        f"(?:{YEAR.format('first')})?(?:{named})数?(?:{YEAR.format('last')})?{unit}"
        f"(?:{YEAR.format('end')})?"
    )


def column_of(bare_heading: str) -> str:
    """Return the column that the letters of a heading mean, empty for none of populations.

    Raises BrokenSheet where it is not said of which year they are.
    """
    found = headed().fullmatch(bare_heading)
    if found is None:
        return ""
    years = {year for year in (found["first"], found["last"], found["end"]) if year}
    if len(years) != 1:
        raise BrokenSheet(
            f"“{bare_heading[:20]}”一列没有写明是哪一年的人口。",
            f"请把列名写成“{heading(2024)}”的样子。",
        )
    scale = "w" if found["unit"] == population_words().ten_thousands else ""
    return f"{COLUMN}{years.pop()}{scale}"


def populations_in(row: Mapping[str, str], before: Populations, where: str) -> Populations:
    """Return the populations of a unit: those of the columns of a row, others as they stood."""
    found = dict(before)
    for column, text in row.items():
        if column.startswith(COLUMN):
            year = int(column.removeprefix(COLUMN)[:4])
            found.pop(year, None)
            if number := people_in(text, scale=TEN_THOUSAND if column[-1] == "w" else 1, of=where):
                found[year] = number
    return tuple(sorted(found.items()))


def people_in(text: str, *, scale: int, of: str) -> int | None:
    """Return the number of people in a cell, None in an empty one; never 0."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("人").strip()
    if not plain:
        return None
    in_ten_thousands = population_words().ten_thousands.removesuffix("人")
    if plain.endswith(in_ten_thousands):
        plain, scale = plain.removesuffix(in_ten_thousands).strip(), TEN_THOUSAND
    try:
        number = Decimal(plain) * scale if re.fullmatch(r"[0-9.]{1,20}", plain) else Decimal(0)
    except InvalidOperation:
        number = Decimal(0)
    if not 0 < number <= MOST or number != int(number):
        raise BrokenRegister(
            f"{of}的人口“{text[:20]}”不是人数。", "请填写大于 0 的整数；不知道的留空，不要填 0。"
        )
    return int(number)


def columns(place: Place) -> dict[str, str]:
    """Return the populations of a unit as a table holds them, by column."""
    return {f"{COLUMN}{year}": str(number) for year, number in place.populations}


def headings(years: Iterator[int] | list[int]) -> dict[str, str]:
    """Return our headings of the columns of these years."""
    return {f"{COLUMN}{year}": heading(year) for year in years}
