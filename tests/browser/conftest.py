"""The sample county served, and a Chromium to look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import browser, dashboard


@pytest.fixture(scope="session")
def address(full_data: Path) -> Iterator[str]:
    """Yield where the sample county is served."""
    with dashboard(full_data) as served:
        yield served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Yield a running browser."""
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def tab(chromium: Browser, address: str) -> Iterator[Page]:
    """Yield a tab for one test after another: what all pages share, it compiles once."""
    context = chromium.new_context(base_url=address, accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """Yield a page of a browser that knows nothing yet."""
    tab.set_viewport_size({"width": 1440, "height": 900})
    yield tab
    tab.evaluate("localStorage.clear(); sessionStorage.clear()")
    tab.context.clear_cookies()
    tab.context.clear_permissions()
