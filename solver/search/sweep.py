"""Solves the cells of a sweep on all cores, and picks up where it was interrupted."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from solver.catalogue.reader import CATALOGUE_VERSION
from solver.domain.plan import Plan
from solver.domain.sweep import Cell, CellResult, PlannedDay, Sweep
from solver.plan.provenance import request_hash, strongstride_version
from solver.search.journal import Journal
from solver.search.limits import Limits
from solver.search.pool import OwnPool, cores, run_with
from solver.search.worker import Done, Task


@dataclass(frozen=True, slots=True)
class SweepProgress:
    """How far a sweep is.

    Attributes
    ----------
    result : the cell that has just come in
    done, total : cells with a result, and all cells
    again : cells among them that were not solved now, because the journal had them, another cell
        asks for the same, or they are no scenario
    """

    result: CellResult
    done: int
    total: int
    again: int


OnResult = Callable[[SweepProgress], None]


def sweep(
    cells: Sweep | Iterable[Cell],
    *,
    limits: Limits | None = None,
    executor: Executor | None = None,
    workers: int | None = None,
    journal: str | os.PathLike[str] | None = None,
    keep_plans: bool = False,
    on_result: OnResult | None = None,
) -> list[CellResult]:
    """Solve every cell of a sweep.

    Parameters
    ----------
    cells : a sweep as `read_sweep` or `make_sweep` return it, or cells
    limits : of each solve; left out, those of the sweep file, else those of `solve`
    executor : where to solve; left out, a process per core, and a process that dies or goes on long
        after its wall limit costs its own cell only. Any `concurrent.futures.Executor` will do,
        also one that a cluster hands out, as long as its workers have this package; it watches
        over its workers itself
    workers : processes, or with an ``executor`` how many tasks it works on at once; the number of
        cores when left out
    journal : a file that finished solves are written to, and taken from when it is there already;
        what broke is in it too, and is not tried again
    keep_plans : keep each plan in its result; else only its figures stay in memory
    on_result : called with each cell as it comes in

    Returns
    -------
    list of CellResult
        In the order of the cells, whatever the order they came in.

    Raises
    ------
    JournalError
        When the journal was written under other limits or versions, or another sweep writes it now.
    """
    found = tuple(cells.cells) if isinstance(cells, Sweep) else tuple(cells)
    chosen = limits or (_file_limits(cells) if isinstance(cells, Sweep) else Limits())
    run = _Run(found, chosen, keep_plans, on_result)
    return run.results(executor, workers or cores(), journal)


def _file_limits(found: Sweep) -> Limits:
    given = found.limits.model_dump(exclude_none=True)
    return Limits(**given)


def conditions(limits: Limits) -> dict[str, Any]:
    """Return what a journal's solves have in common."""
    return {
        "strongstride": strongstride_version(),
        "catalogue": CATALOGUE_VERSION,
        "ortools": version("ortools"),
        "deterministic_seconds": limits.deterministic_seconds,
        "wall_seconds": limits.wall_seconds,
    }


class _Run:
    def __init__(
        self, cells: tuple[Cell, ...], limits: Limits, keep_plans: bool, on_result: OnResult | None
    ) -> None:
        counted = Counter(cell.id for cell in cells)
        if twice := [name for name, count in counted.items() if count > 1]:
            raise ValueError(f"the id {twice[0]!r} stands for more than one cell")
        self._cells = cells
        self._limits = limits
        self._keep_plans = keep_plans
        self._on_result = on_result
        self._found: dict[str, CellResult] = {}
        self._waiting: dict[str, list[Cell]] = {}
        self._again = 0

    def results(
        self, executor: Executor | None, workers: int, path: str | os.PathLike[str] | None
    ) -> list[CellResult]:
        if path is None:
            return self._solved(executor, workers, None)
        with Journal(path, conditions(self._limits)) as journal:
            return self._solved(executor, workers, journal)

    def _solved(self, executor: Executor | None, workers: int, journal: Journal | None) -> list[CellResult]:
        tasks = iter(list(self._tasks(journal)))
        solved = OwnPool(workers).run(tasks) if executor is None else run_with(executor, tasks, workers)
        try:
            for key, done in solved:
                entry = _entry(done)
                if journal is not None:
                    journal.add(key, entry)
                first, *others = self._waiting.pop(key)
                self._take(first, key, entry)
                for cell in others:
                    self._take(cell, key, entry, again=True)
        finally:
            solved.close()  # type: ignore[attr-defined]  # an iterator made by a generator
        return [self._found[cell.id] for cell in self._cells]

    def _tasks(self, journal: Journal | None) -> Iterator[tuple[str, Task]]:
        """Yield what is left to solve, each request once."""
        for cell in self._cells:
            if cell.scenario is None:
                self._report(_invalid(cell), again=True)
                continue
            key = request_hash(cell.scenario)
            if journal is not None and key in journal:
                self._take(cell, key, journal[key], again=True)
            elif key in self._waiting:
                self._waiting[key].append(cell)
            else:
                self._waiting[key] = [cell]
                yield key, _task(cell, self._limits)

    def _take(self, cell: Cell, key: str, entry: dict[str, Any], again: bool = False) -> None:
        self._report(_result(cell, key, entry, self._keep_plans), again)

    def _report(self, result: CellResult, again: bool = False) -> None:
        self._found[result.id] = result
        self._again += again
        if self._on_result is not None:
            self._on_result(SweepProgress(result, len(self._found), len(self._cells), self._again))


def _task(cell: Cell, limits: Limits) -> Task:
    assert cell.scenario is not None
    scenario = cell.scenario.model_dump_json(exclude_unset=True)
    return Task(scenario, limits.deterministic_seconds, limits.wall_seconds)


def _entry(done: Done) -> dict[str, Any]:
    return {
        "plan": None if done.plan is None else json.loads(done.plan),
        "error": done.error,
        "cpu_seconds": round(done.cpu_seconds, 4),
        "wall_seconds": round(done.wall_seconds, 4),
    }


def _invalid(cell: Cell) -> CellResult:
    reason = "; ".join(map(str, cell.problems))
    return CellResult(id=cell.id, at=cell.at, status="invalid", reason=reason)


def _result(cell: Cell, key: str, entry: dict[str, Any], keep_plan: bool) -> CellResult:
    """Return a cell's figures from what was written down."""
    head: dict[str, Any] = {"id": cell.id, "at": cell.at, "request_hash": key}
    head |= {"cpu_seconds": entry["cpu_seconds"], "wall_seconds": entry["wall_seconds"]}
    if entry["plan"] is None:
        return CellResult(**head, status="failed", reason=entry["error"])
    plan = Plan.model_validate(entry["plan"])
    return CellResult(
        **head,
        status=plan.outcome or "unknown",
        reason=_reason(plan),
        sessions=_sessions(plan),
        tiers=plan.tiers or (),
        weekly=plan.weekly,
        deterministic_time=plan.provenance.deterministic_time if plan.provenance else None,
        reproducible=plan.provenance.reproducible if plan.provenance else None,
        plan=plan if keep_plan else None,
    )


def _reason(plan: Plan) -> str | None:
    if plan.outcome == "optimal":
        return None
    said = [note.text for note in plan.notes or () if note.kind == "limit"]
    return " ".join(said) or None


def _sessions(plan: Plan) -> tuple[PlannedDay, ...]:
    return tuple(
        PlannedDay(
            day=session.day,
            minutes=session.minutes,
            exercises=len(session.exercises),
            sets=sum(exercise.sets for exercise in session.exercises),
        )
        for session in plan.sessions
    )
