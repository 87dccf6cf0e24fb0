"""What a record in a file that was taken out may speak of: units, files, findings that are here."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.domain.errors import BrokenSheet
from etl.storage.unit_register.unit_rows import CODE

COUNTY, CODE_OF_COUNTY = 6, re.compile(r"\d{6}")
YEAR, NUMBER = re.compile(r"(?:19|20)\d\d"), re.compile(r"[1-9]\d{0,8}|0")
NO_UNIT = ("名册中没有这个单位。", "请先登记。")
NO_FILE = ("这里没有这份文件。", "请先导入。")
Values = Mapping[str, Any]
About = tuple[str, int | None]
Check = Callable[[str, str], None]
"""Raises ReportError or ValueError for name and content of an own file that no upload would be."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a record may speak of: units, contents of files, findings with their unit and year.

    `last` is the last entry of the journal of imports; `packages` are the hashes of the packages of
    frozen years by their names; `checks` are what an upload of an own file of a kind must pass.
    """

    units: Collection[str]
    contents: Container[str]
    findings: Mapping[str, About]
    last: int
    packages: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)

    @property
    def counties(self) -> set[str]:
        """Return the counties of the units."""
        return {code[:COUNTY] for code in self.units}


def must(*holds: bool) -> None:
    """Raise ValueError unless all of it holds."""
    if not all(holds):
        raise ValueError


def number(said: str) -> int:
    """Return a number as it is kept; raise ValueError for anything else."""
    must(bool(NUMBER.fullmatch(said)))
    return int(said)


def of_unit(values: Values, known: Known) -> tuple[str, int]:
    """Return unit and year of a record; raise where the register has no such unit."""
    must(bool(YEAR.fullmatch(values["year"])))
    if values["place_id"] not in known.units:
        raise BrokenSheet(*NO_UNIT)
    return values["place_id"], int(values["year"])


def of_county(code: str, known: Known) -> str:
    """Return the code of a county; raise where the register has no unit of it."""
    must(bool(CODE_OF_COUNTY.fullmatch(code)))
    if code not in known.counties:
        raise BrokenSheet(*NO_UNIT)
    return code


def of_file(key: str, known: Known) -> None:
    """Raise where the file of a report's key is not kept here."""
    content, place_id, year = key.split("/")
    must(bool(CODE.fullmatch(place_id)), bool(YEAR.fullmatch(year)))
    if content not in known.contents:
        raise BrokenSheet(*NO_FILE)
