"""Hands tasks to an executor a few at a time, and lives through workers that die or do not end."""

import multiprocessing
import os
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from solver.search.worker import Done, Task, prepare, work

K = TypeVar("K")

#: Tasks waiting per worker: enough that no worker idles, few enough that memory stays flat.
AHEAD = 2
#: What a solve may take beyond its wall limit before its process is ended: to start, to build, to judge.
GRACE_SECONDS = 60.0
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


class _UnderWay(Generic[K]):
    """The tasks that a pool has been handed, oldest first, and since when each of them runs.

    A pool takes its tasks in order, so as many of the oldest are running as it has processes.
    """

    def __init__(self, workers: int, grace: float) -> None:
        self._workers = workers
        self._grace = grace
        self._tasks: dict[Future[Done], tuple[K, Task]] = {}
        self._ends: dict[Future[Done], float] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, future: Future[Done], key: K, task: Task) -> None:
        self._tasks[future] = key, task

    def take(self, future: Future[Done]) -> tuple[K, Task]:
        self._ends.pop(future, None)
        return self._tasks.pop(future)

    def take_all(self) -> list[tuple[K, Task]]:
        return [self.take(future) for future in list(self._tasks)]

    def finished(self) -> set[Future[Done]]:
        """Wait until a task is done or overdue; return those that are done."""
        now = time.monotonic()
        running = list(self._tasks)[: self._workers]
        for future in running:
            self._ends.setdefault(future, now + self._tasks[future][1].wall_seconds + self._grace)
        first = min(self._ends[future] for future in running)
        return wait(self._tasks, timeout=max(0.0, first - now), return_when=FIRST_COMPLETED).done

    def overdue(self) -> list[Future[Done]]:
        """Return the tasks that should have ended by now."""
        now = time.monotonic()
        return [future for future, end in self._ends.items() if end <= now and not future.done()]


class _Lost(NamedTuple, Generic[K]):
    """The tasks that went down with a pool."""

    suspects: list[tuple[K, Task]]
    innocent: list[tuple[K, Task]]


class OwnPool:
    """Solves on processes of our own, and finds out which task took a process down or does not end.

    When a process dies, its pool is lost with every task that was on its way. Those are tried
    again one by one, each in a pool of one process, so that only the guilty one is reported.
    A solve that is not back long after its wall limit is reported and its process ended; what else
    was on its way starts anew.
    """

    def __init__(
        self,
        workers: int,
        pool: Callable[[int], ProcessPoolExecutor] = own_pool,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._workers = workers
        self._make = pool
        self._grace = grace
        self._pool: ProcessPoolExecutor | None = None

    def run(self, tasks: Iterator[tuple[K, Task]]) -> Iterator[tuple[K, Done]]:
        """Yield results as they come; closing the iterator ends the processes."""
        try:
            while (lost := (yield from self._together(tasks))) is not None:
                for key, task in lost.suspects:
                    yield key, self._alone(task)
                tasks = chain(lost.innocent, tasks)
        finally:
            self._end()

    def _together(self, tasks: Iterator[tuple[K, Task]]) -> Generator[tuple[K, Done], None, _Lost[K] | None]:
        """Solve with all processes; return what was on its way when the pool was lost, None at the end."""
        pool = self._start(self._workers)
        under_way: _UnderWay[K] = _UnderWay(self._workers, self._grace)
        while True:
            for key, task in _next(tasks, AHEAD * self._workers - len(under_way)):
                under_way.add(_submitted(pool, task), key, task)
            if not under_way:
                return None
            died = []
            for future in under_way.finished():
                key, task = under_way.take(future)
                if _is_broken(future):
                    died.append((key, task))
                else:
                    yield key, _result(future)
            if died:
                self._end()
                return _Lost([*died, *under_way.take_all()], [])
            if late := [under_way.take(future) for future in under_way.overdue()]:
                self._end()
                for key, task in late:
                    yield key, self._ended(task)
                return _Lost([], under_way.take_all())

    def _alone(self, task: Task) -> Done:
        """Solve one task in a pool of one process."""
        future = _submitted(self._start(1), task)
        wait([future], timeout=task.wall_seconds + self._grace)
        try:
            if not future.done():
                return self._ended(task)
            return Done(None, _DIED, 0.0, 0.0) if _is_broken(future) else _result(future)
        finally:
            self._end()

    def _ended(self, task: Task) -> Done:
        error = (
            f"it went on for {self._grace:g} s after its limit of {task.wall_seconds:g} s, "
            "so its process was ended"
        )
        return Done(None, error, 0.0, task.wall_seconds + self._grace)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        self._pool = self._make(workers)
        return self._pool

    def _end(self) -> None:
        """End the processes now: what they still do is not wanted any more."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            # Not terminate: a process that is stopped, or deaf, would wait for ever.
            process.kill()
        for process in processes:
            process.join()


def _submitted(pool: Executor, task: Task) -> Future[Done]:
    """Hand a task in; to a pool that has just died as to one that dies with it."""
    try:
        return pool.submit(work, task)
    except BrokenExecutor as error:
        future: Future[Done] = Future()
        future.set_exception(error)
        return future


def _is_broken(future: Future[Done]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)
