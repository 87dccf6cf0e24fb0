"""Streamlit with all that goes around it, in one process."""

from __future__ import annotations

import os
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import click
import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.web.bootstrap import load_config_options

from dashboard.data.accounts.people import has_administrator
from dashboard.queries.reader import LOGIN, data_folder
from dashboard.server.listening import NO_ACCOUNT, Reach, announce, listen
from dashboard.server.protection import single_sign_on
from dashboard.server.protection.access import AccessControl
from dashboard.server.protection.connections import BoundedConnection, ReaderLimit, allow_open_files
from dashboard.server.protection.gate import LoginGate
from dashboard.server.protection.media import MediaAccess
from dashboard.server.protection.security import SecurityHeaders
from dashboard.server.protection.uploads import UploadLimit
from dashboard.server.shell import SCRIPT_FOLDER, ChineseShell

HERE = Path(__file__).parent
# Streamlit takes 25 MB of what a browser says at once, and a little around it.
LARGEST_MESSAGE = 26 * 2**20
SECONDS_TO_END = 5
SECONDS_BETWEEN_PINGS = 30


def serve(where: Reach, port: int, *, in_browser: bool = False) -> None:
    """Serve the dashboard until it is stopped; a port in use gives way to the next free one.

    Raises UsageError where people have to log in and there is no one yet to give them accounts.
    """
    if where.needs_login:
        if not has_administrator():
            raise click.UsageError(NO_ACCOUNT)
        os.environ[LOGIN] = "1"
    allow_open_files()
    with listen(where.address, port) as listening:
        found = listening.getsockname()[1]
        served = application(where, partial(announce, where, found, in_browser=in_browser))
        ports = {"server.port": found, "browser.serverPort": found}
        secrets = {"secrets.files": [str(data_folder() / single_sign_on.SECRETS)]}
        load_config_options(ports | secrets | {"server.allowedHosts": list(where.hosts)})
        if where.needs_login:
            single_sign_on.check()
        # Ctrl+C is how it ends; uvicorn raises it once more when all is closed.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(configuration(served)).run(sockets=[listening])


def configuration(served: st.App) -> uvicorn.Config:
    """Return how connections are treated."""
    return uvicorn.Config(
        served,
        http=BoundedConnection,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        ws_ping_interval=SECONDS_BETWEEN_PINGS,
        ws_ping_timeout=SECONDS_BETWEEN_PINGS,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=SECONDS_TO_END,
        access_log=False,
        server_header=False,
        log_level="warning",
    )


def application(where: Reach, say: Callable[[], None]) -> st.App:
    """Return Streamlit behind what bounds and guards it; the outermost comes first."""
    gate = [Middleware(LoginGate)] if where.needs_login else []
    return st.App(
        HERE / "script.py",
        routes=[Mount(SCRIPT_FOLDER, StaticFiles(directory=HERE / "static"))],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(AccessControl, hosts=where.hosts),
            *gate,
            Middleware(ReaderLimit),
            Middleware(UploadLimit),
            Middleware(MediaAccess),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=6),
            Middleware(ChineseShell),
        ],
        lifespan=partial(ready, say),
        on_script_error=say_what_failed,
    )


@asynccontextmanager
async def ready(say: Callable[[], None], _app: st.App) -> AsyncIterator[None]:
    """Load the pages before the first reader comes, and say where the dashboard is."""
    # Imported here, since what they keep needs Streamlit's runtime.
    from dashboard.pages import modules  # noqa: PLC0415

    modules()
    say()
    yield


def say_what_failed(error: Exception) -> bool:
    """Tell the reader in Chinese that a page failed, and the operator why."""
    traceback.print_exception(error)
    st.error(
        f"本页未能显示（{type(error).__name__}）。请刷新页面；"
        "如仍出错，请把运行窗口中的信息发给维护人员。"
    )
    return True
