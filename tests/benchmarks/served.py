"""Running servers to be measured: ours, and the same pages as Streamlit serves them by default."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.chromium import PROJECT, free_port, wait_for

MEGABYTE = 1024 * 1024
SCRIPT = PROJECT / "dashboard" / "server" / "script.py"


@dataclass(frozen=True)
class Served:
    """A server that answers, with all its processes."""

    address: str
    process: psutil.Process

    def processes(self) -> list[psutil.Process]:
        """Return the server's processes."""
        return [self.process, *self.process.children(recursive=True)]

    def processor_seconds(self) -> float:
        """Return how long the server has worked, all its processes together."""
        return sum(sum(one.cpu_times()[:2]) for one in self.processes())

    def megabytes(self) -> float:
        """Return the memory that the server holds."""
        return sum(one.memory_info().rss for one in self.processes()) / MEGABYTE


@contextmanager
def ours(data: Path, *options: str) -> Iterator[Served]:
    """Give our server on a data folder."""
    command = [sys.executable, "-m", "dashboard.server", "--data", str(data), *options]
    with served(command, data, PROJECT) as found:
        yield found


@contextmanager
def by_default(data: Path) -> Iterator[Served]:
    """Give the same pages as `streamlit run` serves them without any setting of ours."""
    command = [sys.executable, "-m", "streamlit", "run", str(SCRIPT)]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        served([*command, *quiet], data, Path(elsewhere), "--server.port") as found,
    ):
        yield found


@contextmanager
def served(
    command: Sequence[str], data: Path, folder: Path, port_option: str = "--port"
) -> Iterator[Served]:
    """Give a running server, which is gone afterwards."""
    port = free_port()
    environment = os.environ | {"GONGKAI_DATA": str(data), "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        [*command, port_option, str(port)],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        try:
            wait_for(port)
            yield Served(f"http://127.0.0.1:{port}", psutil.Process(running.pid))
        finally:
            running.terminate()
