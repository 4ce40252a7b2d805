"""Finds the best week: set of days after set of days, tier after tier, each to a proof.

A week whose days are given is a small model. The sets of days are looked at in the order of what
they can reach at best, so that most are ruled out by the first plan found, without a solve. For
one set of days all tiers but the last are first guessed to reach their bound, which they mostly do:
then one solve settles the week. Otherwise the tiers are minimised one after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from solver.catalogue.case import Case
from solver.domain.exercise import Exercise
from solver.goals import GOALS
from solver.goals.base import TIER_NAMES
from solver.model.builder import BuiltWeek, build
from solver.model.day_sets import Bound, DaySet, day_sets
from solver.model.openings import Openings
from solver.model.reading import chosen
from solver.model.week import WeekModel
from solver.program import Terms
from solver.search.cpsat import CpSat, Solved, Status
from solver.search.limits import Budget, OnProgress, Progress

GUESS_SECONDS = 3.0
"""Deterministic seconds that a guess may take at most: it is the quick way or none."""

Choice = dict[int, list[tuple[Exercise, int]]]
"""Day -> exercises with their sets."""


@dataclass(frozen=True)
class Searched:
    """What the search found.

    Attributes
    ----------
    choice : the best week, None without one
    vector : its tier values as the model counts them
    bounds : tier -> proved lower bound, given the tiers before it
    """

    status: Status
    choice: Choice | None
    vector: Bound
    bounds: dict[int, int]


@dataclass(frozen=True)
class Found:
    """A plan, by its tier values."""

    vector: Bound
    choice: Choice


@dataclass(frozen=True)
class Known:
    """What is known of a week before the search: it only has to look for what is better.

    Attributes
    ----------
    plan : a plan of this very week, with its own tier values
    floor : tier values that no plan of the week can beat, compared tier by tier; empty if unknown
    first : stop at the first plan that is better than ``plan``
    """

    plan: Found | None = None
    floor: Bound = ()
    first: bool = False


NOTHING_KNOWN = Known()


def search(
    case: Case,
    budget: Budget,
    on_progress: OnProgress | None = None,
    known: Known = NOTHING_KNOWN,
    openings: Openings | None = None,
) -> Searched:
    """Minimise the tiers of ``case`` lexicographically.

    ``known`` is taken on trust. ``openings`` may open more than the rules of ``case`` do.
    """
    return _Search(case, budget, on_progress, known, openings or Openings(case)).run()


class _Search:
    def __init__(
        self, case: Case, budget: Budget, on_progress: OnProgress | None, known: Known, openings: Openings
    ) -> None:
        self._case = case
        self._budget = budget
        self._on_progress = on_progress
        self._openings = openings
        self.known = known
        enabled = [goal.of(case) for goal in GOALS if goal.of(case).enabled]
        self.tiers = sorted({settings.tier for settings in enabled})
        self.best: Found | None = known.plan
        self._open: list[Bound] = []
        """Bounds of sets of days that were not settled."""

    def run(self) -> Searched:
        """Look at every set of days that may hold a better week than the best so far."""
        sets = day_sets(self._openings)
        for at, days in enumerate(sets):
            if self.best is not None and max(days.bound, self.known.floor) >= self.best.vector:
                break
            if self._budget.is_over or self.is_enough:
                self._open += [one.bound for one in sets[at:]]
                break
            unsettled = _OneSet(self, self._case, self._openings, days, self._budget).improve()
            if unsettled is not None:
                self._open.append(unsettled)
        _ = self._budget.is_over
        return self._outcome()

    def _outcome(self) -> Searched:
        if self.best is None:
            status: Status = "unknown" if self._open else self._confirmed_infeasible()
            return Searched(status, None, (), dict.fromkeys(self.tiers, 0))
        bound = max(self.known.floor, min([*self._open, self.best.vector]))
        status = "optimal" if bound == self.best.vector else "feasible"
        bounds = self._bounds(bound)
        self._report_best(bounds)
        return Searched(status, self.best.choice, self.best.vector, bounds)

    def _bounds(self, bound: Bound) -> dict[int, int]:
        """Return a bound for each tier: behind the first tier with a gap nothing is proved."""
        assert self.best is not None
        bounds, gap = {}, False
        for tier, low, value in zip(self.tiers, bound, self.best.vector, strict=True):
            bounds[tier] = 0 if gap else min(low, value)
            gap = gap or low != value
        return bounds

    def _confirmed_infeasible(self) -> Status:
        """Ask again on the whole week, without presolve: one wrong answer must not become ours."""
        program = build(self._case, openings=self._openings).model.program
        again = CpSat(program).minimise((), self._budget, cp_model_presolve=False, linearization_level=1)
        return "infeasible" if again.status == "infeasible" else "unknown"

    def keep(self, vector: Bound, choice: Choice) -> None:
        """Keep a plan if it is better than the best so far, and tell of it tier by tier."""
        if self.best is None or vector < self.best.vector:
            self.best = Found(vector, choice)
            self._report_best(dict.fromkeys(self.tiers, 0))

    def _report_best(self, bounds: dict[int, int]) -> None:
        assert self.best is not None
        for tier, value in zip(self.tiers, self.best.vector, strict=True):
            self.report(tier, value, bounds[tier])

    @property
    def is_enough(self) -> bool:
        """Whether a better plan than the known one was found, and no more is asked."""
        return self.known.first and self.best is not self.known.plan

    @property
    def is_watched(self) -> bool:
        """Whether anybody wants to be told."""
        return self._on_progress is not None

    def report(self, tier: int, value: int, bound: int) -> None:
        """Tell the caller of a better value."""
        if self._on_progress is not None:
            name = TIER_NAMES.get(tier, f"tier {tier}")
            self._on_progress(Progress(tier, name, value, bound, self._budget.wall))


class _OneSet:
    """The search on one set of days."""

    def __init__(self, search: _Search, case: Case, openings: Openings, days: DaySet, budget: Budget) -> None:
        self._search = search
        self._budget = budget
        self._built: BuiltWeek = build(case, days=days.days, openings=openings)
        _order_alike(self._built.model, days)
        self._terms: list[Terms] = [self._built.tiers.get(tier, ()) for tier in search.tiers]
        self._alone: Bound = days.bound
        """What the days alone say; the floor says more as long as no tier is above it."""
        self._bound = list(max(days.bound, search.known.floor))

    def improve(self) -> Bound | None:
        """Look for a better plan on these days.

        Returns
        -------
        tuple of int or None
            None when these days are settled, else the bound that was proved for them.
        """
        best = self._search.best
        prefix = tuple(self._bound[:-1])
        if best is None or prefix <= best.vector[:-1]:
            equal = best is not None and prefix == best.vector[:-1]
            guessed = self._guess(equal)
            if guessed == "optimal" or (guessed == "infeasible" and equal):
                return None
            if guessed == "feasible":
                return tuple(self._bound)
        return self._one_after_another()

    def _guess(self, equal: bool) -> Status:
        """Minimise the last tier with every tier before it at its bound.

        A guess that finds no plan in its time says nothing; one that finds a plan is right, and
        may take all the time there is to prove it the best.
        """
        solver, best, last = CpSat(self._built.model.program), self._search.best, len(self._terms) - 1
        for terms, bound in zip(self._terms[:-1], self._bound[:-1], strict=True):
            solver.add(terms, None, bound)
        if equal and best is not None:
            solver.add(self._terms[-1], None, best.vector[-1] - 1)
        solved = self._minimise(solver, last, guess=True)
        if solved.status == "feasible" and not self._budget.is_over and not self._search.known.first:
            self._keep(solved)
            again = self._minimise(solver, last, hint=solved.values)
            solved = again if again.values is not None else solved
        self._keep(solved)
        if solved.values is not None:
            self._bound[-1] = max(self._bound[-1], solved.bound)
        return solved.status

    def _one_after_another(self) -> Bound | None:
        """Minimise tier after tier, leaving as soon as a tier is worse than the best plan's."""
        solver, best = CpSat(self._built.model.program), self._search.best
        equal, hint = best is not None, None
        for at, terms in enumerate(self._terms):
            last = at == len(self._terms) - 1
            if equal and best is not None:
                solver.add(terms, None, best.vector[at] - (1 if last else 0))
            if hint is None or self._value(hint, at) > self._bound[at]:
                if self._budget.is_over:
                    return tuple(self._bound)
                solved = self._minimise(solver, at, hint)
                if solved.status == "infeasible":
                    return None
                self._keep(solved)
                hint = solved.values or hint
                if solved.status != "optimal":
                    self._prove(at, solved.bound)
                    return tuple(self._bound)
                if self._search.is_enough:
                    return tuple(self._bound)
            assert hint is not None
            self._prove(at, self._value(hint, at))
            if equal and best is not None and self._bound[at] < best.vector[at]:
                equal = False
            solver.add(terms, None, self._bound[at])
        return None

    def _prove(self, at: int, bound: int) -> None:
        """Note a bound of a tier, the tiers before it being settled.

        The floor speaks of whole vectors: once a tier is above it, it says nothing of the tiers behind.
        """
        if bound > self._bound[at]:
            self._bound[at:] = [bound, *self._alone[at + 1 :]]

    def _minimise(
        self, solver: CpSat, at: int, hint: Sequence[int] | None = None, guess: bool = False
    ) -> Solved:
        tier = self._search.tiers[at]

        def better(value: int, bound: int) -> None:
            self._search.report(tier, value, max(bound, self._bound[at]))

        first = self._search.best is None
        on_better = better if first and self._search.is_watched else None
        parameters: dict[str, Any] = {}
        if guess:
            parameters["max_deterministic_time"] = min(GUESS_SECONDS, self._budget.deterministic_left)
            parameters["stop_after_first_solution"] = self._search.known.first
        return solver.minimise(self._terms[at], self._budget, hint=hint, on_better=on_better, **parameters)

    def _keep(self, solved: Solved) -> None:
        """Hand a plan over to the search, which keeps the best."""
        if solved.values is not None:
            vector = tuple(self._value(solved.values, at) for at in range(len(self._terms)))
            self._search.keep(vector, chosen(self._built.model, solved.values))

    def _value(self, values: Sequence[int], at: int) -> int:
        return sum(coefficient * values[variable] for variable, coefficient in self._terms[at])


def _order_alike(model: WeekModel, days: DaySet) -> None:
    """Of days that may exchange their sessions the earlier gets the one that tires legs more."""
    for earlier, later in days.swaps:
        fatigue = [(model.fatigue(earlier), 1), (model.fatigue(later), -1)]
        model.program.at_least(fatigue, 0)
