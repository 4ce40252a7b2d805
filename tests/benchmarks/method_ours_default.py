"""Our search with CP-SAT's default parameters: what the parameters alone are worth."""

from typing import Any

from ortools.sat.python import cp_model

from solver.domain.scenario import Scenario
from solver.search import cpsat
from solver.search.limits import Budget
from tests.benchmarks import method_ours
from tests.benchmarks.measuring import Answer, CpuLimit


def answer(scenario: Scenario, limit: CpuLimit) -> Answer:
    """Plan the week."""
    cpsat._configure = default_parameters
    return method_ours.answer(scenario, limit)


def default_parameters(solver: cp_model.CpSolver, budget: Budget, parameters: dict[str, Any]) -> None:
    """Ask for one worker within the limits, and leave everything else as CP-SAT has it."""
    settings = {
        "num_workers": 1,
        "max_deterministic_time": budget.deterministic_left,
        "max_time_in_seconds": budget.wall_left,
        **parameters,
    }
    for name, value in settings.items():
        setattr(solver.parameters, name, value)
