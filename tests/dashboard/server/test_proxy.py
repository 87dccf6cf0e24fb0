"""The HAProxy configuration that we hand out, in front of two servers of which one dies."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import psutil
import pytest
from click.testing import CliRunner

from dashboard.server.__main__ import main
from dashboard.server.shell import TITLE
from tests.browser.chromium import PROJECT, browser, free_port, served, settle, wait_for
from tests.readers import Failed, Reader

DEPLOY = PROJECT / "deploy"
NAME = "gongkai.example.cn"
OPEN = ("--open", "--host", NAME)
proxied = pytest.mark.proxy


class Pair:
    """HAProxy in front of two servers."""

    def __init__(self, ports: tuple[int, int], port: int) -> None:
        self.ports = ports
        self.address = f"http://127.0.0.1:{port}"

    def kill(self, port: int) -> None:
        """End the server that listens at a port as a crash does."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if f"--port={port}" in process.cmdline():
                    process.kill()
                    process.wait(30)


@pytest.fixture
def pair(full_data: Path) -> Iterator[Pair]:
    """Return two servers behind one port."""
    with contextlib.ExitStack() as stack:
        ports = free_port(), free_port()
        for port in ports:
            stack.enter_context(served(full_data, *OPEN, port=port))
        port = free_port()
        environment = os.environ | {
            "GONGKAI_BIND": f"127.0.0.1:{port}",
            "GONGKAI_ONE": f"127.0.0.1:{ports[0]}",
            "GONGKAI_TWO": f"127.0.0.1:{ports[1]}",
            "GONGKAI_DEPLOY": str(DEPLOY),
        }
        command = ["haproxy", "-db", "-f", str(DEPLOY / "haproxy.cfg")]
        haproxy = stack.enter_context(subprocess.Popen(command, env=environment))
        stack.callback(haproxy.terminate)
        wait_for(port)
        yield Pair(ports, port)


@proxied
def test_when_a_server_dies_its_readers_go_to_the_other_and_no_one_else_notices(
    pair: Pair,
) -> None:
    asyncio.run(outlive_a_death(pair))


async def outlive_a_death(pair: Pair) -> None:
    async with Reader(pair.address) as one, Reader(pair.address) as other:
        readers = {reader.cookies["gongkai_server"]: reader for reader in (one, other)}
        assert set(readers) == {"one", "two"}
        for reader in readers.values():
            assert (await reader.run("")).failures == ()
            reader.choose("selectbox", "from", string_value="2020")
            assert (await reader.run()).failures == ()
            assert (await reader.download("xlsx_报送情况_按年度")).startswith(b"PK")
        pair.kill(pair.ports[0])
        assert (await readers["two"].run()).failures == ()
        assert not await still_runs(readers["one"])
        lost = readers["one"]
        async with lost.http.get(f"{pair.address}/hotline") as answer:
            assert answer.status == 200
            assert TITLE in await answer.text()
        await lost.connect()
        assert (await lost.run("hotline")).failures == ()
        assert lost.cookies["gongkai_server"] == "two"
        await lost.run("")
        assert (await lost.download("xlsx_报送情况_按年度")).startswith(b"PK")
        assert readers["two"].cookies["gongkai_server"] == "two"


async def still_runs(reader: Reader) -> bool:
    """Return whether a reader's session goes on."""
    try:
        return not (await reader.run()).failures
    except (Failed, ConnectionError):
        return False


@proxied
@pytest.mark.browser
def test_a_browser_whose_server_dies_goes_on_by_itself(pair: Pair) -> None:
    with browser() as running:
        page = running.new_page(locale="zh-CN")
        page.goto(f"{pair.address}/hotline")
        settle(page)
        cookies = {c.get("name"): c.get("value") for c in page.context.cookies()}
        dead = ("one", "two").index(cookies["gongkai_server"])
        # The browser connects again by itself, to the server that is left.
        with page.expect_websocket():
            pair.kill(pair.ports[dead])
        page.get_by_role("link", name="依申请公开").click()
        page.get_by_role("heading", name="依申请公开").wait_for()
        settle(page)
        assert page.get_by_text("本页未能显示").count() == 0


@proxied
def test_foreign_hosts_and_pages_are_refused_behind_it_as_well(pair: Pair) -> None:
    asyncio.run(ask_as_a_stranger(pair.address))


async def ask_as_a_stranger(address: str) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(address, headers={"Host": NAME}) as answer:
            assert answer.status == 200
            assert answer.cookies["gongkai_server"]["httponly"]
        async with http.get(address, headers={"Host": "attacker.example"}) as answer:
            assert answer.status == 403
        async with http.get(f"{address}/_stcore/metrics") as answer:
            assert answer.status == 404
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(f"{address}/_stcore/stream", origin="https://attacker.example")
        assert refused.value.status == 403
        own = {"Host": NAME, "Origin": f"https://{NAME}"}
        async with http.ws_connect(f"{address}/_stcore/stream", headers=own):
            pass


@proxied
def test_without_any_server_a_page_says_so_in_chinese(tmp_path: Path) -> None:
    port = free_port()
    environment = os.environ | {
        "GONGKAI_BIND": f"127.0.0.1:{port}",
        "GONGKAI_ONE": f"127.0.0.1:{free_port()}",
        "GONGKAI_TWO": f"127.0.0.1:{free_port()}",
        "GONGKAI_DEPLOY": str(DEPLOY),
    }
    command = ["haproxy", "-db", "-f", str(DEPLOY / "haproxy.cfg")]
    with subprocess.Popen(command, env=environment) as haproxy:
        try:
            asyncio.run(meet_the_waiting_page(f"http://127.0.0.1:{port}"))
        finally:
            haproxy.terminate()


async def meet_the_waiting_page(address: str) -> None:
    async with aiohttp.ClientSession() as http:
        while True:
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with http.get(address) as answer:
                    assert answer.status == 503
                    assert "看板正在启动" in await answer.text()
                    return


def test_the_service_starts_a_command_that_there_is() -> None:
    unit = (DEPLOY / "gongkai@.service").read_text("utf-8")
    started = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    assert started
    program, command, *options = started[1].split()
    assert program.endswith("/bin/gongkai")
    assert command == "serve"
    shown = CliRunner().invoke(main, ["--help"]).output
    assert {o for o in options if o.startswith("--")} == {"--address", "--port"}
    assert all(option in shown for option in options if option.startswith("--"))
