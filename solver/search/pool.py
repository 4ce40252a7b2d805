"""Hands tasks to an executor a few at a time, and lives through the death of a worker."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from typing import TypeVar

from solver.search.worker import Done, Task, prepare, work

K = TypeVar("K")

#: Tasks waiting per worker: enough that no worker idles, few enough that memory stays flat.
AHEAD = 2
_DIED = "the process that solved it ended: out of memory, or a fault of the solver"


def cores() -> int:
    """Return the number of cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def own_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of fresh processes; spawned, so that each starts from nothing of ours."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=prepare, initargs=(os.getpid(),))


def run_with(executor: Executor, tasks: Iterator[tuple[K, Task]], workers: int) -> Iterator[tuple[K, Done]]:
    """Yield results as they come, from an executor of the caller's.

    A task that the executor loses is reported as broken.
    """
    pending: dict[Future[Done], K] = {}
    try:
        while True:
            for key, task in _next(tasks, AHEAD * workers - len(pending)):
                pending[executor.submit(work, task)] = key
            if not pending:
                return
            finished, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in finished:
                yield pending.pop(future), _result(future)
    finally:
        for future in pending:
            future.cancel()


def _result(future: Future[Done]) -> Done:
    try:
        return future.result()
    except Exception as error:
        return Done(None, f"the executor lost it ({type(error).__name__}: {error})", 0.0, 0.0)


def _next(tasks: Iterator[tuple[K, Task]], number: int) -> Iterator[tuple[K, Task]]:
    for _ in range(number):
        task = next(tasks, None)
        if task is None:
            return
        yield task


class OwnPool:
    """Solves on processes of our own, and finds out which task took a process down.

    When a process dies, its pool is lost with every task that was on its way. Those are tried
    again one by one, each in a pool of one process, so that only the guilty one is reported.
    """

    def __init__(self, workers: int, pool: Callable[[int], ProcessPoolExecutor] = own_pool) -> None:
        self._workers = workers
        self._make = pool
        self._pool: ProcessPoolExecutor | None = None
        self._pending: dict[Future[Done], tuple[object, Task]] = {}

    def run(self, tasks: Iterator[tuple[K, Task]]) -> Iterator[tuple[K, Done]]:
        """Yield results as they come; closing the iterator ends the processes."""
        suspects: deque[tuple[K, Task]] = deque()
        pending: dict[Future[Done], tuple[K, Task]] = {}
        try:
            while True:
                yield from self._alone(suspects)
                self._fill(pending, tasks)
                if not pending:
                    return
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    key, task = pending.pop(future)
                    if isinstance(future.exception(), BrokenExecutor):
                        suspects.append((key, task))
                    else:
                        yield key, _result(future)
                if suspects:
                    suspects.extend(pending.values())
                    pending.clear()
                    self._end()
        finally:
            self._end()

    def _fill(self, pending: dict[Future[Done], tuple[K, Task]], tasks: Iterator[tuple[K, Task]]) -> None:
        if self._pool is None:
            self._pool = self._make(self._workers)
        for key, task in _next(tasks, AHEAD * self._workers - len(pending)):
            pending[self._pool.submit(work, task)] = (key, task)

    def _alone(self, suspects: deque[tuple[K, Task]]) -> Iterator[tuple[K, Done]]:
        while suspects:
            key, task = suspects.popleft()
            self._pool = self._make(1)
            future = self._pool.submit(work, task)
            if isinstance(future.exception(), BrokenExecutor):
                yield key, Done(None, _DIED, 0.0, 0.0)
            else:
                yield key, _result(future)
            self._end()

    def _end(self) -> None:
        """End the processes now: what they still do is not wanted any more."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
