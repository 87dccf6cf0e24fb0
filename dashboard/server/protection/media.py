"""Files made for a reader are for that reader: their addresses serve no other browser.

Streamlit names a file by what is in it, and answers whoever asks. Here every browser gets a secret
cookie with its first page; which files it may fetch is what was sent to it over its websocket.
"""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "gongkai_reader"
# A browser takes this name by TLS only, from this very host.
COOKIE_BY_TLS = f"__Host-{COOKIE}"
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
FOLDER = "/media/"
IN_MESSAGE = re.compile(rb"/media/([0-9a-f]{32})")
IN_PATH = re.compile(r"/media/([0-9a-f]{32})(\.\w+)?")
MOST_READERS = 2000
MOST_FILES = 500
NOT_FOR_YOU = "这个文件不是为您生成的，或已过期。请回到看板重新下载。"

Files = OrderedDict[str, None]


class MediaAccess:
    """Answers for a file only the browser that was told its address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.told: OrderedDict[str, Files] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, but for files of another reader."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        cookie = COOKIE_BY_TLS if scope["scheme"] in ("https", "wss") else COOKIE
        reader = HTTPConnection(scope).cookies.get(cookie, "")
        is_known = bool(SECRET.fullmatch(reader))
        if scope["type"] == "websocket":
            seen = partial(self.remember, reader, send) if is_known else send
            await self.app(scope, receive, seen)
        elif scope["path"].startswith(FOLDER) and not self.may_fetch(reader, scope["path"]):
            await PlainTextResponse(NOT_FOR_YOU, 404)(scope, receive, send)
        else:
            await self.app(scope, receive, send if is_known else partial(introduce, send, cookie))

    async def remember(self, reader: str, send: Send, message: Message) -> None:
        """Send a message to a reader, and note the files that it names."""
        content = message.get("bytes") or b""
        if FOLDER.encode() in content:
            files = self.files_of(reader)
            for found in IN_MESSAGE.findall(content):
                files[found.decode()] = None
                files.move_to_end(found.decode())
            while len(files) > MOST_FILES:
                files.popitem(last=False)
        await send(message)

    def files_of(self, reader: str) -> Files:
        """Return the files of a reader, who is now the last to be forgotten."""
        files = self.told.setdefault(reader, Files())
        self.told.move_to_end(reader)
        while len(self.told) > MOST_READERS:
            self.told.popitem(last=False)
        return files

    def may_fetch(self, reader: str, path: str) -> bool:
        """Return whether a file was made for this reader."""
        found = IN_PATH.fullmatch(path)
        return found is not None and found[1] in self.told.get(reader, ())


async def introduce(send: Send, cookie: str, message: Message) -> None:
    """Send a part of an answer; a page carries the cookie that makes the browser known."""
    if message["type"] == "http.response.start":
        headers = MutableHeaders(scope=message)
        if headers.get("content-type", "").startswith("text/html"):
            value = secrets.token_urlsafe(32)
            headers.append("Set-Cookie", f"{cookie}={value}; Path=/; HttpOnly; SameSite=Lax")
    await send(message)
