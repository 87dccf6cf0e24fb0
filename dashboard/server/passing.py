"""Passes a request or a websocket on to a process, and its answer back, as they are."""

from __future__ import annotations

import asyncio
import ipaddress
from contextlib import suppress

import aiohttp
from aiohttp import WSMsgType, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from dashboard.server.children import LOOPBACK, Child
from dashboard.server.security import HEADERS

# Of one connection only, never of the message (RFC 9110, 7.6.1).
OF_THE_CONNECTION = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
     "te", "trailer", "transfer-encoding", "upgrade", "expect")
)  # fmt: skip
HANDSHAKE = "sec-websocket-"
# What Streamlit itself takes in one message.
LARGEST_MESSAGE = 200 * 2**20
SECONDS_BETWEEN_SIGNS_OF_LIFE = 30
GOING_AWAY = 1001

Websocket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


def opened() -> aiohttp.ClientSession:
    """Return what holds the connections to the processes; it adds and decodes nothing."""
    return aiohttp.ClientSession(
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        connector=aiohttp.TCPConnector(limit=0),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=5),
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
    )


async def pass_on(
    request: web.Request, session: aiohttp.ClientSession, child: Child
) -> web.StreamResponse | None:
    """Pass a request on and its answer back; None where the process cannot be asked."""
    asking = session.request(
        request.method,
        inner_url(request, child),
        headers=asked_with(request),
        data=request.content if request.body_exists else None,
        allow_redirects=False,
    )
    try:
        inner = await asking
    except aiohttp.ClientConnectionError:
        return None
    async with inner:
        answer = web.StreamResponse(
            status=inner.status, reason=inner.reason, headers=of_the_message(inner.headers)
        )
        # A reader may leave before all is there.
        with suppress(aiohttp.ClientConnectionResetError):
            await answer.prepare(request)
            async for part in inner.content.iter_any():
                await answer.write(part)
            await answer.write_eof()
        return answer


async def pass_websocket_on(
    request: web.Request, session: aiohttp.ClientSession, child: Child
) -> web.StreamResponse | None:
    """Join a reader's websocket with one to the process until either ends."""
    try:
        inner = await session.ws_connect(
            inner_url(request, child),
            protocols=offered(request),
            headers=asked_with(request),
            max_msg_size=0,
        )
    except aiohttp.WSServerHandshakeError as refused:
        return web.Response(status=refused.status, headers=HEADERS)
    except aiohttp.ClientConnectionError:
        return None
    chosen = (inner.protocol,) if inner.protocol else ()
    outer = web.WebSocketResponse(
        protocols=chosen,
        compress=False,
        heartbeat=SECONDS_BETWEEN_SIGNS_OF_LIFE,
        max_msg_size=LARGEST_MESSAGE,
    )
    child.sessions += 1
    try:
        async with inner:
            await outer.prepare(request)
            await asyncio.gather(carry(inner, outer), carry(outer, inner))
    finally:
        child.sessions -= 1
    return outer


async def carry(source: Websocket, target: Websocket) -> None:
    """Carry every message over until one side ends, and end the other."""
    with suppress(ConnectionError):
        async for message in source:
            if message.type is WSMsgType.BINARY:
                await target.send_bytes(message.data)
            elif message.type is WSMsgType.TEXT:
                await target.send_str(message.data)
    with suppress(ConnectionError):
        await target.close(code=GOING_AWAY)


def inner_url(request: web.Request, child: Child) -> URL:
    """Return the address at the process; of what was asked only path and query count."""
    asked = request.rel_url
    return URL.build(
        scheme="http",
        host=LOOPBACK,
        port=child.port,
        path=asked.raw_path,
        query_string=asked.raw_query_string,
        encoded=True,
    )


def of_the_message(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    """Return the headers that go on; which others do not, the message may name itself."""
    named = {name.strip().lower() for name in headers.get("Connection", "").split(",")}
    left_out = OF_THE_CONNECTION | named
    return CIMultiDict((k, v) for k, v in headers.items() if k.lower() not in left_out)


def asked_with(request: web.Request) -> CIMultiDict[str]:
    """Return the headers for the process; who asks is what we see, unless a proxy here says so."""
    headers = of_the_message(request.headers)
    for name in [n for n in headers if n.lower().startswith(HANDSHAKE)]:
        headers.popall(name, None)
    if not ipaddress.ip_address(request.remote or LOOPBACK).is_loopback:
        headers["X-Forwarded-For"] = request.remote or ""
        headers["X-Forwarded-Proto"] = request.scheme
    return headers


def offered(request: web.Request) -> list[str]:
    """Return the subprotocols that the browser offers, which carry Streamlit's session."""
    names = request.headers.getall("Sec-WebSocket-Protocol", [])
    return [name.strip() for line in names for name in line.split(",") if name.strip()]
