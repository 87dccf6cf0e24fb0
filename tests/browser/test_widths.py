"""No figure is cut and no label lies on another, however wide the window and whatever the zoom.

A zoom of so many percent is a window that is as much narrower, which the browser draws larger.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.browser.chromium import settle

pytestmark = pytest.mark.browser
WIDTHS = (390, 600, 768, 1024, 1366, 1920)
ZOOMS = (1.25, 1.5, 2.0)
WINDOWS = sorted({*WIDTHS, *(round(1366 / zoom) for zoom in ZOOMS)})
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


@pytest.mark.parametrize("name", [name_of(module) for module in modules()])
def test_no_text_is_wider_than_its_box(chromium: Browser, address: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/{'' if name == name_of(modules()[0]) else name}")
    settle(page)
    faults = {}
    for width in WINDOWS:
        page.set_viewport_size({"width": width, "height": 768})
        page.wait_for_function(REDRAWN)
        found = page.evaluate(CUT) + page.evaluate(COLLIDING)
        if found:
            faults[width] = found[:4]
    context.close()
    assert faults == {}
