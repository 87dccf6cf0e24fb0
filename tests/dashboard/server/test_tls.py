"""The server behind a proxy with a certificate: the lines of `deploy/haproxy.cfg` opened for it."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.chromium import free_port, served
from tests.dashboard.server.sockets import connected
from tests.dashboard.server.test_proxy import DEPLOY, NAME, OPEN
from tests.readers import Reader

OPENED = re.compile(r"^    # (bind |http-response |cookie )", re.MULTILINE)
CLOSED = re.compile(r"^    (bind \"|cookie gongkai_server ).*$", re.MULTILINE)
PER_ADDRESS = 12


@dataclass
class Secured:
    """HAProxy with a certificate, and the server behind it."""

    port: int
    server: str
    trusted: ssl.SSLContext


def with_certificate(folder: Path, port: int) -> Path:
    """Return the configuration with the lines opened that the documentation says."""
    pem, key = folder / "gongkai.pem", folder / "key.pem"
    made = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME}"
        f" -addext subjectAltName=DNS:localhost,DNS:{NAME} -keyout {key} -out {pem}"
    )
    subprocess.run(made.split(), check=True, capture_output=True)
    written = CLOSED.sub("", (DEPLOY / "haproxy.cfg").read_text("utf-8"))
    written = OPENED.sub(r"    \1", written)
    pem.write_text(pem.read_text() + key.read_text())
    written = written.replace(":443", f"127.0.0.1:{port}")
    written = written.replace("/etc/haproxy/gongkai.pem", str(pem))
    (folder / "haproxy.cfg").write_text(written, "utf-8")
    return folder / "haproxy.cfg"


def until_listened_at(port: int) -> None:
    """Wait until something takes connections at a port."""
    while True:
        with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.2)


@pytest.fixture(scope="module")
def secured(full_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """Return a server behind TLS."""
    folder, port = tmp_path_factory.mktemp("tls"), free_port()
    configured = with_certificate(folder, port)
    with served(full_data, *OPEN) as server, contextlib.ExitStack() as stack:
        environment = os.environ | {
            "GONGKAI_ONE": server.removeprefix("http://"),
            "GONGKAI_TWO": server.removeprefix("http://"),
            "GONGKAI_DEPLOY": str(DEPLOY),
            "GONGKAI_PER_ADDRESS": str(PER_ADDRESS),
        }
        command = ["haproxy", "-db", "-f", str(configured)]
        haproxy = stack.enter_context(subprocess.Popen(command, env=environment))
        stack.callback(haproxy.terminate)
        until_listened_at(port)
        yield Secured(port, server, ssl.create_default_context(cafile=str(folder / "gongkai.pem")))


def cookies(answer: http.client.HTTPResponse) -> list[str]:
    return answer.headers.get_all("Set-Cookie", [])


@pytest.mark.proxy
def test_behind_tls_every_cookie_goes_by_tls_only(secured: Secured) -> None:
    asked = http.client.HTTPSConnection("localhost", secured.port, context=secured.trusted)
    for path in ("/", "/_stcore/health"):
        asked.request("GET", path, headers={"Host": NAME})
        answer = asked.getresponse()
        answer.read()
        assert answer.status == 200
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
        assert all("; secure" in cookie.lower() for cookie in cookies(answer))
        names = {cookie.partition("=")[0] for cookie in cookies(answer)}
        wanted = {"__Host-gongkai_reader"} if path == "/" else set[str]()
        assert wanted | {"__Host-gongkai_server"} <= names
    asked.close()


@pytest.mark.proxy
def test_behind_tls_a_reader_gets_the_files_made_for_it(secured: Secured) -> None:
    asyncio.run(fetch_over_tls(secured))


async def fetch_over_tls(secured: Secured) -> None:
    async with Reader(f"https://localhost:{secured.port}", secured.trusted) as reader:
        assert (await reader.run("")).failures == ()
        assert (await reader.download("xlsx_报送情况_按年度")).startswith(b"PK")


@pytest.mark.proxy
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_older_tls_is_refused(secured: Secured) -> None:
    older = ssl.create_default_context()
    older.check_hostname, older.verify_mode = False, ssl.CERT_NONE
    older.set_ciphers("ALL:@SECLEVEL=0")
    older.minimum_version = older.maximum_version = ssl.TLSVersion.TLSv1_1
    with connected(f"http://127.0.0.1:{secured.port}") as made, pytest.raises(ssl.SSLError):
        older.wrap_socket(made)


@pytest.mark.proxy
def test_slow_connections_of_one_address_leave_room_for_others(secured: Secured) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(PER_ADDRESS * 2):
            with contextlib.suppress(ConnectionError):
                stack.enter_context(connected(f"http://127.0.0.1:{secured.port}"))
        # Another address of this machine stands for another reader's.
        other = socket.create_connection(
            ("127.0.0.1", secured.port), timeout=30, source_address=("127.0.0.9", 0)
        )
        with secured.trusted.wrap_socket(other, server_hostname=NAME) as answered:
            answered.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
            assert answered.recv(4096).startswith(b"HTTP/1.1 200")
        with (
            pytest.raises((ssl.SSLError, OSError)),
            socket.create_connection(("127.0.0.1", secured.port), timeout=30) as one_more,
        ):
            secured.trusted.wrap_socket(one_more, server_hostname=NAME)


@pytest.mark.parametrize(("source", "is_secure"), [("127.0.0.1", True), ("127.0.0.9", False)])
def test_only_the_proxy_is_believed_that_a_reader_came_by_tls(
    address: str, source: str, *, is_secure: bool
) -> None:
    host = address.removeprefix("http://")
    name, port = host.split(":")
    asked = http.client.HTTPConnection(name, int(port), source_address=(source, 0))
    asked.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
    answer = asked.getresponse()
    assert len(cookies(answer)) == 1
    assert ("; Secure" in cookies(answer)[0]) is is_secure
    asked.close()
