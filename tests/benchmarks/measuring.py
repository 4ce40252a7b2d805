"""CPU seconds of one week in one method, measured in a process that does nothing else."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from statistics import median_low
from typing import Any, Literal

from solver.domain.scenario import Scenario
from solver.specification import case_of
from tests.benchmarks.instances import Instance

Status = Literal["optimal", "feasible", "infeasible", "unknown", "error"]
WALL_FACTOR = 4
"""Wall seconds that a CPU second may take on a busy machine before a run is stopped all the same."""


@dataclass
class CpuLimit:
    """CPU seconds of this process; can be handed to the solver as its `Cancel`."""

    seconds: float

    def __post_init__(self) -> None:
        self._start = time.process_time()

    @property
    def spent(self) -> float:
        """CPU seconds since the start."""
        return time.process_time() - self._start

    @property
    def wall(self) -> float:
        """Wall seconds as a safety net."""
        return self.seconds * WALL_FACTOR

    def is_set(self) -> bool:
        """Whether nothing is left."""
        return self.spent >= self.seconds


@dataclass(frozen=True)
class Answer:
    """What a method says of a week.

    Attributes
    ----------
    vector : tier -> value of the best plan, empty without one
    """

    status: Status
    vector: dict[int, int]
    error: str = ""


@dataclass(frozen=True)
class Run:
    """One week in one method."""

    method: str
    group: str
    name: str
    cpu: float
    limit: float
    answer: Answer

    @property
    def proved(self) -> bool:
        """Whether it is known to be the best plan, or that there is none."""
        return self.answer.status in ("optimal", "infeasible")

    @property
    def charged(self) -> float:
        """CPU seconds; a run without a proof counts at its limit."""
        return self.cpu if self.proved else max(self.limit, self.cpu)


@dataclass(frozen=True)
class Task:
    """One week for a method: ``answer`` of a module is called with the scenario and a `CpuLimit`."""

    module: str
    scenario: Scenario
    limit: float
    repeat: int


def measure(method: str, module: str, weeks: Sequence[Instance], limit: float, repeat: int) -> Iterator[Run]:
    """Measure a method on each week, in one child process that only this method uses."""
    tasks = [Task(module, week.scenario, limit, repeat) for week in weeks]
    for week, found in zip(weeks, in_child(f"{__name__}:timed", module, tasks), strict=True):
        cpu, answer = found if isinstance(found, tuple) else (limit, Answer("error", {}, found))
        yield Run(method, week.group, week.name, cpu, limit, answer)


def in_child(function: str, module: str, tasks: Sequence[Any]) -> Iterator[Any]:
    """Yield ``function(task)`` of each task from a child process; a text when the child died of it.

    ``function`` is named as ``module:name``, and ``module`` is what the child loads beforehand, so
    that this process and the children of other methods need not load it.
    """
    pool = _pool(module)
    try:
        for task in tasks:
            try:
                yield pool.submit(_call, function, task).result()
            except BrokenProcessPool as died:
                yield f"the process died: {died}"
                pool = _pool(module)
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(module: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=_warm_up, initargs=(module,))


def _warm_up(module: str) -> None:
    """Load the method's libraries and the catalogue: starting a process is not what is measured."""
    import_module(module)
    case_of(Scenario())


def _call(function: str, task: Any) -> Any:
    module, name = function.split(":")
    return getattr(import_module(module), name)(task)


def timed(task: Task) -> tuple[float, Answer]:
    """Return the median CPU seconds of a week in this process, and the answer."""
    answer_of = import_module(task.module).answer
    runs = []
    for _ in range(task.repeat):
        limit = CpuLimit(task.limit)
        try:
            answer = answer_of(task.scenario, limit)
        except Exception as error:
            answer = Answer("error", {}, f"{type(error).__name__}: {error}")
        runs.append((limit.spent, answer))
    middle = median_low([cpu for cpu, _ in runs])
    return next(run for run in runs if run[0] == middle)
