"""Look at every page in both sizes: `python -m tests.browser.screenshots DATA [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

from dashboard.page import modules, name_of
from tests.browser.chromium import browser, dashboard, settle

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


def take(running: Browser, address: str, name: str, folder: Path) -> None:
    """Save the first screen and the whole length of one page in every size."""
    for size, (width, height) in SIZES.items():
        page = running.new_page(
            viewport={"width": width, "height": height}, locale="zh-CN", bypass_csp=True
        )
        page.goto(f"{address}/{name}")
        settle(page)
        page.screenshot(path=folder / f"{name or 'overview'}_{size}.png")
        page.set_viewport_size({"width": width, "height": page.evaluate(HEIGHT) + 40})
        page.wait_for_timeout(1500)
        page.screenshot(path=folder / f"{name or 'overview'}_{size}_whole.png")
        page.close()


def main(data: Path, folder: Path) -> None:
    """Save pictures of all pages, the home page under its own address."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [name_of(module) for module in modules()]
    with dashboard(data) as address, browser() as running:
        for name in ["", *names[1:]]:
            take(running, address, name, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(*sys.argv[2:3] or ["build/screenshots"]))
