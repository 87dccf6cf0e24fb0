"""Who comes in where others reach the server: whoever is logged in, and no one else.

It stands before Streamlit. Without a session nothing is answered but the pages of logging in; a
session that ends takes its open websocket with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.queries import data_folder
from dashboard.server.protection import single_sign_on
from dashboard.server.protection.login import ACCOUNT, LOGIN, PAGES, STYLE, cookie_of, pages
from etl.domain.errors import ReportError
from etl.storage.people import sessions
from etl.storage.people.accounts import OFFICIAL
from etl.storage.people.sessions import Session

HEADER = b"x-gongkai-session"
# What a page asks by itself while it is merely open.
IDLE_PATHS = ("/_stcore/health", "/_stcore/host-config")
SECONDS_BETWEEN_LOOKS = 15.0
POLICY_VIOLATION = 1008
LOG_IN_FIRST = "请先登录。"
ONLY_READS = "您的账号只能查看，不能上传文件。"
# A link from elsewhere brings no strict cookie along; asked for once more by ourselves, it does.
ONCE_MORE = '<!DOCTYPE html><html lang="zh-CN"><meta http-equiv="refresh" content="0"></html>'

Look = Callable[[Path, str, float], Session | None]


class LoginGate:
    """Answers the pages of logging in, and lets others through to those who are logged in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does for whoever is logged in, or ask to log in."""
        if scope["type"] == "lifespan" or scope["path"] == STYLE:
            await self.app(scope, receive, send)
            return
        digest = sessions.digest_of(cookie_of(HTTPConnection(scope)))
        look = sessions.find if scope["path"] in IDLE_PATHS else sessions.use
        session = await looked_up(look, digest)
        theirs = {**scope, "session_of_person": session}
        if scope["type"] == "http" and scope["path"] in PAGES:
            await pages(theirs, receive, send)
        elif is_signing_on(scope):
            await single_sign_on.answer(self.app, theirs, receive, send)
        elif session is None or session.is_first:
            await refuse(session, scope, receive, send)
        elif scope["type"] == "websocket":
            watched = Watched(digest, receive, send)
            await self.app(named(scope, digest), watched.receive, watched.send)
        elif scope["method"] not in ("GET", "HEAD") and not session.account.may(OFFICIAL):
            await PlainTextResponse(ONLY_READS, HTTPStatus.FORBIDDEN)(scope, receive, send)
        else:
            await self.app(named(scope, digest), receive, send)


def is_signing_on(scope: Scope) -> bool:
    """Return whether a request leads to the identity provider, or comes back from it."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"] in single_sign_on.PATHS
        and single_sign_on.is_configured()
    )


class Watched:
    """A websocket whose session is looked at with each message, and every few seconds between."""

    def __init__(self, digest: str, receive: Receive, send: Send) -> None:
        self.digest = digest
        self.inner_receive = receive
        self.inner_send = send
        self.is_over = False

    async def receive(self) -> Message:
        """Return the next message, or that the connection has ended with its session."""
        coming = asyncio.ensure_future(self.inner_receive())
        try:
            while True:
                done, _ = await asyncio.wait({coming}, timeout=SECONDS_BETWEEN_LOOKS)
                if await looked_up(sessions.use if done else sessions.find, self.digest) is None:
                    self.is_over = True
                    await self.inner_send({"type": "websocket.close", "code": POLICY_VIOLATION})
                    return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
                if done:
                    return coming.result()
        finally:
            coming.cancel()

    async def send(self, message: Message) -> None:
        """Send a message, none once the session has ended."""
        if not self.is_over:
            await self.inner_send(message)


async def looked_up(look: Look, digest: str) -> Session | None:
    """Return a session; none where the store cannot be read."""
    try:
        return await run_sync(look, data_folder(), digest, time.time())
    except ReportError:
        return None


def named(scope: Scope, digest: str) -> Scope:
    """Return a request that says whose session it is of, whatever it said itself."""
    others = [header for header in scope["headers"] if header[0].lower() != HEADER]
    return {**scope, "headers": [*others, (HEADER, digest.encode())]}


async def refuse(session: Session | None, scope: Scope, receive: Receive, send: Send) -> None:
    """Lead a browser to the page of logging in, or of the first password; refuse all else."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    asked = HTTPConnection(scope)
    answer: Response
    if scope["method"] != "GET" or "text/html" not in asked.headers.get("accept", ""):
        answer = PlainTextResponse(LOG_IN_FIRST, HTTPStatus.UNAUTHORIZED)
    elif session is not None:
        answer = RedirectResponse(ACCOUNT, HTTPStatus.SEE_OTHER)
    elif asked.headers.get("sec-fetch-site") == "cross-site":
        answer = HTMLResponse(ONCE_MORE)
    else:
        here = asked.url.path + (f"?{asked.url.query}" if asked.url.query else "")
        answer = RedirectResponse(f"{LOGIN}?next={quote(here, safe='')}", HTTPStatus.SEE_OTHER)
    answer.headers["Cache-Control"] = "no-store"
    await answer(scope, receive, send)
