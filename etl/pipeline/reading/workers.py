"""Where files are read: processes of this machine, each bounded, or a cluster that exists already.

Whatever it is, it is an executor in the manner of `concurrent.futures`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Thread

from etl.domain.errors import NoScheduler
from etl.extract import reader_modules
from etl.pipeline.reading.bounded_processes import BoundedProcesses
from etl.pipeline.reading.read_batch import Given, read_batch

SHORTEST = Given("示例.txt", "示例镇2024年政府信息公开工作年度报告\n一、总体情况".encode())


def read_once() -> None:
    """Have a process read once before any file's time begins: its patterns are loaded then."""
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
    # Rows of a report become Arrow tables, for which Arrow looks for pandas.
    preload = [__name__, *reader_modules(), "pandas"]
    executor = BoundedProcesses(processes, initializer=read_once, preload=preload)
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
