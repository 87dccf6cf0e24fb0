"""Opens the dashboard on a data folder, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard

APP = Path(dashboard.__file__).parent / "server" / "script.py"
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """Look through the installed packages for components once, and not for every page opened.

    A server does so when it starts; AppTest does so for each page, which takes longer than the
    page.
    """
    with pytest.MonkeyPatch.context() as patch:
        found_once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_collection_after_runs() -> None:
    """Collect no garbage after every run of a page, as the server does not."""
    config.set_option("runner.postScriptGC", False)  # noqa: FBT003


def app_on(page: str, **query: str | list[str]) -> AppTest:
    """Return a page of the dashboard that has not run yet."""
    app = AppTest.from_file(str(APP), default_timeout=600)
    for name, value in query.items():
        app.query_params[name.rstrip("_")] = value
    if page:
        app._page_hash = calc_hash(page)
    return app


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page of the dashboard on a data folder."""

    def open_page(data: Path, page: str = "", **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("GONGKAI_DATA", str(data))
        return app_on(page, **query).run()

    return open_page


@pytest.fixture(scope="module")
def seen() -> Open:
    """Return a function that gives a page as it was opened first, to look at and not to use."""

    @cache
    def open_once(data: Path, page: str = "") -> AppTest:
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setenv("GONGKAI_DATA", str(data))
            return app_on(page).run()

    return open_once
