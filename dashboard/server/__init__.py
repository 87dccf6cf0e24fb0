"""The web server around the dashboard: the one way in, so that nothing below is ever bypassed."""

from __future__ import annotations

import gc
import traceback
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import click
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dashboard.server.ports import free_port
from dashboard.server.security import SecurityHeaders
from dashboard.server.shell import SCRIPT_FOLDER, ChineseShell

HERE = Path(__file__).parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(*, address: str, port: int) -> None:
    """Serve the dashboard until it is stopped; a port in use gives way to the next free one."""
    free = free_port(address, port)
    if free != port:
        click.echo(f"端口 {port} 已被占用，改用 {free}。")
    # Ctrl+C is how it ends; uvicorn raises it once more when all is closed.
    with suppress(KeyboardInterrupt):
        application(address, free).run(config=settings(address, free))


def application(address: str, port: int) -> st.App:
    """Return the application: Streamlit between compression, headers and the Chinese shell."""
    return st.App(
        HERE / "script.py",
        routes=[Mount(SCRIPT_FOLDER, StaticFiles(directory=HERE.parent / "static"))],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
            Middleware(SecurityHeaders),
            Middleware(ChineseShell),
        ],
        lifespan=Lifespan(address, port),
        on_script_error=say_what_failed,
    )


def settings(address: str, port: int) -> Mapping[str, Any]:
    """Return what depends on where we serve; the rest is in `dashboard/.streamlit/config.toml`."""
    return {
        "server.address": address,
        "server.port": port,
        "server.allowedHosts": list(LOOPBACK) if address in LOOPBACK else [],
        "browser.serverPort": port,
    }


class Lifespan:
    """What happens once the server stands, before the first reader comes."""

    def __init__(self, address: str, port: int) -> None:
        self.address = address
        self.port = port

    @asynccontextmanager
    async def __call__(self, _app: st.App) -> AsyncIterator[None]:
        """Load the pages, so that the first reader need not wait for them, and say the address."""
        # Imported here, since what they keep needs Streamlit's runtime.
        from dashboard.page import modules  # noqa: PLC0415

        modules()
        # What was loaded stays for good: the collector need not look at it after every run.
        gc.freeze()
        click.echo(f"请在浏览器打开 http://localhost:{self.port}")
        if self.address not in LOOPBACK:
            click.echo(f"同一网络的其他电脑请用本机的地址和端口 {self.port} 访问。")
        click.echo("停止请按 Ctrl+C。")
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
