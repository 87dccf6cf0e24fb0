"""A real Chromium looking at a real server, for the tests and the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONG, SHORT = 300_000, 5_000
# What is awaited comes late on a machine that does much else; what never comes fails all the same.
expect.set_options(timeout=LONG)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PROJECT = Path(__file__).parents[2]
PRETENDED = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
"""The library that gives a program another clock, None where it is not installed."""
NO_MORE: Mapping[str, str] = MappingProxyType({})


def executable() -> str | None:
    """Return the browser of this machine, or None where Playwright's own is to be used."""
    found = os.environ.get("GONGKAI_CHROMIUM")
    return found or next(filter(None, map(shutil.which, NAMES)), None)


# Milliseconds between two looks: to look at every frame has the browser draw all the time.
LOOK = 100
DRAWN = """() => {
  const all = (name) => [...document.querySelectorAll(`[data-testid='${name}']`)];
  const isIdle = all("stApp").every((app) => app.dataset.testScriptState === "notRunning");
  const isBusy = all("stStatusWidget").length + all("stSkeleton").length > 0;
  const isDrawn = all("stPlotlyChart").every((chart) => chart.querySelector(".main-svg"));
  return isIdle && !isBusy && isDrawn;
}"""

# Every word of Latin letters that a page shows or reads aloud, but for what our pages wrote.
ENGLISH = """() => {
  const ours = "[data-testid='stMarkdownContainer'], svg, canvas, script, style, noscript";
  const isIcon = (element) => getComputedStyle(element).fontFamily.includes("Material");
  const names = ["aria-label", "aria-description", "title", "placeholder", "data-title", "alt"];
  const isEnglish = (text) => /^[^\\u4e00-\\u9fff]*[A-Za-z]{3}[^\\u4e00-\\u9fff]*$/.test(text);
  const found = new Set();
  const walker = document.createTreeWalker(document.body, 5);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    const texts = node.nodeType === Node.TEXT_NODE
      ? (node.parentElement.closest(ours) || isIcon(node.parentElement) ? [] : [node.nodeValue])
      : names.map((name) => node.getAttribute(name) ?? "");
    texts.filter(isEnglish).forEach((text) => found.add(text.trim()));
  }
  return [...found];
}"""


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a running browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        running.on("context", lambda context: context.set_default_timeout(LONG))
        yield running
        running.close()


@contextmanager
def dashboard(
    data: Path, module: str = "dashboard.server", environment: Mapping[str, str] = NO_MORE
) -> Iterator[str]:
    """Yield the address of the dashboard served from a data folder, by the module that serves."""
    own = ("--address", "127.0.0.1")
    with served(data, *own, module=module, environment=environment) as address:
        yield address


def at_another_time(day: date) -> dict[str, str]:
    """Return the environment of a program, and of those it starts, for which it is another day."""
    return {
        "LD_PRELOAD": str(PRETENDED),
        "FAKETIME": f"{(day - date.today()).days:+}d",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
    }


@contextmanager
def served(
    data: Path,
    *options: str,
    module: str = "dashboard.server",
    port: int | None = None,
    environment: Mapping[str, str] = NO_MORE,
) -> Iterator[str]:
    """Yield the address on this machine of a dashboard served with options of its own."""
    port = port or free_port()
    command = [sys.executable, "-m", module, f"--port={port}", *options]
    with subprocess.Popen(
        [*command, "--data", str(data)],
        cwd=PROJECT,
        env={**os.environ, "GONGKAI_DATA": str(data), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: int = 180) -> None:
    """Wait until a server answers on this port."""
    for _ in range(seconds * 2):
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            # One that asks to log in answers as well.
            if connection.getresponse().status in (200, 401):
                return
        except (ConnectionError, TimeoutError):
            time.sleep(0.5)
        finally:
            connection.close()
    raise TimeoutError(f"port {port} did not answer within {seconds} s")


def come_to_rest(what: Locator) -> None:
    """Wait until something has stopped moving: what a click meets on its way is no click.

    The driver looks at two frames in a row, which are the same where a busy browser draws none.
    """
    before, now = None, what.bounding_box()
    while before != now:
        what.page.wait_for_timeout(2 * LOOK)
        before, now = now, what.bounding_box()


def unfold(box: Locator) -> Locator:
    """Open the list of a box by the keyboard, and return its options.

    It shuts when the page scrolls, as the driver lets it to reach the box, so that it may take more
    than one key.
    """
    options = box.page.get_by_role("option")
    box.focus()
    for _ in range(LONG // SHORT):
        box.press("ArrowDown")
        with suppress(NotInTime):
            options.first.wait_for(timeout=SHORT)
            break
    return options


def settle(page: Page) -> None:
    """Wait until a page is drawn, nothing runs any more, and nothing has been added since."""
    page.wait_for_selector("h1")
    before, now = -1, 0
    while before != now:
        page.wait_for_timeout(750)
        page.wait_for_function(DRAWN, polling=LOOK)
        before, now = now, page.get_by_test_id("stElementContainer").count()
