"""Where files are read: processes of this machine, each bounded, or a cluster that exists already.

Whatever it is, it is an executor in the manner of `concurrent.futures`.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Thread
from typing import Any

from pebble import ProcessPool

from etl.domain.errors import NoScheduler
from etl.pipeline.memory_limit import limit_memory
from etl.pipeline.read_batch import Given, read_batch

TIME_LIMIT = 300.0
MEMORY_LIMIT = 3 * 1024 * 1024 * 1024
SHORTEST = Given("示例.txt", "示例镇2024年政府信息公开工作年度报告\n一、总体情况".encode())


class BoundedProcesses(Executor):
    """Processes of this machine; a task that takes too long or too much ends alone.

    A task's future then holds TimeoutError, MemoryError or pebble's ProcessExpired.
    """

    def __init__(
        self,
        processes: int | None = None,
        seconds: float = TIME_LIMIT,
        memory: int = MEMORY_LIMIT,
    ) -> None:
        self.processes = processes or os.cpu_count() or 1
        self.seconds = seconds
        self.pool = ProcessPool(
            self.processes, initializer=prepare, initargs=(memory,), context=start_method()
        )

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task, which is ended when its time is over."""
        return self.pool.schedule(fn, args, kwargs, timeout=self.seconds)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Let the processes end; at once where what they do is no longer wanted."""
        self.pool.stop() if cancel_futures else self.pool.close()
        if wait:
            self.pool.join()


def start_method() -> Any:
    """Return how processes start: never as a copy of one in which threads run."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def prepare(most: int) -> None:
    """Bound a reading process and have it read once, before any file's time begins."""
    limit_memory(most)
    read_batch((SHORTEST,))


@contextmanager
def workers(scheduler: str | None = None, processes: int | None = None) -> Iterator[Executor]:
    """Give the executor that reads: a Dask cluster's at an address, else this machine's.

    Raises NoScheduler when there is no such cluster or the extra for it is not installed.
    """
    if scheduler:
        with cluster(scheduler) as executor:
            yield executor
        return
    executor = BoundedProcesses(processes)
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    # What is done next need not wait until the processes have ended.
    Thread(target=executor.shutdown).start()


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give the executor of a running Dask cluster; its workers have this project installed."""
    if find_spec("distributed") is None:
        raise NoScheduler("没有安装 Dask。", "请安装 gongkai[cluster] 后重试，或不用 --scheduler。")
    from distributed import Client  # noqa: PLC0415

    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise NoScheduler(
            f"连接不上 Dask 调度器 {address}。", "请核对地址、端口和调度器是否在运行。"
        ) from error
    with client:
        yield client.get_executor()
