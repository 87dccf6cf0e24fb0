"""How long a reader waits in a real browser, beside the same pages with hard-coded data."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence

from playwright.sync_api import Browser

from tests.benchmarks.ratios import Options, Ratio
from tests.benchmarks.scales import FIRST_YEAR, LAST_YEAR, warehouse_at
from tests.browser.chromium import browser, dashboard, settle

BASELINE = "the same page with hard-coded data"
PAGES = ("overview", "proactive", "hotline", "applications", "zero_applications")
OPENING = {"county": 1.1}
NARROWING = {"county": 1.4}
OPENING_AT_SCALE, NARROWING_AT_SCALE = 1.2, 1.6
CHARTS = "document.querySelectorAll('[data-testid=stPlotlyChart]').length"
DRAWN = """([words, charts]) => {
  const all = (name) => [...document.querySelectorAll(`[data-testid='${name}']`)];
  const drawn = all("stPlotlyChart").filter(
    (chart) => chart.querySelector(".main-svg"));
  return drawn.length === charts && document.body.textContent.includes(words)
    && all("stStatusWidget").length === 0;
}"""


class Screen:
    """One page in a browser of its own; both ways of use say how many seconds they took."""

    def __init__(self, running: Browser, address: str, name: str) -> None:
        self.page = running.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        self.address = f"{address}/{'' if name == 'overview' else name}"
        self.page.goto(self.address)
        settle(self.page)
        self.charts = self.page.evaluate(CHARTS)

    def open(self) -> float:
        """Open the page, all years chosen."""
        started = time.perf_counter()
        self.page.goto(self.address)
        self.drawn(FIRST_YEAR)
        return time.perf_counter() - started

    def narrow(self, year: int) -> float:
        """Choose another first year."""
        box = self.page.get_by_role("combobox", name=re.compile("起始年度"))
        box.click()
        box.fill(str(year))
        started = time.perf_counter()
        box.press("Enter")
        self.drawn(year)
        return time.perf_counter() - started

    def drawn(self, year: int) -> None:
        """Wait until the charts stand on a page that says it is of the years from this one on."""
        expected = [f"{year}–{LAST_YEAR} 年", self.charts]
        self.page.wait_for_function(DRAWN, arg=expected, polling="raf")


def measure(options: Options, pages: Sequence[str] = PAGES) -> Iterator[Ratio]:
    """Yield for each page how opening it and a filter change compare."""
    data = warehouse_at(options)
    with (
        dashboard(data) as address,
        dashboard(data, "tests.benchmarks.twin") as twin,
        browser() as running,
    ):
        for name in pages:
            yield from compared(
                Screen(running, address, name), Screen(running, twin, name), options
            )


def compared(ours: Screen, twin: Screen, options: Options) -> Iterator[Ratio]:
    """Yield how two screens of one page compare."""
    name = ours.address.rpartition("/")[2] or "overview"
    years = range(FIRST_YEAR + 1, FIRST_YEAR + 2 + options.rounds)
    for year in years:
        twin.narrow(year)
    goal = OPENING.get(options.scale, OPENING_AT_SCALE)
    values = in_turn(lambda _: ours.open(), lambda _: twin.open(), years)
    yield Ratio(f"opening {name}", BASELINE, values, goal)
    goal = NARROWING.get(options.scale, NARROWING_AT_SCALE)
    values = in_turn(ours.narrow, twin.narrow, years)
    yield Ratio(
        f"a filter change on {name}", BASELINE, values, goal, note="asked for the first time"
    )


def in_turn(
    one: Callable[[int], float], other: Callable[[int], float], years: range
) -> tuple[float, ...]:
    """Return for each year how the two compare; the first, which warms up, is left out."""
    found = []
    for number, year in enumerate(years):
        if number % 2:
            first = one(year)
            second = other(year)
        else:
            second = other(year)
            first = one(year)
        found.append(first / second)
    return tuple(found[1:])
