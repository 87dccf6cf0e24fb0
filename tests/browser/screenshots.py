"""Look at every page in both sizes and both looks.

`python -m tests.browser.screenshots [DATA] [--folder FOLDER] [--page NAME]`; without DATA three
warehouses are made up: the sample county, one township of one year, and none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from playwright.sync_api import Browser

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from tests.browser.chromium import browser, dashboard, settle
from tests.warehouses import one_township, sample_county

SIZES = {"office": (1366, 768), "zoomed": (1093, 614), "phone": (390, 844)}
LOOKS = ("light", "dark")
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"


def take(running: Browser, address: str, name: str, folder: Path) -> None:
    """Save the first screen and the whole length of one page in every size and look."""
    for look in LOOKS:
        for size, (width, height) in SIZES.items():
            page = running.new_page(
                viewport={"width": width, "height": height}, locale="zh-CN", bypass_csp=True,
                color_scheme=look,
            )  # fmt: skip
            page.goto(f"{address}/{name}")
            settle(page)
            stem = f"{name or 'overview'}_{size}_{look}"
            page.screenshot(path=folder / f"{stem}.png")
            page.set_viewport_size({"width": width, "height": page.evaluate(HEIGHT) + 40})
            page.wait_for_timeout(1500)
            page.screenshot(path=folder / f"{stem}_whole.png")
            page.close()


def take_all(data: Path, folder: Path, names: Sequence[str]) -> None:
    """Save pictures of pages of one warehouse, the home page under its own address."""
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard(data) as address, browser() as running:
        for name in names:
            take(running, address, name, folder)


def made_up(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name and data folder of every warehouse that pages have to stand."""
    yield "full", sample_county(folder / "full")
    yield "one_township", one_township(folder / "one_township")
    empty = folder / "empty"
    empty.mkdir()
    yield "empty", empty


@click.command()
@click.argument("data", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--folder", default="build/screenshots", type=click.Path(path_type=Path))
@click.option("--page", "pages", multiple=True, help="Only these pages; `overview` is the first.")
def main(data: Path | None, folder: Path, pages: tuple[str, ...]) -> None:
    """Save pictures of pages."""
    names = ["", *(name_of(module) for module in modules()[1:])]
    wanted = [name for name in names if not pages or (name or "overview") in pages]
    if data is not None:
        take_all(data, folder, wanted)
        return
    with tempfile.TemporaryDirectory() as made:
        for case, warehouse in made_up(Path(made)):
            take_all(warehouse, folder / case, wanted if case != "empty" else [""])


if __name__ == "__main__":
    main()
