"""What runs in a process of its own: one scenario in, one plan out, both as text."""

import contextlib
import os
import signal
import threading
import time
from importlib import import_module
from typing import NamedTuple

_LOOK_EVERY_SECONDS = 1.0


class Task(NamedTuple):
    """One solve, as a pickle of plain values: every executor can carry it."""

    scenario: str
    """The scenario as JSON."""
    deterministic_seconds: float
    wall_seconds: float


class Done(NamedTuple):
    """What came back: a plan as JSON, or what broke."""

    plan: str | None
    error: str | None
    cpu_seconds: float
    wall_seconds: float


def work(task: Task) -> Done:
    """Solve one scenario; an error of the search comes back as words, so that others go on."""
    from solver.domain.scenario import Scenario
    from solver.search.limits import Limits
    from solver.search.solve import solve

    wall, cpu = time.monotonic(), time.process_time()

    def done(plan: str | None, error: str | None) -> Done:
        return Done(plan, error, time.process_time() - cpu, time.monotonic() - wall)

    try:
        scenario = Scenario.model_validate_json(task.scenario, strict=True)
        plan = solve(scenario, limits=Limits(task.deterministic_seconds, task.wall_seconds))
        return done(plan.model_dump_json(), None)
    except Exception as error:
        # Reported with the cell it belongs to: a sweep of hundreds does not end because of one.
        return done(None, f"{type(error).__name__}: {error}")


def prepare(parent: int) -> None:
    """Set a fresh worker up: leave Ctrl-C to the parent, end with it, and load the solver."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), name="end-with-parent", daemon=True).start()
    import_module("solver.search.solve")


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: an orphan would wait for work for ever."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_SECONDS)
    os._exit(1)
