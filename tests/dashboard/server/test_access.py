"""Who is answered: our own host and pages, and nothing that leaves this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.pages import modules
from dashboard.server.listening import LOOPBACK_HOSTS
from dashboard.server.protection.access import AccessControl, host_of, is_same
from tests.browser.chromium import dashboard
from tests.dashboard.server.conftest import Recording
from tests.dashboard.server.sockets import handshake, status
from tests.readers import Reader

FOREIGN_HOSTS = (
    "attacker.example",
    "attacker.example:{port}",
    "localhost.attacker.example:{port}",
    "localhost:{port}@attacker.example",
    "127.0.0.1.attacker.example",
    "10.0.0.7:{port}",
    "[::2]:{port}",
    "localhost:{port}:80",
    "",
)
OWN_HOSTS = ("localhost:{port}", "127.0.0.1:{port}", "LOCALHOST:{port}", "[::1]:{port}")
FOREIGN_ORIGINS = (
    "https://attacker.example",
    "http://localhost:{other}",
    "http://127.0.0.1:{port}",
    "http://localhost",
    "http://localhost:{port}.attacker.example",
    "http://localhost:{port}@attacker.example",
    "file://localhost:{port}",
    "null",
    "localhost:{port}",
    "",
)


def at(address: str, text: str) -> str:
    """Return a text with the server's port, and another one, filled in."""
    port = urlsplit(address).port or 0
    return text.format(port=port, other=port + 1)


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_name_gets_neither_page_nor_session_nor_upload(
    address: str, host: str
) -> None:
    named = at(address, host)
    assert status(address, "/", f"Host: {named}") in (400, 403)
    assert status(address, "/_stcore/health", f"Host: {named}") in (400, 403)
    put = ("PUT", f"Host: {named}", "Content-Length: 0")
    assert status(address, "/_stcore/upload_file/a/b", *put[1:], method=put[0]) in (400, 403)
    assert handshake(address, named, f"http://{named}") in (400, 403)


@pytest.mark.parametrize("host", OWN_HOSTS)
def test_our_own_host_names_are_answered(address: str, host: str) -> None:
    named = at(address, host)
    assert status(address, "/", f"Host: {named}") == 200
    assert handshake(address, named, f"http://{named.lower()}") == 101


def test_two_host_names_or_none_are_refused(address: str) -> None:
    named = at(address, "localhost:{port}")
    assert status(address, "/", f"Host: {named}", f"Host: {named}") in (400, 403)
    assert status(address, "/") in (400, 403)


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_from_elsewhere_gets_no_session_and_no_answer(address: str, origin: str) -> None:
    named, foreign = at(address, "localhost:{port}"), at(address, origin)
    assert handshake(address, named, foreign) == 403
    assert status(address, "/", f"Host: {named}", f"Origin: {foreign}") == 403


def test_a_websocket_names_exactly_one_origin(address: str) -> None:
    named = at(address, "localhost:{port}")
    own = f"http://{named}"
    assert handshake(address, named) == 403
    assert handshake(address, named, own, own) in (400, 403)
    assert handshake(address, named, own) == 101


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics?families=session_events",
        "/_stcore/script-health-check",
        "/hotline/_stcore/metrics",
        "/%5fstcore/metrics",
        "/_stcore/../_stcore/metrics",
        "//_stcore/metrics",
        "/_stcore/",
    ],
)
def test_what_only_operators_ask_is_closed(address: str, path: str) -> None:
    assert status(address, path, f"Host: {urlsplit(address).netloc}") >= 400


def test_hosts_and_origins_are_compared_whole() -> None:
    assert host_of("Gongkai.Example.CN.:8501") == "gongkai.example.cn"
    assert host_of("[::1]:80") == "::1"
    for hostile in ("a b", "a/b", "a@b", "a:b", "a:1:2", "[::1", "名.cn", "*", ""):
        assert host_of(hostile) == ""
    assert is_same("https://gongkai.example.cn", "gongkai.example.cn")
    assert not is_same("https://gongkai.example.cn:8443", "gongkai.example.cn")


def test_what_is_refused_never_reaches_streamlit() -> None:
    reached, sent = [], []

    async def inner(scope: object, *_: object) -> None:
        reached.append(scope)

    async def send(message: object) -> None:
        sent.append(message)

    guarded = AccessControl(inner, LOOPBACK_HOSTS)
    headers = [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:3000")]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(guarded(scope, None, send))  # type: ignore[arg-type]
    assert reached == []
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_nothing_leaves_the_machine_whoever_asks(
    recording: Recording, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in recording.environment.items():
        monkeypatch.setenv(name, value)
    with dashboard(full_data) as served:
        for _ in range(5):
            handshake(served, urlsplit(served).netloc, "https://attacker.example")
        handshake(served, "attacker.example", "https://attacker.example")
        asyncio.run(read_everything(served))
    assert [line for line in recording.lines() if not stays_here(line)] == []


async def read_everything(address: str) -> None:
    """Open every page, and have a file made."""
    async with Reader(address) as reader:
        for module in modules():
            assert (await reader.run(module.__name__.rpartition(".")[2])).failures == ()
        await reader.run("")
        assert (await reader.download("xlsx_报送情况_按年度")).startswith(b"PK")


def stays_here(line: str) -> bool:
    """Return whether a recorded line is a call inside this machine and no lookup."""
    event, _, where = line.partition(" ")
    is_call = event in ("socket.connect", "socket.sendto", "socket.sendmsg")
    return is_call and where.startswith(("('127.0.0.1'", "('::1'", "/", "b'", "\x00"))


def test_the_recording_sees_a_lookup_and_a_call(recording: Recording) -> None:
    recording.run(
        "import socket, contextlib\n"
        "socket.getaddrinfo('localhost', 80)\n"
        "with contextlib.suppress(OSError):\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 80))\n"
    )
    seen = [line for line in recording.lines() if not stays_here(line)]
    assert seen == ["socket.getaddrinfo localhost", "socket.connect ('192.0.2.1', 80)"]
