"""The server around the dashboard: what it sends, and that a reader meets only Chinese."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from dashboard.server.shell import TITLE, rewritten
from tests.browser.chromium import ENGLISH, browser, dashboard, free_port

COMPRESSED = {"Accept-Encoding": "gzip"}
PAGES = ["", *(name_of(module) for module in modules()[1:])]


def fetched(
    address: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[http.client.HTTPResponse, str]:
    """Return an answer and its text."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers=dict(headers or {}))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.getheader("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return answer, body.decode()


@pytest.mark.parametrize("path", ["/", f"/{PAGES[-1]}"])
@pytest.mark.parametrize("headers", [{}, COMPRESSED], ids=["plain", "compressed"])
def test_every_address_sends_a_chinese_shell(
    address: str, path: str, headers: Mapping[str, str]
) -> None:
    answer, page = fetched(address, path, headers)
    assert answer.status == 200
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="zh-CN"' in page
    assert f"<title>{TITLE}</title>" in page
    assert "translate.js" in page
    assert "<noscript><p>请在" in page


def test_scripts_are_compressed(address: str) -> None:
    _, page = fetched(address, "/")
    script = re.search(r'src="\.(/static/js/index[^"]+)"', page)
    assert script
    answer, _ = fetched(address, script[1], COMPRESSED)
    assert answer.getheader("Content-Encoding") == "gzip"
    assert "immutable" in answer.getheader("Cache-Control", "")


def test_our_own_scripts_are_sent_as_scripts(address: str) -> None:
    for name in ("translate.js", "words.js"):
        answer, text = fetched(address, f"/gongkai/{name}")
        assert "javascript" in answer.getheader("Content-Type", "")
        assert text.startswith("//")


def test_every_answer_carries_the_headers(address: str) -> None:
    for path in ("/", "/_stcore/health", "/gongkai/words.js"):
        answer, _ = fetched(address, path)
        policy = answer.getheader("Content-Security-Policy", "").split("; ")
        assert {"default-src 'self'", "object-src 'none'", "base-uri 'none'"} <= set(policy)
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("X-Frame-Options") == "SAMEORIGIN"


def test_a_page_of_another_making_is_left_alone() -> None:
    assert rewritten("<html><body>表</body></html>") == "<html><body>表</body></html>"


@pytest.mark.browser
def test_a_page_that_fails_says_so_in_chinese(tmp_path: Path) -> None:
    folder = tmp_path / "warehouse"
    folder.mkdir()
    (folder / "v-damaged.duckdb").write_bytes(b"no database at all" * 500)
    (folder / "CURRENT").write_text("v-damaged.duckdb", "utf-8")
    with dashboard(tmp_path) as address, browser() as running:
        page = running.new_page(locale="zh-CN")
        page.goto(address)
        page.get_by_text("本页未能显示").wait_for()
        assert page.evaluate(ENGLISH) == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")
def test_a_server_that_is_told_to_end_leaves_nothing_behind(full_data: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", "from etl.cli import main; main()", "serve"]
    server = subprocess.Popen([*command, "--port", str(port), "--data", str(full_data)])
    deadline = time.monotonic() + 60
    while not is_open(port) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert is_open(port)
    server.terminate()
    server.wait(timeout=30)
    assert not is_open(port)


def is_open(port: int) -> bool:
    """Return whether something answers on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
