"""What a first visit fetches, beside Streamlit's default delivery of the same page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser

from tests.benchmarks.ratios import Options, Ratio
from tests.benchmarks.scales import warehouse_at
from tests.benchmarks.served import MEGABYTE, by_default, ours
from tests.browser.chromium import browser, settle

GOAL = 0.4


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how many bytes come over the wire until a first visitor sees the overview."""
    data = warehouse_at(options)
    with ours(data) as our, by_default(data) as default, browser() as running:
        pairs = [
            (fetched(running, our.address), fetched(running, default.address))
            for _ in range(options.rounds)
        ]
    mine, theirs = pairs[0]
    yield Ratio(
        "bytes of a first visit", "Streamlit's default delivery of the same page",
        tuple(one / other for one, other in pairs), GOAL,
        note=f"{mine / MEGABYTE:.2f} MB beside {theirs / MEGABYTE:.2f} MB",
    )  # fmt: skip


class Wire:
    """Counts what a page fetches: bodies as they are sent, and messages on the socket."""

    def __init__(self) -> None:
        self.bytes = 0

    def loaded(self, event: dict[str, Any]) -> None:
        """Add what a request took."""
        self.bytes += int(event["encodedDataLength"])

    def received(self, event: dict[str, Any]) -> None:
        """Add a message, whose bytes the browser's tools write in base 64."""
        length = len(event["response"]["payloadData"])
        self.bytes += length * 3 // 4 if event["response"]["opcode"] == 2 else length


def fetched(running: Browser, address: str) -> int:
    """Return how many bytes a visitor with nothing kept receives until the page is drawn."""
    context = running.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    wire = Wire()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.loadingFinished", wire.loaded)
    tools.on("Network.webSocketFrameReceived", wire.received)
    page.goto(address)
    settle(page)
    context.close()
    return wire.bytes
