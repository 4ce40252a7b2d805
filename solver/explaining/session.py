"""What an explanation works within: limits, progress, and a solve whose answer is remembered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from solver.catalogue.case import Case
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.model.openings import Openings
from solver.plan.provenance import request_hash
from solver.search.limits import Budget, Cancel, Limits
from solver.search.solve import solve_case
from solver.search.tiers import NOTHING_KNOWN, Known, Searched, search
from solver.specification import case_of

OnStep = Callable[[str], None]
"""Told in words what is being tried."""


class OutOfTime(Exception):  # noqa: N818 - no error: an answer that was not finished
    """The budget of an explanation is used up."""


@dataclass
class Workbench:
    """Solves scenarios within one budget, each of them once.

    Attributes
    ----------
    limits : of one solve
    budget : of the whole explanation
    """

    limits: Limits
    budget: Budget
    on_step: OnStep | None = None
    _solved: dict[str, Plan] = field(default_factory=dict)
    _cases: dict[str, Case] = field(default_factory=dict)

    def solve(self, scenario: Scenario, doing: str, known: Known = NOTHING_KNOWN) -> Plan:
        """Solve a scenario, or return what was found before.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        key = request_hash(scenario)
        if key not in self._solved:
            with self._spending(doing) as budget:
                self._solved[key] = solve_case(self.case(scenario), budget, known=known)
        return self._solved[key]

    def case(self, scenario: Scenario) -> Case:
        """Return the case of a scenario, worked out once, by its own yardstick."""
        key = request_hash(scenario)
        if key not in self._cases:
            self._cases[key] = case_of(scenario)
        return self._cases[key]

    def solve_case(self, case: Case, doing: str, known: Known = NOTHING_KNOWN) -> Plan:
        """Solve a case whose yardstick may be another's, so that nothing is remembered.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        with self._spending(doing) as budget:
            return solve_case(case, budget, known=known)

    def search(self, case: Case, openings: Openings, known: Known, doing: str) -> Searched:
        """Search a week that is more open than its own rules leave it.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        with self._spending(doing) as budget:
            return search(case, budget, known=known, openings=openings)

    @contextmanager
    def _spending(self, doing: str) -> Iterator[Budget]:
        """Yield the budget of one solve, and take what it spends from the whole."""
        if self.budget.is_over:
            raise OutOfTime
        if self.on_step is not None:
            self.on_step(doing)
        budget = Budget(self._left(), self.budget.cancel)
        try:
            yield budget
        finally:
            self.budget.spent += budget.spent

    def remember(self, scenario: Scenario, plan: Plan) -> None:
        """Use a plan that the caller already has."""
        self._solved[request_hash(scenario)] = plan

    def _left(self) -> Limits:
        return Limits(
            deterministic_seconds=max(
                0.001, min(self.limits.deterministic_seconds, self.budget.deterministic_left)
            ),
            wall_seconds=max(0.001, min(self.limits.wall_seconds, self.budget.wall_left)),
        )


def workbench(
    limits: Limits | None, total: Limits | None, on_step: OnStep | None, cancel: Cancel | None
) -> Workbench:
    """Return a workbench; by default one solve may take 60 and all together 600 deterministic seconds."""
    whole = total or Limits(deterministic_seconds=600.0, wall_seconds=900.0)
    return Workbench(limits or Limits(), Budget(whole, cancel), on_step)
