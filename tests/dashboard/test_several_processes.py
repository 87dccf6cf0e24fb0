"""Several server processes behind one port: who belongs where, and what outlives a death."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import aiohttp
import psutil
import pytest
from click.testing import CliRunner

from dashboard.server.__main__ import main
from dashboard.server.ports import any_port
from dashboard.server.shell import TITLE
from tests.browser.chromium import wait_for
from tests.readers import Failed, Reader

PROCESSES = 2


class Front:
    """A running front."""

    def __init__(self, data: Path) -> None:
        self.port = any_port("127.0.0.1")
        self.address = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-c", "from etl.cli import main; main()", "serve"]
        several = ["--processes", str(PROCESSES), "--port", str(self.port)]
        self.server = subprocess.Popen([*command, *several, "--data", str(data)])
        wait_for(self.port)

    def children(self) -> list[psutil.Process]:
        """Return the processes that serve; where the system has no exec they are further down."""
        found = psutil.Process(self.server.pid).children(recursive=True)
        return [child for child in found if "--behind" in child.cmdline()]

    def wait_until_whole(self) -> None:
        """Wait until new readers come to every process."""
        met: set[str] = set()
        deadline = time.monotonic() + 60
        while len(met) < PROCESSES and time.monotonic() < deadline:
            time.sleep(0.2)
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/")
            met.add(str(connection.getresponse().headers["Set-Cookie"]).partition(";")[0])
            connection.close()
        assert len(met) == PROCESSES


@pytest.fixture(scope="module")
def front(full_data: Path) -> Iterator[Front]:
    """Return two processes behind one port, which are gone afterwards."""
    running = Front(full_data)
    children = running.children()
    yield running
    children += running.children()
    running.server.terminate()
    running.server.wait(timeout=30)
    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive


def test_readers_are_shared_out_and_each_keeps_its_process(front: Front) -> None:
    front.wait_until_whole()
    asyncio.run(read_side_by_side(front.address))


async def read_side_by_side(address: str) -> None:
    async with Reader(address) as one, Reader(address) as other:
        processes = [reader.cookies["gongkai_process"] for reader in (one, other)]
        assert sorted(processes) == ["0", "1"]
        for reader in (one, other):
            first = await reader.run("")
            assert first.failures == ()
            reader.choose("selectbox", "from", string_value="2020")
            again = await reader.run()
            assert again.failures == ()
            assert again.size > 0
            workbook = await reader.download("xlsx_报送情况_按年度")
            assert workbook.startswith(b"PK")
        assert [reader.cookies["gongkai_process"] for reader in (one, other)] == processes


def test_the_front_changes_nothing_of_what_a_process_sends(front: Front) -> None:
    asyncio.run(compare_with_a_process(front))


async def compare_with_a_process(front: Front) -> None:
    async with aiohttp.ClientSession(auto_decompress=False) as http:
        async with http.get(f"{front.address}/", headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            assert "gongkai_process" in answer.headers["Set-Cookie"]
        async with http.get(f"{front.address}/", headers={"Accept-Encoding": "identity"}) as answer:
            assert TITLE in (await answer.read()).decode()
            assert "gongkai_process" not in answer.headers.getall("Set-Cookie", [])
        async with http.head(f"{front.address}/gongkai/words.js") as answer:
            assert answer.status == 200
        for hostile in ("9", "-1", "0x0", "%00", "1; 0"):
            cookies = {"Cookie": f"gongkai_process={hostile}"}
            async with http.get(f"{front.address}/_stcore/health", headers=cookies) as answer:
                assert answer.status == 200
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(
                f"{front.address}/_stcore/stream", headers={"Host": "example.com"}
            )
        assert refused.value.status == 403


def heard_at(process: psutil.Process) -> set[str]:
    """Return the addresses that a process listens at."""
    return {c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN}


def test_only_the_front_listens_beyond_this_machine(front: Front) -> None:
    front.wait_until_whole()
    for child in front.children():
        assert heard_at(child) == {"127.0.0.1"}


def test_a_process_that_dies_takes_no_other_reader_along_and_is_replaced(front: Front) -> None:
    front.wait_until_whole()
    asyncio.run(outlive_a_death(front))
    front.wait_until_whole()


async def outlive_a_death(front: Front) -> None:
    async with Reader(front.address) as one, Reader(front.address) as other:
        await one.run("")
        await other.run("")
        front.children()[0].kill()
        ends = [await still_runs(reader) for reader in (one, other)]
        assert sorted(ends) == [False, True]
        lost = one if not ends[0] else other
        async with lost.http.get(f"{front.address}/_stcore/health") as answer:
            assert answer.status == 200
        await lost.connect()
        assert (await lost.run("")).failures == ()


async def still_runs(reader: Reader) -> bool:
    try:
        return not (await reader.run()).failures
    except (Failed, ConnectionError):
        return False


@pytest.mark.skipif(os.name != "posix", reason="a front that is killed outright")
def test_no_process_outlives_a_front_that_is_killed(full_data: Path) -> None:
    running = Front(full_data)
    children = running.children()
    assert len(children) == PROCESSES
    running.server.kill()
    running.server.wait(timeout=30)
    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive


def test_a_process_that_cannot_start_is_named_and_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No standard library is there: what starts now ends at once, by itself and with a reason.
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    port = str(any_port("127.0.0.1"))
    ended = CliRunner().invoke(main, ["--processes", "2", "--port", port])
    assert ended.exit_code == 1
    assert re.search(r"服务进程 [12] 未能启动", ended.output)
    assert "请在浏览器打开" not in ended.output
