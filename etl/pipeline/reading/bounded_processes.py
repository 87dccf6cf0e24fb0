"""The only code that reads a hostile file within bounds: processes of this machine, each bounded.

Imports, `gongkai read` and the view of an original use it, as an executor in the manner of
`concurrent.futures`. The pools of libraries end with the first process that dies at a bad moment
(killed while idle, or out of memory while a message arrives); here every process has a pipe and a
thread of its own, so that whatever becomes of one concerns no other.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pickle import PicklingError
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from etl.pipeline.reading.process_memory import bound_memory, memory_of_machine, memory_taken

log = logging.getLogger(__name__)
GIGABYTE = 1024**3
TIME_LIMIT = 300.0
MEMORY_LIMIT = 3 * GIGABYTE
LEAST_MEMORY = GIGABYTE
# Of the machine's memory, what all reading processes together may take.
SHARE_OF_MEMORY = 0.7
OUT_OF_MEMORY = 86
KILLED = 9
STDERR = 2
TRACE = "GONGKAI_TRACE"
# A process that once had this share of what it may take is replaced: it may not give it back.
SPENT = 0.5
ENDING = 5.0
STARTING = 300.0
UNSENT = (PicklingError, AttributeError, TypeError)


class ProcessEnded(Exception):
    """A reading process ended before it answered, or did not start (it has no exit code then)."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"exit code {exit_code}")
        self.exit_code = exit_code
        # By the system, mostly for want of memory.
        self.is_killed = exit_code in {None, -KILLED}


@dataclass(slots=True)
class Task:
    """A call that waits for a process."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any] = field(default_factory=Future)


class BoundedProcesses(Executor):
    """Processes of this machine, each made ready by `initializer`, for one call at a time.

    The modules of `preload` are loaded once for all where a process starts as another's copy.
    A call that takes too long or too much, or whose process ends, fails alone: its future holds
    TimeoutError, MemoryError or ProcessEnded, and another process takes the place. All processes
    together are bounded by a share of the machine's memory.
    """

    def __init__(
        self,
        processes: int | None = None,
        seconds: float = TIME_LIMIT,
        memory: int = MEMORY_LIMIT,
        initializer: Callable[[], None] | None = None,
        preload: Sequence[str] = (),
    ) -> None:
        whole = int(memory_of_machine() * SHARE_OF_MEMORY)
        most = max(1, whole // min(LEAST_MEMORY, memory))
        self.processes = min(processes or os.cpu_count() or 1, most)
        self.seconds = seconds
        self.initializer, self.preload = initializer, preload
        self.memory = min(memory, whole // self.processes)
        self.tasks: SimpleQueue[Task | None] = SimpleQueue()
        self.running: dict[int, BoundedProcess] = {}
        self.is_stopped = self.is_cut_short = False
        self.threads: list[Thread] = []
        self.starting = Lock()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Line up a call, which is ended when its time is over."""
        if self.is_stopped:
            raise RuntimeError("these processes have been shut down")
        self.start_another()
        task = Task(fn, args, kwargs)
        self.tasks.put(task)
        return task.future

    def start_another(self) -> None:
        """Start a process with each call until all run: one file needs no more than one."""
        with self.starting:
            number = len(self.threads)
            if number < self.processes:
                self.threads.append(Thread(target=self.work, args=(number,), daemon=True))
                self.threads[number].start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        """Let the processes end; at once where what they do is no longer wanted."""
        self.is_stopped = True
        self.is_cut_short = cancel_futures
        if cancel_futures:
            while not self.tasks.empty():
                task = self.tasks.get()
                if task is not None:
                    task.future.cancel()
            for process in list(self.running.values()):
                process.kill()
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads if wait else ():
            thread.join()

    def work(self, number: int) -> None:
        """Pass calls to one process until the end; one that is gone is replaced."""
        self.renew(number)
        while (task := self.tasks.get()) is not None:
            if task.future.set_running_or_notify_cancel() and not self.answered(number, task):
                if self.is_cut_short:
                    break
                self.renew(number)
        self.drop(number)

    def renew(self, number: int) -> None:
        """Put a new process in the place of one; the place stays empty where none can start."""
        self.drop(number)
        try:
            self.running[number] = BoundedProcess(self.memory, self.initializer, self.preload)
        except (OSError, RuntimeError) as error:
            log.warning("no reading process starts: %r", error)

    def drop(self, number: int) -> None:
        """End the process of a place, where there is one."""
        if number in self.running:
            self.running.pop(number).end()

    def answered(self, number: int, task: Task) -> bool:
        """Answer one call; return whether its process is fit for another."""
        if number not in self.running or not self.running[number].is_alive():
            self.renew(number)
        if number not in self.running:
            task.future.set_exception(ProcessEnded(None))
            return False
        try:
            result, is_spent = self.running[number].call(task, self.seconds)
        except (TimeoutError, MemoryError, ProcessEnded, *UNSENT) as error:
            task.future.set_exception(error)
            return False
        task.future.set_result(result)
        return not is_spent


class BoundedProcess:
    """One process that answers calls one after the other within so many bytes."""

    def __init__(
        self, memory: int, initializer: Callable[[], None] | None, preload: Sequence[str]
    ) -> None:
        context = start_method(preload)
        self.channel, inner = context.Pipe()
        self.process = context.Process(
            target=answer_calls, args=(inner, memory, initializer), daemon=True
        )
        self.process.start()
        self.is_ready = False
        inner.close()

    def is_alive(self) -> bool:
        """Return whether the process can still be called."""
        return self.process.is_alive()

    def call(self, task: Task, seconds: float) -> tuple[Any, bool]:
        """Return what the call gives, and whether the process should take no other after it.

        Raises TimeoutError, MemoryError, ProcessEnded, or what keeps the call from being sent.
        """
        try:
            if not self.is_ready:
                self.answer_within(STARTING)
                self.is_ready = True
            self.channel.send((task.function, task.args, task.kwargs))
            return self.answer_within(seconds)
        except (EOFError, ConnectionError) as error:
            self.process.join(ENDING)
            if self.process.exitcode == OUT_OF_MEMORY:
                raise MemoryError("a reading process ran out of memory") from error
            raise ProcessEnded(self.process.exitcode) from error

    def answer_within(self, seconds: float) -> Any:
        """Return what the process says next; raise TimeoutError when the time is over."""
        if not self.channel.poll(seconds):
            raise TimeoutError(f"{seconds} s are over")
        return self.channel.recv()

    def kill(self) -> None:
        """End the process at once; a call that it was answering fails."""
        self.process.kill()

    def end(self) -> None:
        """End the process, and leave nothing of it."""
        self.channel.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def answer_calls(channel: Connection, memory: int, initializer: Callable[[], None] | None) -> None:
    """Answer calls until the other side closes; this is the whole life of a reading process.

    A call that raises ends the process: whatever a library has done to it, the next call gets a
    fresh one. One that ran out of memory says so by its exit code, without needing any. What
    libraries print when they break is for those who look for the cause: GONGKAI_TRACE=1 shows it.
    """
    bound_memory(memory)
    if TRACE not in os.environ:
        os.dup2(os.open(os.devnull, os.O_WRONLY), STDERR)
    try:
        if initializer is not None:
            initializer()
        # The time of a call begins when its process is ready for it.
        channel.send(None)
        while True:
            function, args, kwargs = channel.recv()
            result = function(*args, **kwargs)
            channel.send((result, memory_taken() > memory * SPENT))
            del args, kwargs, result
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return


def start_method(preload: Sequence[str]) -> Any:
    """Return how processes start: never as a copy of one in which threads run."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context
