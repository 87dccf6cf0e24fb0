"""The processes that serve behind one port: started, watched, started again, ended."""

from __future__ import annotations

import asyncio
import os
import secrets
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import click

from dashboard.server.ports import any_port

LOOPBACK = "127.0.0.1"
# Apart from ours, so that Ctrl+C reaches us alone and no process is started again for it.
GROUP = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
PAUSE = 1.0
PATIENCE = 10.0


class DidNotStart(click.ClickException):
    """A process ended before it answered; it has said why."""


@dataclass(slots=True)
class Child:
    """One process; it is open while it answers at its port."""

    number: int
    port: int = 0
    is_open: bool = False
    sessions: int = 0
    process: asyncio.subprocess.Process | None = None


class Children:
    """All processes behind one address and port."""

    def __init__(self, address: str, port: int, many: int) -> None:
        self.address = address
        self.port = port
        self.many = many
        self.all = [Child(number) for number in range(many)]
        self.keepers: list[asyncio.Task[None]] = []
        # One secret for all: what one process signed, the one that takes its place can read.
        self.environment = {"STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(), **os.environ}

    async def start(self, session: aiohttp.ClientSession) -> None:
        """Start them all and return when they answer."""
        await asyncio.gather(*(self.launch(child, session) for child in self.all))
        self.keepers = [asyncio.create_task(self.keep(child, session)) for child in self.all]

    async def launch(self, child: Child, session: aiohttp.ClientSession) -> None:
        """Start a process and return when it answers."""
        child.port = any_port(LOOPBACK)
        process = child.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "dashboard.server", "--behind", str(child.port)),
            *("--address", self.address, "--port", str(self.port)),
            stdin=subprocess.PIPE,
            env=self.environment,
            creationflags=GROUP,
            start_new_session=os.name == "posix",
        )
        while not await answers(session, child.port):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 0.2)
            if process.returncode is not None:
                raise DidNotStart(f"服务进程 {child.number + 1} 未能启动。")
        child.is_open = True

    async def keep(self, child: Child, session: aiohttp.ClientSession) -> None:
        """Start a process again whenever it ends; a pause keeps a broken one from whirling."""
        while child.process:
            await child.process.wait()
            child.is_open = False
            click.echo(f"服务进程 {child.number + 1} 已结束，正在重新启动。", err=True)
            await asyncio.sleep(PAUSE)
            with suppress(DidNotStart):
                await self.launch(child, session)

    async def stop(self) -> None:
        """End them all; whoever does not end by itself is ended."""
        for keeper in self.keepers:
            keeper.cancel()
        await asyncio.gather(*(end(child) for child in self.all))


async def answers(session: aiohttp.ClientSession, port: int) -> bool:
    """Return whether a server answers on a port of this machine."""
    try:
        async with session.get(
            f"http://{LOOPBACK}:{port}/_stcore/health", timeout=aiohttp.ClientTimeout(total=5)
        ) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False


async def end(child: Child) -> None:
    """End a process by closing its input, which is what it waits for on every system."""
    process = child.process
    child.is_open = False
    if process is None or process.returncode is not None:
        return
    if process.stdin:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
