"""How much the server bears of silent connections, readers and files; others go on meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest

from dashboard.server.protection.connections import (
    MOST_OPEN,
    MOST_SILENT,
    TRY_AGAIN_LATER,
    Paced,
    ReaderLimit,
    allow_open_files,
)
from tests.browser.chromium import dashboard
from tests.dashboard.server.sockets import connected, status
from tests.readers import Reader

SILENT = 1100
HALF_A_REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-"
MEGABYTE = 2**20


@contextlib.contextmanager
def silent_connections(
    address: str, first: bytes, many: int = SILENT
) -> Iterator[list[socket.socket]]:
    """Give so many connections that say a few bytes and then nothing."""
    allow_open_files()
    with contextlib.ExitStack() as stack:
        made = []
        for _ in range(many):
            made.append(stack.enter_context(connected(address)))
            with contextlib.suppress(ConnectionError):
                made[-1].sendall(first)
        yield made


def is_ended(made: socket.socket) -> bool:
    """Return whether the server has ended a connection; it may say first why."""
    try:
        while made.recv(4096):
            pass
    except ConnectionError:
        return True
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize("first", [b"", HALF_A_REQUEST], ids=["half-open", "half a request"])
def test_readers_go_on_beside_connections_that_ask_nothing(address: str, first: bytes) -> None:
    asyncio.run(read_beside(address, first))


async def read_beside(address: str, first: bytes) -> None:
    async with Reader(address) as reader:
        assert (await reader.run("hotline")).failures == ()
        with silent_connections(address, first) as silent:
            assert (await reader.run()).failures == ()
            async with Reader(address) as newcomer:
                assert (await newcomer.run("hotline")).failures == ()
            for one in silent:
                one.setblocking(False)  # noqa: FBT003
            assert sum(map(is_ended, silent)) >= SILENT - MOST_SILENT


@pytest.mark.parametrize("first", [b"", HALF_A_REQUEST], ids=["half-open", "half a request"])
def test_who_does_not_ask_is_let_go(address: str, first: bytes) -> None:
    with silent_connections(address, first, many=1) as (silent,):
        assert is_ended(silent)


def test_a_second_request_that_does_not_end_is_let_go(address: str) -> None:
    with connected(address) as made:
        host = address.removeprefix("http://").encode()
        made.sendall(b"GET /_stcore/health HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        assert made.recv(4096).startswith(b"HTTP/1.1 200")
        made.sendall(HALF_A_REQUEST)
        assert is_ended(made)


def test_more_connections_may_be_open_than_silent_ones() -> None:
    assert MOST_SILENT * 2 < MOST_OPEN


def test_a_reader_too_many_is_refused_until_one_leaves() -> None:
    asyncio.run(come_and_leave())


async def come_and_leave() -> None:
    leave = asyncio.Event()
    sent: list[dict[str, object]] = []

    async def inner(*_: object) -> None:
        await leave.wait()

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    limited = ReaderLimit(inner, most=1)  # type: ignore[arg-type]
    asked = ({"type": "websocket"}, None, send)
    first = asyncio.create_task(limited(*asked))  # type: ignore[arg-type]
    await asyncio.wait([first], timeout=0)
    await limited(*asked)  # type: ignore[arg-type]
    assert sent == [{"type": "websocket.close", "code": TRY_AGAIN_LATER}]
    leave.set()
    await first
    await limited(*asked)  # type: ignore[arg-type]
    assert len(sent) == 1


def test_a_reader_who_asks_without_end_is_held_back_and_loses_nothing() -> None:
    asyncio.run(ask_without_end())


async def ask_without_end() -> None:
    wanted = [{"type": "websocket.receive", "bytes": bytes([n])} for n in range(30)]
    coming = iter([*wanted, {"type": "websocket.disconnect"}])

    async def receive() -> dict[str, object]:
        return next(coming)  # type: ignore[return-value]

    loop = asyncio.get_running_loop()
    paced, began = Paced(receive, at_once=20, a_second=20), loop.time()  # type: ignore[arg-type]
    assert [await paced() for _ in range(20)] == wanted[:20]
    assert [await paced() for _ in range(10)] == wanted[20:]
    # Half a second for the ten that were too many; a slow machine takes longer, none less.
    assert loop.time() - began >= 0.5
    assert (await paced())["type"] == "websocket.disconnect"


@pytest.fixture(scope="module")
def small_address(full_data: Path) -> Iterator[str]:
    """Return the address of a dashboard that takes one megabyte of a reader."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GONGKAI_UPLOAD_MB", "1")
        with dashboard(full_data) as served:
            yield served


def test_files_not_yet_imported_are_bounded_for_one_reader_and_for_all(small_address: str) -> None:
    asyncio.run(send_files(small_address))


async def send_files(address: str) -> None:
    content = bytes(MEGABYTE * 11 // 20)
    async with contextlib.AsyncExitStack() as stack:
        readers = [await stack.enter_async_context(Reader(address)) for _ in range(7)]
        for reader in readers:
            await reader.run("submissions")
        assert await readers[0].upload("甲.txt", content, file="one") == 204
        assert await readers[0].upload("乙.txt", content, file="two") == 413
        answers = [await reader.upload("丙.txt", content) for reader in readers[1:]]
        # Eleven twentieths of a megabyte: one fits for a reader, five where three may be full.
        assert answers == [204] * 4 + [413] * 2


def test_a_file_of_unknown_size_is_not_taken(small_address: str) -> None:
    asyncio.run(send_without_size(small_address))


async def send_without_size(address: str) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield b"x"

    async with Reader(address) as reader:
        await reader.run("submissions")
        where = f"{address}/_stcore/upload_file/{reader.session}/file"
        async with reader.http.put(where, data=parts()) as answer:
            assert answer.status == 411


def test_a_file_made_for_a_reader_is_for_no_one_else(address: str) -> None:
    asyncio.run(fetch_of_another(address))


async def fetch_of_another(address: str) -> None:
    async with Reader(address) as one, Reader(address) as other, aiohttp.ClientSession() as no_one:
        assert (await one.run("")).failures == ()
        assert (await other.run("hotline")).failures == ()
        url = await one.file_url("xlsx_报送情况_按年度")
        async with one.http.get(url) as answer:
            assert answer.status == 200
            assert (await answer.read()).startswith(b"PK")
        for stranger in (other.http, no_one):
            async with stranger.get(url) as answer:
                assert answer.status == 404
                assert "不是为您生成的" in await answer.text()
        async with one.http.get(url, headers={"Range": "bytes=0-1"}) as answer:
            assert await answer.read() == b"PK"


def test_a_cookie_of_ones_own_making_opens_nothing(address: str) -> None:
    host = address.removeprefix("http://")
    file = f"/media/{'0' * 32}.xlsx"
    for cookie in ("gongkai_reader=", f"gongkai_reader={'A' * 43}", "gongkai_reader=../x"):
        assert status(address, file, f"Host: {host}", f"Cookie: {cookie}") == 404
