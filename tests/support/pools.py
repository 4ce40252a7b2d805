"""Pools of solver children in tests: made of faulty performers, looked at from outside."""

import json
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

import solver
from api.solving.pool import SolverPool
from api.solving.question import Answer, Question
from api.solving.run import Grace
from tests.support import faulty

T = TypeVar("T")

SCENARIOS = Path(__file__).parents[2] / "scenarios"
#: A failure when it is reached: nothing waits for it otherwise.
PATIENCE = 60.0
#: Watchdogs that bite soon.
SHORT = Grace(terminate=0.2, kill=0.5, stop=0.3)


def faulty_pool(size: int = 2, **options: Any) -> SolverPool:
    """Return a pool whose children do what a question's scenario says."""
    return SolverPool(size, **{"perform": faulty.perform, "prepare": None, "memory_mb": 300, **options})


def eventually(true: Callable[[], T], what: str) -> T:
    """Wait until something is true, and return it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := true():
            return found
        time.sleep(0.01)
    pytest.fail(f"not within {PATIENCE} s: {what}")


def all_free(pool: SolverPool) -> None:
    """Wait until every child is there and idle."""
    eventually(lambda: pool.figures.free == pool.figures.size, "all children are free")


def exists(pid: int) -> bool:
    """Whether there is a process, a zombie too."""
    return bool(psutil.pid_exists(pid))


def lives(pid: int) -> bool:
    """Whether a process runs; an orphan's zombie is its new parent's matter."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def plan_question(name: str) -> Question:
    """Return the question for the plan of a shipped scenario."""
    scenario = solver.read_scenario(SCENARIOS / f"{name}.yaml")
    return Question("plan", scenario.model_dump_json(exclude_unset=True), {}, None, 30.0, 300.0)


def without_timing(body: str) -> dict[str, Any]:
    """Return a plan but for how long it took."""
    plan: dict[str, Any] = json.loads(body)
    plan.pop("timing", None)
    return plan


class Asking:
    """Questions asked by other threads."""

    def __init__(self, pool: SolverPool) -> None:
        self.pool = pool
        self._threads = ThreadPoolExecutor(32)

    def ask(self, question: Question, **options: Any) -> Future[Answer]:
        """Ask in a thread."""
        return self._threads.submit(self.pool.run, question, **options)

    def begun(self, question: Question, **options: Any) -> tuple[Future[Answer], dict[str, Any]]:
        """Ask in a thread and wait for the first event that is told; return that too."""
        told: list[dict[str, Any]] = []
        future = self.ask(question, tell=told.append, **options)
        return future, eventually(lambda: told, "the first event")[0]

    def end(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)


def open_files() -> int:
    """Return how many files this process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


def zombies() -> list[int]:
    """Return the children of this process that nobody waited for."""
    found = psutil.Process().children()
    return [child.pid for child in found if child.status() == psutil.STATUS_ZOMBIE]
