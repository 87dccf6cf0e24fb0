"""Where files are read: processes of this machine, each bounded, or a cluster that exists already.

Whatever it is, it is an executor in the manner of `concurrent.futures`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import Any

from pebble import ProcessPool

from etl.domain.errors import NoScheduler

TIME_LIMIT = 300.0
RARELY = 50_000
MEMORY_LIMIT = 3 * 1024 * 1024 * 1024


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
        # Processes start with the first task: by the time that there is one, these shall be ready.
        self.pool.schedule(int)

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
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["etl.pipeline.warm"])
    return context


def prepare(most: int) -> None:
    """Make a process ready to read within so many bytes, where the system can see to that."""
    settle_in()
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def settle_in() -> None:
    """Load what reading needs, and search for garbage rarely."""
    import_module("etl.pipeline.warm")
    gc.set_threshold(RARELY, 20, 20)


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


def size_of(executor: Executor) -> int:
    """Return how many tasks an executor runs at once, as far as it says so."""
    for name in ("processes", "_max_workers"):
        size = getattr(executor, name, None)
        if isinstance(size, int):
            return size
    return os.cpu_count() or 1
