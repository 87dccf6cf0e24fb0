"""Streamlit with all that goes around it, in one process, alone or behind the front."""

from __future__ import annotations

import gc
import signal
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dashboard.server.ports import LOOPBACK, announce, free_port
from dashboard.server.security import SecurityHeaders
from dashboard.server.shell import SCRIPT_FOLDER, ChineseShell

HERE = Path(__file__).parent
INSIDE = "127.0.0.1"


def serve(*, address: str, port: int) -> None:
    """Serve the dashboard until it is stopped; a port in use gives way to the next free one."""
    free = free_port(address, port)
    run(settings(address, free), Lifespan(partial(announce, address, free)))


def serve_behind(inner: int, *, address: str, port: int) -> None:
    """Serve as one of several processes, on a port of this machine only, until the front ends."""
    Thread(target=end_with_front, daemon=True).start()
    run(settings(address, port) | {"server.address": INSIDE, "server.port": inner}, Lifespan())


def run(config: Mapping[str, Any], lifespan: Lifespan) -> None:
    """Run Streamlit between compression, headers and the Chinese shell."""
    application = st.App(
        HERE / "script.py",
        routes=[Mount(SCRIPT_FOLDER, StaticFiles(directory=HERE / "static"))],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
            Middleware(SecurityHeaders),
            Middleware(ChineseShell),
        ],
        lifespan=lifespan,
        on_script_error=say_what_failed,
    )
    # Ctrl+C is how it ends; uvicorn raises it once more when all is closed.
    with suppress(KeyboardInterrupt):
        application.run(config=config)


def end_with_front() -> None:
    """Wait until the front closes our input, as also its death does, and end as by Ctrl+C."""
    sys.stdin.buffer.read()
    signal.raise_signal(signal.SIGINT)


def settings(address: str, port: int) -> dict[str, Any]:
    """Return what depends on where readers find us; the rest is in `.streamlit/config.toml`."""
    return {
        "server.address": address,
        "server.port": port,
        "server.allowedHosts": list(LOOPBACK) if address in LOOPBACK else [],
        "browser.serverPort": port,
    }


class Lifespan:
    """What happens once the server stands, before the first reader comes."""

    def __init__(self, say: Callable[[], None] | None = None) -> None:
        self.say = say

    @asynccontextmanager
    async def __call__(self, _app: st.App) -> AsyncIterator[None]:
        """Load the pages, so that the first reader need not wait for them."""
        # Imported here, since what they keep needs Streamlit's runtime.
        from dashboard.pages import modules  # noqa: PLC0415

        modules()
        # What was loaded stays for good: the collector need not look at it after every run.
        gc.freeze()
        if self.say:
            self.say()
        yield
        # DuckDB's bindings report as leaked what the collection at exit may not look at.
        gc.unfreeze()


def say_what_failed(error: Exception) -> bool:
    """Tell the reader in Chinese that a page failed, and the operator why."""
    traceback.print_exception(error)
    st.error(
        f"本页未能显示（{type(error).__name__}）。请刷新页面；"
        "如仍出错，请把运行窗口中的信息发给维护人员。"
    )
    return True
