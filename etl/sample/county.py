"""The sample county as county.yml and oddities.yml describe it."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter

from etl.definitions.schema import Definition
from etl.domain.place import Place

HERE = files(__package__ or "etl.sample")
YEARS = range(2018, 2026)


class Hotline(Definition):
    """What a township tells about the 12345 hotline, and since which report year."""

    since: int
    cases: int
    tells: tuple[str, ...]


class Township(Definition):
    """A unit of the sample county with the habits of its clerks."""

    code: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    successor: str | None = None
    volume: int
    growth: float
    applications: float
    prints: dict[int, Literal["zero", "slash", "blank"]]
    tells_applications: bool = True
    categories: tuple[str, ...]
    parts: Literal["exact", "short"] = "exact"
    channels: tuple[str, ...]
    hotline: Hotline | None = None
    layout: str
    encoding: str = "utf-8"
    digits: Literal["plain", "wide", "grouped"] = "plain"

    def prints_in(self, year: int) -> str:
        """Return how the township writes an empty cell in this report year."""
        return self.prints[max(start for start in self.prints if start <= year)]


class County(Definition):
    """The county with its townships, those that were merged or renamed included."""

    province: str
    prefecture: str
    county: str
    county_id: str
    deadlines: dict[int, date]
    townships: tuple[Township, ...]

    def deadline(self, year: int) -> date:
        """Return the day by which reports for this year were due."""
        return self.deadlines.get(year, date(year + 1, 1, 31))


class Oddity(Definition):
    """Something wrong on purpose in one report."""

    kind: str
    township: str
    year: int
    value: Decimal | None = None
    text: str = ""
    address: str = ""
    table: str = ""


def read_yaml(name: str) -> Any:
    """Return a parsed YAML file of this package."""
    return yaml.load(HERE.joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def county() -> County:
    """Return the sample county."""
    return County.model_validate(read_yaml("county.yml"))


@cache
def oddities() -> tuple[Oddity, ...]:
    """Return every oddity in the order of the file."""
    return TypeAdapter(tuple[Oddity, ...]).validate_python(read_yaml("oddities.yml"))


@cache
def oddities_by_report() -> dict[tuple[str, int], dict[str, Oddity]]:
    """Return the oddities of each township and year by their kind."""
    found: dict[tuple[str, int], dict[str, Oddity]] = {}
    for oddity in oddities():
        found.setdefault((oddity.township, oddity.year), {})[oddity.kind] = oddity
    return found


def oddities_of(township: str, year: int) -> dict[str, Oddity]:
    """Return what is wrong on purpose in one report, by kind."""
    return oddities_by_report().get((township, year), {})


def place_of(township: Township) -> Place:
    """Return a township's line of the register."""
    area = county()
    return Place(
        place_id=area.county_id + township.code,
        province=area.province,
        prefecture=area.prefecture,
        county=area.county,
        township=township.name,
        type=township.type,
        aliases=township.aliases,
        valid_from=township.since,
        valid_to=township.until,
        successor=area.county_id + township.successor if township.successor else None,
    )


def dice(*key: object) -> Random:
    """Return a generator for a key, so that one report never shifts another's numbers."""
    text = "/".join(str(part) for part in key)
    return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))  # noqa: S311 invented figures
