"""Every page can be read by everyone: the axe rules find no serious fault, by day and night."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.browser.chromium import settle

pytestmark = pytest.mark.browser
# Streamlit's own list of pages, whose sections are no list items.
NOT_OURS = {"exclude": [["[data-testid=stSidebarNav]"]]}
LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GRAVE = ("serious", "critical")


@pytest.mark.parametrize("name", [name_of(module) for module in modules()])
def test_page_has_no_serious_fault(chromium: Browser, address: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/{'' if name == name_of(modules()[0]) else name}")
    settle(page)
    faults = {}
    for look in LOOKS:
        page.emulate_media(color_scheme=look)
        settle(page)
        found = Axe().run(page, context=NOT_OURS).response["violations"]
        faults[look] = [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in GRAVE]
    context.close()
    assert faults == {look: [] for look in LOOKS}
