"""What an explanation works within: limits, progress, and a solve whose answer is remembered."""

from collections.abc import Callable
from dataclasses import dataclass, field

from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.plan.provenance import request_hash
from solver.search.limits import Budget, Cancel, Limits
from solver.search.solve import solve

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

    def solve(self, scenario: Scenario, doing: str) -> Plan:
        """Solve a scenario, or return what was found before.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        key = request_hash(scenario)
        if key not in self._solved:
            if self.budget.is_over:
                raise OutOfTime
            if self.on_step is not None:
                self.on_step(doing)
            self._solved[key] = solve(scenario, limits=self._left(), cancel=self.budget.cancel)
            spent = self._solved[key].provenance
            self.budget.spent += spent.deterministic_time if spent else 0.0
        return self._solved[key]

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
