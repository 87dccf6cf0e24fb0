"""A page goes to A4 whole: charts and tables as wide as paper, with filters and time above."""

from __future__ import annotations

import io
import json
import re

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.chromium import settle

pytestmark = pytest.mark.browser
PAPER = 700
PAGES = ("overview", "applications", "zero_applications", "compare", "quality")
WIDTHS = """[...document.querySelectorAll(
    '[data-testid="stPlotlyChart"], [data-testid="stDataFrame"]'
)].filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().width)"""

CHARTS = "[...document.querySelectorAll('.main-svg')].map(one => one.getBoundingClientRect().width)"


def opened(page: Page, name: str) -> list[float]:
    """Open a page and return how wide what is drawn on it is."""
    page.goto("/" if name == "overview" else f"/{name}")
    settle(page)
    return page.evaluate(WIDTHS)


@pytest.mark.parametrize("name", PAGES)
def test_control_p_draws_the_page_as_wide_as_paper(page: Page, name: str) -> None:
    widths = opened(page, name)
    page.evaluate("window.print = () => { window.wasPrinted = true }")
    page.keyboard.press("Control+p")
    page.wait_for_function("window.wasPrinted")
    assert max(page.evaluate(WIDTHS)) <= PAPER
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    heading = document[0].get_textpage().get_text_bounded()
    assert "云溪县" in heading
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", heading)
    assert round(document[0].get_width() / 72 * 25.4) == 210
    page.wait_for_function(f"JSON.stringify({WIDTHS}) === '{json.dumps(widths).replace(' ', '')}'")


def test_whatever_else_prints_shrinks_what_is_drawn(page: Page) -> None:
    widths = opened(page, "applications")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert max(page.evaluate(CHARTS)) <= PAPER + 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(WIDTHS) == widths
