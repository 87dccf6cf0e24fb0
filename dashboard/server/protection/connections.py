"""How many connections and readers the server bears, and how long it waits for a request.

Whoever opens connections and asks nothing loses the oldest of them, so that others get through.
"""

from __future__ import annotations

import asyncio
import sys
from typing import ClassVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_OPEN = 1000
MOST_SILENT = 200
MOST_READERS = 500
MOST_AT_ONCE, MOST_A_SECOND = 100, 10.0
SECONDS_TO_ASK = 10.0
# Beside connections: warehouses, originals, pipes of imports.
OTHER_FILES = 200
TRY_AGAIN_LATER = 1013


class BoundedConnection(H11Protocol):
    """A connection that must ask soon; `silent` holds those that have not, oldest first."""

    silent: ClassVar[dict[BoundedConnection, asyncio.TimerHandle]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection in, at the cost of the oldest silent one where there are too many."""
        super().connection_made(transport)
        self.wait()
        while len(self.silent) > MOST_SILENT or len(self.connections) > MOST_OPEN:
            oldest = next(iter(self.silent), None)
            if oldest is None:
                break
            oldest.give_up()

    def data_received(self, data: bytes) -> None:
        """Take in bytes; between requests the time to ask runs again."""
        super().data_received(data)
        if self.has_asked():
            self.stop_waiting()
        elif self not in self.silent:
            self.wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection that has ended."""
        self.stop_waiting()
        super().connection_lost(exc)

    def has_asked(self) -> bool:
        """Return whether a whole request has come that is not answered, or a websocket opened."""
        is_answering = self.cycle is not None and not self.cycle.response_complete
        return is_answering or self.transport.get_protocol() is not self

    def wait(self) -> None:
        """Give the connection its time to ask."""
        self.silent[self] = self.loop.call_later(SECONDS_TO_ASK, self.give_up)

    def stop_waiting(self) -> None:
        """Take the connection from those that are waited for."""
        timer = self.silent.pop(self, None)
        if timer:
            timer.cancel()

    def give_up(self) -> None:
        """End the connection at once."""
        self.stop_waiting()
        self.connections.discard(self)
        self.transport.abort()


class ReaderLimit:
    """Refuses a further websocket while so many readers are connected, and paces each of them."""

    def __init__(self, app: ASGIApp, most: int = MOST_READERS) -> None:
        self.app = app
        self.most = most
        self.connected = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does while there is room."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        if self.connected >= self.most:
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self.connected += 1
        try:
            await self.app(scope, Paced(receive), send)
        finally:
            self.connected -= 1


class Paced:
    """What one reader asks, held back to a steady pace once very much was asked at once.

    Nothing is lost: what is not taken in yet waits in the connection, and so does its sender.
    """

    def __init__(
        self, receive: Receive, at_once: int = MOST_AT_ONCE, a_second: float = MOST_A_SECOND
    ) -> None:
        self.receive = receive
        self.pause, self.ahead = 1 / a_second, at_once / a_second
        self.due = 0.0

    async def __call__(self) -> Message:
        """Return the next message when its time has come; that the reader has gone, at once."""
        message = await self.receive()
        if message["type"] == "websocket.receive":
            now = asyncio.get_running_loop().time()
            self.due = max(self.due, now) + self.pause
            await asyncio.sleep(self.due - now - self.ahead)
        return message


def allow_open_files() -> None:
    """Have the system allow as many open files as connections need, where it can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415

    wanted = MOST_OPEN + OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
