"""Which requests are answered: those to our host, from our own pages, to a known path.

A page of another site can make a browser send requests here, and a name that it owns can point at
this machine. Both are refused before Streamlit sees them; it would ask the internet whether a
foreign origin is its own address.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?")
# Of what Streamlit offers, what its own page needs; figures about memory and sessions are not.
INTERNAL = re.compile(r"/_stcore/(health|host-config|stream|upload_file/[^/]+/[^/]+)")
POLICY_VIOLATION = 1008
FOREIGN_HOST = "请用启动看板时写明的名称或地址访问。"
FOREIGN_ORIGIN = "请求来自别的网站，已拒绝。"
NO_SUCH_PAGE = "没有这个地址。"


class AccessControl:
    """Refuses what comes under a foreign name, from a foreign page, or to a closed path."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, or say why not."""
        refused = None if scope["type"] == "lifespan" else self.refusal(scope)
        if refused is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            await refused(scope, receive, send)

    def refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return the answer that refuses a request; None where nothing speaks against it."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or host_of(hosts[0]) not in self.hosts:
            return PlainTextResponse(FOREIGN_HOST, 403)
        # Every browser names the origin of a websocket.
        must_name = scope["type"] == "websocket"
        if len(origins) > 1 or (must_name and not origins):
            return PlainTextResponse(FOREIGN_ORIGIN, 403)
        if origins and not is_same(origins[0], hosts[0]):
            return PlainTextResponse(FOREIGN_ORIGIN, 403)
        if "_stcore" in scope["path"] and not INTERNAL.fullmatch(scope["path"]):
            return PlainTextResponse(NO_SUCH_PAGE, 404)
        return None


def host_of(header: str) -> str:
    """Return the host that a header names, without its port; empty where it names none."""
    found = HOST.fullmatch(header.lower())
    return found["name"].strip("[]").rstrip(".") if found else ""


def is_same(origin: str, host: str) -> bool:
    """Return whether an origin is the host and port that is asked; `null` never is."""
    scheme, separator, rest = origin.lower().partition("://")
    return bool(separator) and scheme in ("http", "https") and rest == host.lower()
