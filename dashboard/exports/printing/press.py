"""Pages of ours as a PDF or as pictures, by a browser of this machine where there is one.

It stands ready with a page that has loaded Plotly, since starting it and loading take longer than
printing; it is started when the first page is opened and ends when nobody came for a while.
"""

from __future__ import annotations

import asyncio
import atexit
import base64
import logging
import os
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import choreographer
from choreographer import errors

from dashboard.exports.printing.installed import NotPrinted, browser
from dashboard.exports.printing.tab import Box, Quiet, Tab, empty_page

SECONDS, SECONDS_TO_STAND_READY, SECONDS_TO_END = 60, 600, 10
FAILURES = (
    errors.BrowserClosedError, errors.BrowserFailedError, errors.ChannelClosedError,
    errors.ChromeNotFoundError, errors.DevtoolsProtocolError, errors.MessageTooLargeError,
    OSError, RuntimeError, TimeoutError,
)  # fmt: skip
T = TypeVar("T")


def prepare() -> None:
    """Let a browser stand ready; what is wrong with it is said when something is printed."""
    if browser():
        press().submit(press().ready())


def report_pdf(page: bytes) -> bytes:
    """Return a web page of ours as a browser prints it, its figures drawn by Plotly.

    Raises NotPrinted where there is no browser, it does not do so within a minute, or others keep
    it busy for as long.
    """
    return printed(page, as_pdf)


def chart_pictures(page: bytes) -> list[bytes]:
    """Return the charts of a web page of ours as PNG of two dots a pixel; raises NotPrinted."""
    return printed(page, as_pictures)


def printed(page: bytes, work: Callable[[Tab, list[Box]], Awaitable[T]]) -> T:
    """Return what is made of a page by a browser; raises NotPrinted."""
    if browser() is None:
        raise NotPrinted
    try:
        return press().submit(press().printed(page.decode(), work)).result()
    except FAILURES as error:
        raise NotPrinted from error


async def as_pdf(tab: Tab, _charts: list[Box]) -> bytes:
    """Return the page that is shown as it is printed."""
    answer = await tab.send("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
    return base64.b64decode(answer["data"])


async def as_pictures(tab: Tab, charts: list[Box]) -> list[bytes]:
    """Return the charts of the page that is shown."""
    options = {"captureBeyondViewport": True, "format": "png"}
    answers = [await tab.send("Page.captureScreenshot", clip=box, **options) for box in charts]
    return [base64.b64decode(answer["data"]) for answer in answers]


class Press:
    """A browser on a thread of its own; who asks at once is served one after another."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.alone = asyncio.Lock()
        self.folder = tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True)
        self.tab: Tab | None = None
        self.is_empty = False
        self.end: asyncio.TimerHandle | None = None
        # That a browser ended is no news: the next page starts another.
        logging.getLogger("choreographer").setLevel(logging.CRITICAL)
        self.thread = Thread(target=self.loop.run_forever, name="printing", daemon=True)
        self.thread.start()
        atexit.register(self.shut)

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Let the thread do a piece of work."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    async def ready(self) -> None:
        """Stand ready for another while."""
        async with self.alone:
            await self.bounded(self.stand())
        self.wait()

    async def printed(self, page: str, work: Callable[[Tab, list[Box]], Awaitable[T]]) -> T:
        """Return what is made of a page; afterwards an empty one is loaded for the next."""
        async with asyncio.timeout(SECONDS):
            await self.alone.acquire()
        self.wait()
        try:
            found = await self.bounded(self.shown(page, work))
        finally:
            self.alone.release()
        self.submit(self.ready())
        return found

    async def shown(self, page: str, work: Callable[[Tab, list[Box]], Awaitable[T]]) -> T:
        """Show a page and return what is made of it."""
        tab = await self.stand()
        self.is_empty = False
        return await work(tab, await tab.show(page))

    async def bounded(self, work: Awaitable[T]) -> T:
        """Return what a piece of work gives; where it fails or takes too long, end the browser."""
        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(SECONDS):
                while not (await asyncio.wait({task}, timeout=1))[0]:
                    if self.tab and self.tab.is_gone:
                        raise NotPrinted
                return await task
        except FAILURES:
            task.cancel()
            await self.close()
            raise

    async def stand(self) -> Tab:
        """Return the page of a running browser, empty and with Plotly."""
        if self.tab and self.tab.is_gone:
            await self.close()
        if self.tab is None:
            self.tab = await self.opened()
            self.is_empty = False
        if not self.is_empty:
            await self.tab.load()
            self.is_empty = True
        return self.tab

    async def opened(self) -> Tab:
        """Start a browser."""
        empty = Path(self.folder.name, "empty.html")
        empty.write_text(empty_page(), "utf-8")
        # A browser that root starts knows no sandbox; the page holds no script but our own.
        is_root = hasattr(os, "geteuid") and os.geteuid() == 0
        running = choreographer.Browser(
            browser(), browser_cls=Quiet, enable_sandbox=not is_root, tmp_dir=self.folder.name
        )
        await running.open()
        return Tab(running, empty)

    def wait(self) -> None:
        """End the browser when nobody came for a while."""
        if self.end:
            self.end.cancel()
        later = SECONDS_TO_STAND_READY
        self.end = self.loop.call_later(later, lambda: self.submit(self.close()))

    async def close(self) -> None:
        """End the browser."""
        tab, self.tab = self.tab, None
        if tab:
            with suppress(*FAILURES):
                await tab.running.close()

    def shut(self) -> None:
        """End the browser with the program."""
        with suppress(*FAILURES):
            self.submit(self.close()).result(SECONDS_TO_END)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(SECONDS_TO_END)
        self.folder.cleanup()


@cache
def press() -> Press:
    """Return the browser of this program."""
    return Press()
