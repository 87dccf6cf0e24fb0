"""Where files are read: processes of this machine, each bounded, or a cluster that exists already.

Whatever it is, it is an executor in the manner of `concurrent.futures`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Thread

from etl.domain.errors import NoScheduler
from etl.pipeline.bounded_processes import BoundedProcesses


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
