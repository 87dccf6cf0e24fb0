"""The one port in front of several processes: every reader stays with the process met first."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus

import aiohttp
from aiohttp import web
from uvicorn.loops.auto import auto_loop_factory

from dashboard.server.children import Child, Children
from dashboard.server.passing import opened, pass_on, pass_websocket_on
from dashboard.server.ports import announce, free_port
from dashboard.server.security import HEADERS

COOKIE = "gongkai_process"
REMEMBERED = 30 * 24 * 3600


def serve_several(*, address: str, port: int, processes: int) -> None:
    """Serve the dashboard from several processes behind one port until it is stopped."""
    free = free_port(address, port)
    front = Front(Children(address, free, processes))
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", front.answer)
    application.on_response_prepare.append(remember)
    application.cleanup_ctx.append(front.running)
    application.on_shutdown.append(front.stop)
    # Ctrl+C is how it ends.
    with suppress(KeyboardInterrupt):
        web.run_app(
            application,
            host=address,
            port=free,
            print=None,
            access_log=None,
            shutdown_timeout=5,
            auto_decompress=False,
            loop=auto_loop_factory(use_subprocess=True)(),
        )


class Front:
    """Gives every reader to a process and passes every request on to it."""

    def __init__(self, children: Children) -> None:
        self.children = children
        self.turns = itertools.count()
        self.session: aiohttp.ClientSession

    async def running(self, _application: web.Application) -> AsyncIterator[None]:
        """Hold the processes, and the connections to them, for as long as the port is served."""
        async with opened() as self.session:
            try:
                await self.children.start(self.session)
                announce(self.children.address, self.children.port)
                yield
            finally:
                await self.children.stop()

    async def stop(self, _application: web.Application) -> None:
        """End the processes first, which ends what is open between them and the readers."""
        await self.children.stop()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer as the reader's process does, or say that it has just died."""
        known = self.known(request)
        is_websocket = request.headers.get("Upgrade", "").lower() == "websocket"
        # A websocket cannot move: the browser asks for a page's parts first when it lost one.
        child = known if known and (known.is_open or is_websocket) else self.next_child()
        if child is None or not child.is_open:
            return unavailable()
        if child is not known:
            request[COOKIE] = str(child.number)
        if is_websocket:
            return await pass_websocket_on(request, self.session, child) or unavailable()
        return await pass_on(request, self.session, child) or unavailable()

    def known(self, request: web.Request) -> Child | None:
        """Return the process that the reader met before."""
        number = request.cookies.get(COOKIE, "")
        return next((c for c in self.children.all if str(c.number) == number), None)

    def next_child(self) -> Child | None:
        """Return the process for a new reader: the one with the fewest, in turn among equals."""
        open_now = [child for child in self.children.all if child.is_open]
        if not open_now:
            return None
        turn = next(self.turns)
        return min(open_now, key=lambda c: (c.sessions, (c.number - turn) % self.children.many))


async def remember(request: web.BaseRequest, answer: web.StreamResponse) -> None:
    """Have the browser name its process from now on."""
    if COOKIE in request:
        marks = f"Max-Age={REMEMBERED}; Path=/; HttpOnly; SameSite=Lax"
        answer.headers.add("Set-Cookie", f"{COOKIE}={request[COOKIE]}; {marks}")


def unavailable() -> web.Response:
    """Return the answer while a process is started again."""
    return web.Response(
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        text="服务进程正在重新启动，请稍候刷新页面。",
        headers=HEADERS | {"Retry-After": "2"},
    )
