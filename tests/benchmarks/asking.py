"""Asks for every explanation of a week, in a process that does nothing else."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from typing import Any

from solver.domain.base import DAYS
from solver.domain.explanation import Wish
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.alternatives import alternatives
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.why_not import why_not
from solver.explaining.worth import worth
from solver.search.limits import Budget, Limits
from solver.search.solve import solve
from solver.specification import case_of
from tests.benchmarks.explanations import Asked

SOLVES = 3
ONE = Limits(deterministic_seconds=20, wall_seconds=60)
TOTAL = Limits(deterministic_seconds=60, wall_seconds=180)


def asked(task: tuple[str, Scenario]) -> list[Asked] | str:
    """Ask everything of a week with a name; a text says what went wrong."""
    name, scenario = task
    try:
        return _asked(name, scenario)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _asked(name: str, scenario: Scenario) -> list[Asked]:
    plan, solve_seconds = _solved(scenario)
    found = []
    for question, about, answer in _questions(scenario, plan):
        cpu, finished = _timed(answer)
        found.append(Asked(question, name, about, cpu, solve_seconds, finished))
    return found


def _solved(scenario: Scenario) -> tuple[Plan, float]:
    seconds = []
    for _ in range(SOLVES):
        start = time.process_time()
        plan = solve(scenario, limits=ONE)
        seconds.append(time.process_time() - start)
    return plan, median(seconds)


def _timed(answer: Callable[[], Any]) -> tuple[float, bool]:
    start = time.process_time()
    try:
        found = answer()
        finished = found.finished and not getattr(found, "unproved", 0)
    except NotFinished:
        finished = False
    return time.process_time() - start, finished


def _questions(scenario: Scenario, plan: Plan) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    if not plan.sessions:
        yield "conflict", "the week", partial(_Conflict, scenario)
        return
    for wish in _wishes(scenario, plan):
        about = wish.model_dump_json(exclude_none=True)
        yield "why-not", about, partial(why_not, scenario, wish, plan=plan, limits=ONE, total=TOTAL)
    yield "worth", "the week", partial(worth, scenario, plan=plan)
    yield "alternatives", "k=3", partial(alternatives, scenario, k=3, plan=plan, limits=ONE)


class _Conflict:
    """A conflict from scratch, as for a week of which nothing is known but that it has no plan."""

    def __init__(self, scenario: Scenario) -> None:
        self.finished = find_conflict(case_of(scenario), Budget(TOTAL)) is not None


def _wishes(scenario: Scenario, plan: Plan) -> Sequence[Wish]:
    """Return wishes that differ from the plan: a day less, another day, another exercise."""
    used = [session.day for session in plan.sessions]
    wishes = [Wish(day=used[0], session=False)]
    unused = [day for day in DAYS if day not in used and case_of(scenario).days[DAYS.index(day)].minutes]
    if unused:
        wishes.append(Wish(day=unused[0], session=True))
    there = {planned.exercise for session in plan.sessions for planned in session.exercises}
    wishes += [Wish(exercise=form) for form in ("split_squat_bw", "pushup", "dead_bug") if form not in there]
    return wishes
