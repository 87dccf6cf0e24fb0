"""Makes up warehouses from the size of a county to that of the nation, alike for the same seed.

The reports are drawn and written down by SQL; what is computed from them is published by the
product. Three in four townships hardly know an application, one in a hundred has hundreds a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import duckdb

from etl.definitions import load
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.pipeline.workspace import sha256_of, statements
from etl.warehouse import publication
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.loading.reference_rows import Holdings, place_rows
from tests.benchmarks.nation import MOST_MEMORY, assemble
from tests.benchmarks.ratios import YEARS, Options

SQL = files("tests.benchmarks").joinpath("made_up")
SEED = 20241231
LAST_YEAR = 2025
FIRST_YEAR = LAST_YEAR - YEARS + 1
# The free form of the years before has no cells; what is slow at scale is cells.
EDITIONS = ("2019", "2021")
TOWNSHIPS_OF_A_COUNTY = 20
COUNTIES_OF_A_PREFECTURE = 10
TOWNSHIPS_OF_A_PROVINCE = 2_000
FIRST = "青石松柏云霞龙凤金银清泉长安永福东西南北"
SECOND = "山水河湖桥林溪岭坪塘"
# What a county's second and third township were: from which year on they have their name, and
# the names and codes of those that were there before.
EARLIER = {1: (2013, {"旧": 501}), 2: (2016, {"上": 502, "下": 503})}


def places(townships: int) -> tuple[Place, ...]:
    """Return the register of so many townships."""
    return tuple(unit for number in range(townships) for unit in units(number))


def units(number: int) -> Iterator[Place]:
    """Yield a township and those that it carries on."""
    province, rest = divmod(number, TOWNSHIPS_OF_A_PROVINCE)
    county, ordinal = divmod(rest, TOWNSHIPS_OF_A_COUNTY)
    prefecture, of_prefecture = divmod(county, COUNTIES_OF_A_PREFECTURE)
    head = f"{11 + province}{1 + prefecture:02}{1 + of_prefecture:02}"
    area = (f"样例{province + 1}省", f"样例{prefecture + 1}市", f"{SECOND[of_prefecture]}阳县")
    name = f"{FIRST[ordinal]}{SECOND[county % len(SECOND)]}"
    kind = "乡" if ordinal % 5 == 4 else "街道" if ordinal % 7 == 6 else "镇"
    code = f"{head}{100 + ordinal}"
    started, earlier = EARLIER.get(ordinal, (None, {}))
    yield Place(code, *area, f"{name}{kind}", kind, valid_from=started)
    for word, ending in earlier.items():
        until = (started or LAST_YEAR) - 1
        yield Place(
            f"{head}{ending}", *area, f"{word}{name}乡", "乡", valid_to=until, successor=code
        )


def publish(data: Path, townships: int) -> Path:
    """Publish the reports of so many townships as the product does."""
    register = places(townships)
    with publication.draft(data, "made up", is_sample=False) as draft:
        connection = draft.connection
        connection.execute(f"set memory_limit = '{MOST_MEMORY}'")
        draw(connection, register)
        journal = connection.execute(statement("journal")).fetchall()
        entries = tuple(ImportEntry(*row) for row in journal)
        return draft.publish(Holdings(is_sample=False, places=register, imports=entries))


def draw(connection: duckdb.DuckDBPyConnection, register: tuple[Place, ...]) -> None:
    """Fill the tables of a draft with the reports of these units."""
    connection.execute("create temp table townships as from places limit 0")
    load_rows(connection, "townships", list(place_rows(register)))
    connection.execute(
        "create temp table form_addresses (edition text, position integer, address text,"
        " table_id text, row_id text, column_id text, place text)"
    )
    forms = load().forms
    printed = [
        (edition, position, address, *address.split("."), f"第{position + 20}行")
        for edition in EDITIONS
        for position, address in enumerate(forms[edition].addresses())
    ]
    load_rows(connection, "form_addresses", printed)
    for name, value in (("seed", SEED), ("first_year", FIRST_YEAR), ("last_year", LAST_YEAR)):
        connection.execute(f"set variable {name} = {value}")
    connection.execute(statement("drawn"))
    connection.execute(statement("reports"))


def statement(name: str) -> str:
    return SQL.joinpath(f"{name}.sql").read_text("utf-8")


def warehouse_at(options: Options) -> Path:
    """Return a data folder with a published warehouse of this scale; one already made is kept."""
    data = options.folder / f"warehouse-{options.scale}-{rests_on()}"
    if publication.current_path(data) is None:
        if options.townships <= TOWNSHIPS_OF_A_PROVINCE:
            publish(data, options.townships)
        else:
            part = publish(data / "province", TOWNSHIPS_OF_A_PROVINCE)
            assemble(data, part, options.townships // TOWNSHIPS_OF_A_PROVINCE)
    return data


def rests_on() -> str:
    """Return a hash of the statements: a warehouse made by others is not used again."""
    drawn = (statement(name).encode() for name in ("drawn", "reports", "journal"))
    return sha256_of(b"\n".join([*statements(), *drawn]))[:8]
