"""Reads a list of units as an office keeps it in Excel, uploaded or pasted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from etl.definitions import read_yaml
from etl.definitions.unit_kinds import type_of_name
from etl.domain.errors import BrokenSheet
from etl.domain.place import Place
from etl.storage.unit_register import populations
from etl.storage.unit_register.unit_checks import BrokenRegister, names
from etl.storage.unit_register.units import place_from

MOST_ROWS = 5_000
MOST_NAMES = 3
HEADED_WITHIN = 30
CODE = re.compile(r"\d{9}(?:\d{3})?")
WHOLE = re.compile(r"(\d+)(?:\.0*)?年?")
AS_TEXT = "'’‘`"
"""What stands before digits that Excel is to keep as text."""
BARE = ("place_id", "township", "type")
"""What stands in a list without headings, from the left."""
AREA = ("county", "prefecture", "province")
Row = dict[str, str]


@cache
def headings() -> dict[str, str]:
    """Return our heading of each column, in the order of a list of ours."""
    return {name: column["label"] for name, column in read_yaml("register.yml").items()}


@cache
def columns_by_heading() -> dict[str, str]:
    """Return the column that each heading means, without spaces and signs."""
    return {
        bare(heading): name
        for name, column in read_yaml("register.yml").items()
        for heading in (column["label"], *column["also"])
    }


def bare(heading: str) -> str:
    """Return the letters of a heading."""
    return "".join(re.findall(r"[^\W_]", heading.lower()))


def read_units(
    lines: Iterable[Sequence[str]], known: Mapping[str, Place], area: Mapping[str, str]
) -> dict[str, Place]:
    """Return the units in the rows of a table, by their code.

    `known` are those of the register, by code; what a list says nothing of stays as it is there.
    `area` are the county, prefecture and province of new units where the list has no such column.
    Raises BrokenSheet or BrokenRegister naming the row.
    """
    rows = [[cell.strip() for cell in line] for line in lines]
    columns, first = columns_of(rows)
    found: dict[str, Row] = {}
    for number, cells in enumerate(rows[first:], first + 1):
        if not any(cells):
            continue
        row = cleaned(dict(zip(columns, cells, strict=False)), f"第 {number} 行")
        if row["place_id"] in found:
            raise BrokenRegister(f"代码 {row['place_id']} 出现了两次。", "请给每个单位一个代码。")
        found[row["place_id"]] = row
        if len(found) > MOST_ROWS:
            raise BrokenSheet(f"表中超过 {MOST_ROWS} 个单位。", "请确认没有放错文件。")
    if not found:
        raise BrokenSheet("表中没有单位。", "请确认表头下面有内容。")
    codes = {row["township"]: code for code, row in found.items() if row.get("township")}
    counties = {place.county_id: place for place in known.values()}
    return {
        code: completed(row, known.get(code), counties.get(code[:6]), area, codes)
        for code, row in found.items()
    }


def columns_of(rows: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """Return the column of each cell, empty for no column of ours, and the first row of units."""
    for number, cells in enumerate(rows[:HEADED_WITHIN]):
        columns = [columns_by_heading().get(bare(cell), "") for cell in cells]
        if {"place_id", "township"} <= set(columns):
            named = zip(columns, cells, strict=True)
            return [known or populations.column_of(bare(cell)) for known, cell in named], number + 1
    filled = next((cells for cells in rows if any(cells)), [])
    if len(filled) >= len(BARE[:2]) and CODE.fullmatch(whole(filled[0])):
        return [*BARE], 0
    raise BrokenSheet(
        "找不到“代码”和“单位名称”两列。", "第一行请写列名；代码是 9 位或 12 位的行政区划代码。"
    )


def cleaned(row: Row, where: str) -> Row:
    """Return a row as the register writes it; only the columns that the list has."""
    row.pop("", None)
    said = {name: re.sub(r"\s+", "", value) for name, value in row.items()}
    said["place_id"] = whole(said.get("place_id", ""))
    if not CODE.fullmatch(said["place_id"]):
        raise BrokenRegister(
            f"{where}的代码“{row.get('place_id', '')[:20]}”不是 9 位或 12 位数字。",
            "请把这一列设为文本格式后重填。",
        )
    if not said.get("township"):
        raise BrokenRegister(f"{where}（{said['place_id']}）没有单位名称。", "请补上名称。")
    if "aliases" in said:
        said["aliases"] = ";".join(filter(None, re.split("[;；、,，]", said["aliases"])))
    for name in {"valid_from", "valid_to", "successor"} & set(said):
        said[name] = whole(said[name])
    return said


def whole(text: str) -> str:
    """Return a number without what Excel puts around it: '990201001, 990201001.0, 2021年."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lstrip(AS_TEXT)
    number = WHOLE.fullmatch(plain)
    return number[1] if number else text


def completed(
    row: Row, before: Place | None, sibling: Place | None, area: Mapping[str, str],
    codes: Mapping[str, str],
) -> Place:  # fmt: skip
    """Return a unit with what the list does not say of it: as it stands, or as its siblings.

    The name that it bears until now stays as an alias: reports call it so.
    """
    near = before or sibling
    told: Row = dict.fromkeys(headings(), "")
    if before is not None:
        told |= {name: getattr(before, name) or "" for name in ("type", "successor")}
        told["aliases"] = ";".join(before.aliases)
        told |= {n: str(getattr(before, n) or "") for n in ("valid_from", "valid_to")}
    told |= {name: getattr(near, name) if near else area.get(name, "").strip() for name in AREA}
    told |= {name: value for name, value in row.items() if value or name not in AREA}
    told["type"] = told["type"] or type_of_name(told["township"])
    told["successor"] = codes.get(told["successor"], told["successor"])
    if not told["county"]:
        raise BrokenRegister(
            f"{told['township']}（{told['place_id']}）没有写县（区、市）。",
            "请在表中加一列，或填写下面的“县（区、市）”。",
        )
    people = before.populations if before else ()
    where = f"{told['township']}（{told['place_id']}）"
    place = replace(place_from(told), populations=populations.populations_in(row, people, where))
    if before is None or before.township in names(place):
        return place
    return replace(place, aliases=(*place.aliases, before.township))
