"""Which questions the pages ask, and with which parameters: found by opening every page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from dashboard import queries
from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from dashboard.queries.caching import result_of
from dashboard.tables.compiling.details import DETAILS

APP = Path(dashboard.__file__).parent / "server" / "script.py"
ON_DEMAND = "on demand"


@dataclass(frozen=True)
class Question:
    """A question as a page asks it."""

    page: str
    name: str
    parameters: Mapping[str, Any]


def asked_at(data: Path, county: str) -> list[Question]:
    """Return every question of every page for a county, each once, and those of a click or two."""
    found: dict[str, Question] = {}
    with serving(data):
        for page, address in addresses(county):
            for question in asked_by(page, address):
                found.setdefault(question.name, question)
    given = {name: value for q in found.values() for name, value in q.parameters.items()}
    for name in names():
        wanted = queries.PARAMETER.findall(queries.statement(name))
        if name not in found and all(parameter in given for parameter in wanted):
            own = {parameter: given[parameter] for parameter in wanted}
            found[name] = Question(ON_DEMAND, name, own)
    return list(found.values())


def names() -> list[str]:
    return sorted(f.name[:-4] for f in files(queries).iterdir() if f.name.endswith(".sql"))


def addresses(county: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every page with what its address says; the details for each content, a search."""
    for module in modules():
        page = name_of(module)
        titles = [detail.title for detail in DETAILS.values()]
        contents = [{"content": title} for title in titles] if page == "details" else [{}]
        contents = [{"q": "公开"}] if page == "search" else contents
        yield from ((page, {"county": county, **content}) for content in contents)


def asked_by(page: str, address: Mapping[str, str]) -> list[Question]:
    """Return what a page asks when it is opened, nothing of it being known yet."""
    result_of.cache_clear()
    with listening() as heard:
        app = AppTest.from_file(str(APP), default_timeout=120)
        for name, value in address.items():
            app.query_params[name] = value
        app._page_hash = calc_hash(page)
        app.run()
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].message}")
    return [Question(page, name, parameters) for name, parameters in heard]


@contextmanager
def listening() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Note every question that goes to the database."""
    heard: list[tuple[str, dict[str, Any]]] = []
    answer = queries.answer

    def noted(path: queries.Version, name: str, parameters: queries.Parameters) -> Any:
        heard.append((name, dict(parameters)))
        return answer(path, name, parameters)

    queries.answer = noted
    try:
        yield heard
    finally:
        queries.answer = answer


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Have the dashboard serve this data folder."""
    before = os.environ.get("GONGKAI_DATA")
    os.environ["GONGKAI_DATA"] = str(data)
    try:
        yield
    finally:
        del os.environ["GONGKAI_DATA"]
        if before is not None:
            os.environ["GONGKAI_DATA"] = before
