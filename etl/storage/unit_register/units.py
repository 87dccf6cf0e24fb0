"""The units of the register as the store of what people decide keeps them.

`places.csv` of earlier versions, and of the program's own first county, is taken over once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import Connection, func, select

from etl.domain.place import Place
from etl.storage.files.csv_table import lines_of
from etl.storage.records.change_log import Act, Edit, record
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import CHANGES, PLACES
from etl.storage.records.takeover import take_over
from etl.storage.unit_register import populations
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.unit_checks import BrokenRegister, Filed, check, check_change

FILE = "places.csv"
COLUMNS = (
    "place_id", "province", "prefecture", "county", "township", "type", "aliases", "valid_from",
    "valid_to", "successor",
)  # fmt: skip


def load_register(root: Path) -> Register:
    """Return the register of a data folder, in the order of its codes; empty where none was made.

    Raises BrokenSheet and BrokenRegister for a file of an earlier version that cannot be read.
    """
    take_over(root, FILE, earlier, stays=True)
    with reading(root) as connection:
        return Register(standing(connection), registered_counties(connection))


def is_registered(root: Path) -> bool:
    """Return whether units stand that a person has set."""
    with reading(root) as connection:
        return bool(registered_counties(connection))


def registered_counties(connection: Connection) -> frozenset[str]:
    """Return the counties with units whose register a person has ever changed."""
    changed = select(func.substr(CHANGES.c.place_id, 1, 6)).where(CHANGES.c.kind == PLACES.name)
    found = select(func.substr(PLACES.c.key, 1, 6)).intersect(changed)
    return frozenset(connection.scalars(found))


def standing(connection: Connection) -> tuple[Place, ...]:
    """Return the units that the store holds."""
    rows = connection.execute(select(PLACES).order_by(PLACES.c.key)).mappings()
    people = populations.standing(connection)
    return tuple(
        replace(place_from({**row, "place_id": row["key"]}), populations=people.get(row["key"], ()))
        for row in rows
    )


def earlier(path: Path) -> Iterator[tuple[None, Edit]]:
    """Yield the units of a file of an earlier version, which are no one's act."""
    yield from ((None, edit_of(place.place_id, place)) for place in units_in(path))


def units_in(path: Path) -> tuple[Place, ...]:
    """Return the units in a CSV file with the columns of COLUMNS; aliases split by `;`."""
    places = tuple(place_from(line) for _, line in lines_of(path, COLUMNS))
    check(places)
    return places


def change_units(
    root: Path, wanted: Mapping[str, Place | None], act: Act, seen: Mapping[str, int],
    filed: Filed = (),
) -> int:  # fmt: skip
    """Make each unit what is wanted, None to take it away, and return the number of the act.

    `seen` are the versions that the person looked at, by the keys of units and populations. Raises
    BrokenRegister where the register would contradict itself or leave a `filed` report without a
    unit, ChangedMeanwhile, NoName and CannotWrite; nothing is kept then.
    """
    load_register(root)
    with writing(root) as connection:
        before = standing(connection)
        stood = {place.place_id: place for place in before}
        edits = [edit_of(code, place, seen.get(code, 0)) for code, place in wanted.items()]
        for code, place in wanted.items():
            edits += populations.edits(code, stood.get(code), place, seen)
        number = record(connection, act, edits)
        check_change(before, standing(connection), filed)
        return number


def edit_of(place_id: str, place: Place | None, seen: int | None = None) -> Edit:
    """Return the change that makes a unit what it should be."""
    values = None if place is None else values_of(place)
    return Edit(PLACES, place_id, values, place_id[:12], seen=seen)


def values_of(place: Place) -> dict[str, str]:
    """Return a unit as the store and files write it, without its code and its populations."""
    values = asdict(place) | {"aliases": ";".join(place.aliases)}
    del values["place_id"], values["populations"]
    return {name: "" if value is None else str(value) for name, value in values.items()}


def place_from(line: Mapping[str, str]) -> Place:
    """Return one line of the register as a place."""
    return Place(
        place_id=line["place_id"],
        province=line["province"],
        prefecture=line["prefecture"],
        county=line["county"],
        township=line["township"],
        type=line["type"],
        aliases=tuple(alias for alias in line["aliases"].split(";") if alias),
        valid_from=year_from(line, "valid_from"),
        valid_to=year_from(line, "valid_to"),
        successor=line["successor"] or None,
    )


def year_from(line: Mapping[str, str], column: str) -> int | None:
    """Return the year in a column of the register, None where it is empty."""
    text = line[column].strip()
    if text and not (text.isdecimal() and len(text) == 4):
        raise BrokenRegister(
            f"名册中 {line['place_id']} 的年份“{text}”不是年份。", "请填写四位数的年份。"
        )
    return int(text) if text else None
