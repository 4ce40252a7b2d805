"""Solves tier after tier: each is minimised while the tiers before it keep their best value."""

from dataclasses import dataclass

from solver.goals.base import TIER_NAMES
from solver.model.builder import BuiltWeek
from solver.program import Terms
from solver.search.cpsat import CpSat, Solved, Status
from solver.search.limits import Budget, OnProgress, Progress


@dataclass(frozen=True, slots=True)
class Searched:
    """What the search over all tiers found.

    Attributes
    ----------
    values : the best solution, None without one
    bounds : tier -> proved lower bound
    """

    status: Status
    values: tuple[int, ...] | None
    bounds: dict[int, int]


def search(built: BuiltWeek, budget: Budget, on_progress: OnProgress | None = None) -> Searched:
    """Minimise the tiers of ``built`` one after another."""
    return _Search(built, budget, on_progress).run()


class _Search:
    def __init__(self, built: BuiltWeek, budget: Budget, on_progress: OnProgress | None) -> None:
        self._tiers = built.tiers
        self._program = built.model.program
        self._budget = budget
        self._on_progress = on_progress
        self._solver = CpSat(self._program)
        self._best: tuple[int, ...] | None = None
        self._bounds = {tier: self._program.bounds(terms)[0] for tier, terms in built.tiers.items()}

    def run(self) -> Searched:
        """Solve each tier, the first one also for whether there is any plan at all."""
        proved = True
        for tier, terms in self._tiers.items():
            if self._best is not None and self._value(terms) <= self._bounds[tier]:
                self._fix(tier, terms)
                continue
            if self._budget.is_over:
                proved = False
                break
            solved = self._minimise(tier, terms)
            if solved.values is None and self._best is None:
                status = self._confirmed(solved) if solved.status == "infeasible" else "unknown"
                _ = self._budget.is_over
                return Searched(status, None, self._bounds)
            if solved.values is not None:
                self._best = solved.values
                self._bounds[tier] = max(self._bounds[tier], solved.bound)
            proved = proved and solved.status == "optimal"
            self._fix(tier, terms)
        _ = self._budget.is_over
        return Searched("optimal" if proved else "feasible", self._best, self._bounds)

    def _minimise(self, tier: int, terms: Terms) -> Solved:
        def better(value: int, bound: int) -> None:
            self._report(tier, value, bound)

        return self._solver.minimise(
            terms, self._budget, hint=self._best, on_better=better if self._on_progress else None
        )

    def _fix(self, tier: int, terms: Terms) -> None:
        """Keep the tier's best value from here on."""
        assert self._best is not None
        value = self._value(terms)
        if terms:
            self._solver.add(terms, None, value)
        self._report(tier, value, self._bounds[tier])

    def _value(self, terms: Terms) -> int:
        assert self._best is not None
        return sum(coefficient * self._best[variable] for variable, coefficient in terms)

    def _report(self, tier: int, value: int, bound: int) -> None:
        if self._on_progress is not None:
            name = TIER_NAMES.get(tier, f"tier {tier}")
            self._on_progress(Progress(tier, name, value, bound, self._budget.wall))

    def _confirmed(self, solved: Solved) -> Status:
        """Ask again without presolve and objective: one wrong answer must not become ours."""
        if self._budget.is_over:
            return "unknown"
        again = self._solver.minimise((), self._budget, cp_model_presolve=False, linearization_level=1)
        return solved.status if again.status == "infeasible" else "unknown"
