"""The one page of a browser that stands ready: empty and with Plotly, then with a page of ours."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import choreographer
from choreographer.browsers import Chromium

from dashboard.exports.printing.installed import NotPrinted

OPTIONS = ("--disable-background-networking", "--disable-extensions")
TOO_OPEN = ("--disable-web-security", "--allow-file-access-from-files")
PLOTLY = Path(str(files("plotly"))) / "package_data" / "plotly.min.js"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'nonce-{nonce}'"
EMPTY = """<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<script nonce="{nonce}" src="{plotly}"></script><body></body></html>
"""
MOST_TILES = 2_000
READY = "document.readyState === 'complete' && 'Plotly' in globalThis"
SHOW = """async (text, mostTiles) => {
  const made = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
  // A browser prints what a pattern fills as large pictures: tile by tile it stays lines.
  const tile = (shape, number) => {
    const pattern = document.getElementById(shape.style.fill.split(/[#"']+/)[1]);
    const { x, y, width, height } = shape.getBBox();
    const across = parseFloat(pattern.getAttribute("width"));
    const down = parseFloat(pattern.getAttribute("height"));
    if (!(width * height < mostTiles * across * down)) return;
    const edge = made("clipPath"), tiles = made("g");
    edge.id = `edge_${number}`;
    edge.append(shape.cloneNode());
    tiles.setAttribute("clip-path", `url(#${edge.id})`);
    for (let left = Math.floor(x / across) * across; left < x + width; left += across)
      for (let top = Math.floor(y / down) * down; top < y + height; top += down) {
        const one = made("g");
        one.setAttribute("transform", `translate(${left} ${top})`);
        one.append(...[...pattern.children].map((part) => part.cloneNode()));
        tiles.append(one);
      }
    shape.before(edge, tiles);
    shape.style.fill = "none";
  };
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.head.append(...page.head.querySelectorAll("style"));
  document.body.replaceChildren(...page.body.childNodes);
  for (const place of document.querySelectorAll("script[type='application/json']")) {
    const { data, layout } = JSON.parse(place.textContent);
    await Plotly.newPlot(place.parentElement, data, layout, { staticPlot: true });
  }
  document.querySelectorAll(".pattern_filled").forEach(tile);
  await document.fonts.ready;
  return [...document.querySelectorAll(".chart")].map((chart) => {
    const { x, y, width, height } = chart.getBoundingClientRect();
    return { x, y, width, height, scale: 2 };
  });
}"""
Box = dict[str, float]
"""Where a chart stands, in pixels, and how many dots a pixel has."""


def empty_page() -> str:
    """Return a page that loads Plotly, and runs nothing else of whatever it is shown."""
    nonce = secrets.token_urlsafe(16)
    return EMPTY.format(policy=POLICY.format(nonce=nonce), nonce=nonce, plotly=PLOTLY.as_uri())


class Quiet(Chromium):
    """A browser that calls nowhere, and reads nothing of ours but the pages it is handed."""

    def get_cli(self) -> Sequence[str]:
        """Return the command that starts it."""
        return [*(part for part in super().get_cli() if part not in TOO_OPEN), *OPTIONS]


class Tab:
    """The one page of a browser."""

    def __init__(self, running: choreographer.Browser, empty: Path) -> None:
        self.running, self.empty = running, empty
        self.crash: asyncio.Future[Any] | None = None

    @property
    def is_gone(self) -> bool:
        """Say whether the browser has ended, or its page has."""
        has_crashed = self.crash is not None and self.crash.done()
        return has_crashed or self.running.subprocess.poll() is not None

    @property
    def page(self) -> choreographer.Tab:
        """Return the page to talk to; raises NotPrinted."""
        tab = self.running.get_tab()
        if tab is None:
            raise NotPrinted
        return tab

    async def send(self, command: str, **options: Any) -> dict[str, Any]:
        """Return the browser's answer to a command; raises RuntimeError where it refuses."""
        answer = await self.page.send_command(command, options)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return dict(answer["result"])

    async def load(self) -> None:
        """Load a page that holds Plotly and nothing else."""
        await self.send("Page.enable")
        await self.send("Inspector.enable")
        self.crash = self.crash or self.event("Inspector.targetCrashed")
        loaded = self.event("Page.loadEventFired")
        await self.send("Page.navigate", url=self.empty.as_uri())
        await loaded
        # The page that a browser begins with may say that it is loaded, too.
        while not await self.is_ready():
            await asyncio.sleep(0.02)

    async def is_ready(self) -> bool:
        """Return whether the page holds Plotly; one that is just being left does not answer."""
        try:
            found = await self.send("Runtime.evaluate", expression=READY, returnByValue=True)
        except RuntimeError:
            return False
        return found["result"].get("value") is True

    def event(self, name: str) -> asyncio.Future[Any]:
        """Return what is done when the page next says so."""
        return self.page.subscribe_once(name)

    async def show(self, page: str) -> list[Box]:
        """Show a page in place of the empty one; return where its charts stand."""
        window = await self.send("Runtime.evaluate", expression="globalThis")
        shown = await self.send(
            "Runtime.callFunctionOn",
            functionDeclaration=SHOW, objectId=window["result"]["objectId"],
            arguments=[{"value": page}, {"value": MOST_TILES}], awaitPromise=True,
            returnByValue=True,
        )  # fmt: skip
        if "exceptionDetails" in shown:
            raise RuntimeError(shown["exceptionDetails"]["text"])
        return list(shown["result"]["value"])
