"""Every page, visited once: it is in Chinese, everyone can read it, and nothing on it is cut.

One tab goes to all of them, so that the browser compiles once what all pages share. By day and by
night the axe rules find no serious fault. However wide the window and whatever the zoom, no label
lies on another; a zoom of so many percent is a window that is as much narrower, which the browser
draws larger. Each night windows of all widths are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.browser.chromium import ENGLISH, LOOK, settle

pytestmark = pytest.mark.browser
PAGES = [name_of(module) for module in modules()]
# Streamlit's own list of pages, whose sections are no list items.
NOT_OURS = {"exclude": [["[data-testid=stSidebarNav]"]]}
# What is asked of a page by day and by night, which changes colors and nothing else.
EVERYTHING = {"resultTypes": ["violations"]}
COLORS = EVERYTHING | {"runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS: dict[Literal["light", "dark"], dict[str, list[str]]] = {"light": EVERYTHING, "dark": COLORS}
GRAVE = ("serious", "critical")
NARROW = 640
WIDTHS = (390, 600, 768, 1024, 1366, 1920)
ZOOMS = (1.25, 1.5, 2.0)
ZOOMED = [round(1366 / zoom) for zoom in ZOOMS]
BY_DAY = (390, 1366, *ZOOMED)
BY_NIGHT = sorted({*WIDTHS, *ZOOMED})
# Charts are drawn again when the width of their place has not changed for a moment.
REDRAWN = """() => {
  const widths = [...document.querySelectorAll('.js-plotly-plot')].map((chart) =>
    [chart.clientWidth, chart.querySelector('.main-svg').getBoundingClientRect().width].join());
  const now = JSON.stringify([innerWidth, widths]);
  if (window.asBefore?.now !== now) window.asBefore = { now, since: performance.now() };
  return performance.now() - window.asBefore.since > 400;
}"""
CUT = """() => {
  const texts = (found) => [...found].filter((one) => one.checkVisibility());
  const wide = texts(document.querySelectorAll(
    '[data-testid="stMetricValue"], [data-testid="stMetricValue"] *, [data-testid="stMetricLabel"],'
    + '[data-testid="stCaptionContainer"], [data-testid="stHeading"], [data-testid="stAlert"]'
  )).filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0);
  return wide.map((one) => one.textContent.slice(0, 60));
}"""
COLLIDING = """() => {
  const found = [];
  for (const chart of document.querySelectorAll('.js-plotly-plot')) {
    const ticks = [...chart.querySelectorAll('.xaxislayer-above .xtick text')]
      .filter((one) => !/rotate\\((?!0)/.test(one.getAttribute('transform') || ''))
      .map((one) => [one.getBoundingClientRect(), one.textContent])
      .filter(([box]) => box.width > 0 && box.height < 60);
    ticks.sort((a, b) => a[0].left - b[0].left);
    for (let n = 1; n < ticks.length; n += 1)
      if (ticks[n][0].left < ticks[n - 1][0].right - 1)
        found.push(`${ticks[n - 1][1]} | ${ticks[n][1]}`);
    const edge = chart.getBoundingClientRect().right + 1;
    const named = [...chart.querySelectorAll('.gtitle, .gtitle-subtitle, .annotation-text')];
    for (const one of named)
      if (one.getBoundingClientRect().right > edge) found.push(one.textContent.slice(0, 60));
  }
  return found;
}"""

# A table beside something else shows all its columns; one with a line of its own may be pushed, and
# so may one whose chosen row is told in full beside it.
PUSHED = """() => [...document.querySelectorAll('[data-testid=stColumn] [data-testid=stDataFrame]')]
  .filter((one) => {
    const column = one.closest('[data-testid=stColumn]');
    const isBeside = column.clientWidth < column.parentElement.clientWidth * 0.95;
    const inner = one.querySelector('.dvn-scroller');
    const isTold = one.closest('[class*="st-key-cells_"]');
    return isBeside && !isTold && inner && inner.scrollWidth > one.clientWidth + 2;
  }).map((one) => `${one.closest('[data-testid=stElementContainer]').className} is pushed`)"""

# Title, marks and buttons stand in one line on a screen of 1366 at 125 %.
TWO_LINES = """() => innerWidth < 1093 ? [] : [...document.querySelectorAll('.st-key-page_head')]
  .filter((one) => one.clientHeight > 60).map((one) => `two lines: ${one.textContent}`)"""


@dataclass(frozen=True)
class Visit:
    """A page that is drawn; what it asked for until then, was refused, and said in English."""

    page: Page
    requested: tuple[str, ...]
    refused: tuple[str, ...]
    english: tuple[str, ...]


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """Yield a tab that goes from page to page."""
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGES)
def visit(request: pytest.FixtureRequest, tab: Page, address: str) -> Visit:
    """Return the visit of a page."""
    requested: list[str] = []
    refused: list[str] = []

    def request_made(made: Request) -> None:
        requested.append(made.url)

    def line_written(line: ConsoleMessage) -> None:
        refused.append(line.text)

    tab.on("request", request_made)
    tab.on("console", line_written)
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.goto(f"{address}/{'' if request.param == PAGES[0] else request.param}")
    settle(tab)
    choices = tab.get_by_test_id("stMultiSelect").locator("input").first
    choices.click()
    choices.fill("zzz")
    tab.wait_for_timeout(500)
    english = tab.evaluate(ENGLISH)
    choices.fill("")
    tab.keyboard.press("Escape")
    tab.remove_listener("request", request_made)
    tab.remove_listener("console", line_written)
    return Visit(tab, tuple(requested), tuple(refused), tuple(english))


def test_a_reader_meets_only_chinese_and_nothing_leaves_the_machine(
    visit: Visit, address: str
) -> None:
    assert visit.english == ()
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in visit.requested if not url.startswith(own)] == []
    assert [text for text in visit.refused if "Content Security Policy" in text] == []


def test_page_has_no_serious_fault(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    faults = {}
    for look, asked in LOOKS.items():
        visit.page.emulate_media(color_scheme=look)
        settle(visit.page)
        found = Axe().run(visit.page, NOT_OURS, asked).response["violations"]
        faults[look] = [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in GRAVE]
    assert faults == {look: [] for look in LOOKS}


def test_no_text_is_wider_than_its_box(visit: Visit, request: pytest.FixtureRequest) -> None:
    faults, was_narrow = {}, False
    for width in BY_NIGHT if request.config.getoption("--nightly") else BY_DAY:
        visit.page.set_viewport_size({"width": width, "height": 768})
        if was_narrow is not (was_narrow := width <= NARROW):
            # A phone opens the page as such, and is answered with lists and narrow titles.
            visit.page.reload()
            settle(visit.page)
        visit.page.wait_for_function(REDRAWN, polling=LOOK)
        found = [
            fault for of in (CUT, COLLIDING, PUSHED, TWO_LINES) for fault in visit.page.evaluate(of)
        ]
        if found:
            faults[width] = found[:4]
    assert faults == {}
