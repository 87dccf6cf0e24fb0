"""Asks the warehouse: `ask("name", …)` runs `name.sql` against the newest published version.

A published version never changes, so its path is part of every key of the cache; the page that
runs after a publication asks the new version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.queries.caching import cached
from dashboard.queries.reader import counties, data_folder, person
from dashboard.queries.result import Answer
from etl.storage.records.confines import Counties
from etl.warehouse.county_share import BRINGERS, county_share
from etl.warehouse.data_package import package_bytes, published_csv
from etl.warehouse.package_scope import Scope
from etl.warehouse.publication import current_path

T = TypeVar("T")
HERE = files(__name__)
PARAMETER = re.compile(r"\$([a-z_]+)")
ALL_ROWS = 2_000_000_000
SHARES, SECONDS_KEPT = 24, 3600


class Version(NamedTuple):
    """A published warehouse as a reader sees it who is confined to some counties, or to none.

    `who` is such a reader who has brought in files that no unit was found for: theirs to see.
    """

    path: str
    counties: Counties = None
    who: str = ""


# A run of a screen has its own, beside those of other readers in other threads.
VERSION_SHOWN: ContextVar[Version | None] = ContextVar("version_shown", default=None)
HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "lock_configuration": "true",
}


class Parameters(dict[str, Any]):
    """The parameters of a question; in a key of the cache equal to others that say the same."""

    def __hash__(self) -> int:  # type: ignore[override]
        """Return what is the same for parameters that are written alike."""
        return hash(repr(self))


class NoWarehouse(LookupError):
    """No warehouse was ever built in the data folder; the screen shows the first-run page."""


@contextmanager
def one_version() -> Iterator[bool]:
    """Keep to the version that is newest now, so that one screen never mixes two of them.

    Yields whether there is a version at all.
    """
    token = VERSION_SHOWN.set(newest())
    try:
        yield VERSION_SHOWN.get() is not None
    finally:
        VERSION_SHOWN.reset(token)


def later(given: Callable[[], T]) -> Callable[[], T]:
    """Return what gives the same, but from the version of this screen whenever it is called.

    Files are made when they are fetched, by a thread that knows neither screen nor session.
    """
    shown = version()

    def from_this_version() -> T:
        token = VERSION_SHOWN.set(shown)
        try:
            return given()
        finally:
            VERSION_SHOWN.reset(token)

    return from_this_version


def ask(name: str, **parameters: Any) -> Answer:
    """Return the answer to the question in `<name>.sql`; parameters it does not name are unused."""
    return answer(version(), name, named_by(name, parameters))


def newest() -> Version | None:
    """Return the newest version as whoever asks may see it, None where there is none."""
    path, account = current_path(data_folder()), person()
    if path is None:
        return None
    named = account.name if account and account.counties is not None else ""
    return Version(str(path), counties(), named if named in bringers(str(path)) else "")


def fetch(path: Version, name: str, **parameters: Any) -> pd.DataFrame:
    """Return what a version answers without the cache: for whole tables that are taken along."""
    given = bound(named_by(name, parameters))
    return whole(cursor(path).sql(statement(name), params=given))


def whole(found: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Return all rows; the columns are Arrow's own, decimals as floating numbers."""
    decimals = [
        f'"{column}"::double as "{column}"'
        for column, kind in zip(found.columns, found.types, strict=True)
        if kind.id == "decimal"
    ]
    # Arrow's own conversion makes 7.0200000000000005 of 7.02.
    if decimals:
        found = found.project(f"* replace ({', '.join(decimals)})")
    return found.to_arrow_table().to_pandas(types_mapper=arrow_own)


def arrow_own(kind: pa.DataType) -> pd.ArrowDtype | None:
    """Return the type of a column that stays as Arrow has it; None for a nested one."""
    return None if pa.types.is_nested(kind) else pd.ArrowDtype(kind)


def whole_package(path: Version) -> bytes:
    """Return everything that a version holds as a data package."""
    return package_bytes(cursor(path))


def published_package(path: Version, scope: Scope) -> bytes:
    """Return what a version publishes of a county's year, as the package of a frozen year does."""
    return published_csv(cursor(path), scope)


def version() -> Version:
    """Return the version that this screen keeps to."""
    shown = VERSION_SHOWN.get() or newest()
    if shown is None:
        raise NoWarehouse(str(data_folder()))
    return shown


def named_by(name: str, parameters: dict[str, Any]) -> Parameters:
    """Return the parameters that a question names."""
    return Parameters((key, parameters[key]) for key in named_in(name))


@cache
def named_in(name: str) -> tuple[str, ...]:
    """Return which parameters the text of a question names."""
    return tuple(sorted(set(PARAMETER.findall(statement(name)))))


@cache
def statement(name: str) -> str:
    """Return the text of a question."""
    return HERE.joinpath(f"{name}.sql").read_text("utf-8")


@cached
def answer(path: Version, name: str, parameters: Parameters) -> Answer:
    """Return what one version of the warehouse answers."""
    return Answer(cursor(path).execute(statement(name), bound(parameters)).df())


@cached
def bringers(path: str) -> frozenset[str]:
    """Return who has brought in files that no unit was found for."""
    return frozenset(who for (who,) in connection(path).cursor().execute(BRINGERS).fetchall())


def bound(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return parameters as the database takes them."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in parameters.items()}


def cursor(path: Version) -> duckdb.DuckDBPyConnection:
    """Return a cursor of its own for one call: a connection serves one thread at a time.

    For a reader who is confined it knows nothing but the own counties.
    """
    opened = connection(path.path) if path.counties is None else share(path)
    return opened.cursor()


@st.cache_resource(max_entries=2, show_spinner=False)
def connection(path: str) -> duckdb.DuckDBPyConnection:
    """Return the open warehouse version; never closed here, since a cursor may be in use."""
    return duckdb.connect(path, read_only=True, config=HARDENED)


@st.cache_resource(max_entries=SHARES, ttl=SECONDS_KEPT, show_spinner=False)
def share(path: Version) -> duckdb.DuckDBPyConnection:
    """Return what a version holds of the counties of a reader, closed like the whole of it."""
    made = county_share(path.path, path.counties or (), path.who)
    for setting, value in HARDENED.items():
        made.execute(f"set {setting} = {value}")
    return made
