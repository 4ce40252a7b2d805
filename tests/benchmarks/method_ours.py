"""Strongstride itself: the whole of `solve`, model building and judge included."""

from solver.domain.scenario import Scenario
from solver.search.limits import Limits
from solver.search.solve import solve
from tests.benchmarks.measuring import Answer, CpuLimit

NO_LIMIT = 1e6
"""Deterministic seconds: CPU seconds decide here."""


def answer(scenario: Scenario, limit: CpuLimit) -> Answer:
    """Plan the week."""
    plan = solve(scenario, limits=Limits(NO_LIMIT, limit.wall), cancel=limit)
    return Answer(plan.outcome or "unknown", {tier.tier: tier.value for tier in plan.tiers or ()})
