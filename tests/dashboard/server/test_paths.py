"""What the server does not give: its own files, listings, other methods, a second request."""

from __future__ import annotations

import json

import pytest

from tests.dashboard.server.sockets import connected, status
from tests.dashboard.server.test_serving import fetched

OUTSIDE = (
    "/.git/HEAD", "/../pyproject.toml", "/gongkai/../serving.py", "/gongkai/%2e%2e/serving.py",
    "/gongkai/..%2fserving.py", "/static/../../web/server/server.py", "/gongkai//etc/passwd",
    "/app/static/../../script.py", "/places.csv", "/warehouse/CURRENT", "/media/../places.csv",
)  # fmt: skip
OURS = ("[project]", "ref: refs", "import annotations", "root:", "place_id", ".duckdb")


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_beside_the_served_ones_is_given(address: str, path: str) -> None:
    with connected(address) as made:
        host = address.removeprefix("http://")
        made.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: made.recv(65536), b"")).decode(errors="replace")
    assert not [sign for sign in OURS if sign in answer]


@pytest.mark.parametrize("path", ["/gongkai/", "/gongkai", "/static/", "/media/"])
def test_no_folder_is_listed(address: str, path: str) -> None:
    _, text = fetched(address, path)
    assert "words.js" not in text
    assert "index." not in text.replace("static/js/index.", "").replace("static/css/index.", "")


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DELETE", "PATCH", "POST"])
def test_methods_that_no_page_needs_are_refused(address: str, method: str) -> None:
    host = f"Host: {address.removeprefix('http://')}"
    for path in ("/", "/_stcore/health", "/gongkai/words.js"):
        assert status(address, path, host, method=method) >= 400


def test_no_second_request_is_smuggled_in_a_first(address: str) -> None:
    host = address.removeprefix("http://")
    hidden = f"GET /_stcore/health HTTP/1.1\r\nHost: {host}\r\n\r\n"
    first = (
        f"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n"
        f"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n{hidden}"
    )
    with connected(address) as made:
        made.sendall(first.encode())
        answer = b"".join(iter(lambda: made.recv(65536), b""))
    assert answer.count(b"HTTP/1.1 ") == 1


def test_no_page_around_ours_gives_it_orders(address: str) -> None:
    _, told = fetched(address, "/_stcore/host-config")
    assert json.loads(told)["allowedOrigins"] == []
