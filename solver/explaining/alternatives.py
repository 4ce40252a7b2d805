"""Really different plans within a stated loss."""

from typing import Any

from solver.domain.explanation import Alternative, Alternatives
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import compare, distance, outline
from solver.explaining.cost import vector
from solver.explaining.session import OnStep, OutOfTime, workbench
from solver.search.limits import Cancel, Limits

LOSS_FROM_TIER = 6
"""Tiers before this one may not get worse."""
APART = 6
"""What a person notices: three main exercises exchanged, or two sessions on other days, or one session
on another day together with a main exercise exchanged. A session that is only moved (4 points), or one
or two exercises exchanged (2 or 4), is the same plan to most people: a near-copy."""


def alternatives(
    scenario: Scenario,
    *,
    k: int = 3,
    loss: int = 8,
    from_tier: int = LOSS_FROM_TIER,
    apart: int = APART,
    plan: Plan | None = None,
    limits: Limits | None = None,
    total: Limits | None = None,
    on_step: OnStep | None = None,
    cancel: Cancel | None = None,
) -> Alternatives:
    """Return up to ``k`` plans that a person would call different, the best first.

    Each is the proved best of all plans at least ``apart`` points from the plan and from every
    alternative before it: two points for a day with a session in one plan only, one for a main
    exercise in one plan only (rule ``unlike``).

    Parameters
    ----------
    scenario : the runner's week
    k : how many, at least 1
    loss : how much worse the tiers from ``from_tier`` on may be together; earlier tiers stay equal
    apart : the least distance; by default what a person notices as another plan (`APART`)
    plan : the plan of ``scenario``; solved when it is not given

    Returns
    -------
    Alternatives
        Fewer than ``k`` when there are no more within the loss.
    """
    bench = workbench(limits, total, on_step, cancel)
    found: list[Alternative] = []
    try:
        best = plan or bench.solve(scenario, "the plan as it is")
        plans = [best]
        while best.sessions and len(found) < k:
            target = _unlike(scenario, plans, apart)
            other = bench.solve(target, f"alternative {len(found) + 1}")
            if not other.sessions or not _within(best, other, loss, from_tier):
                break
            comparison = compare(best, other)
            nearest = min(distance(other, earlier) for earlier in plans)
            found.append(
                Alternative(plan=other, cost=comparison.cost, distance=nearest, comparison=comparison)
            )
            plans.append(other)
    except OutOfTime:
        return Alternatives(items=tuple(found), finished=False, words=_words(found, k, loss, finished=False))
    return Alternatives(items=tuple(found), finished=True, words=_words(found, k, loss, finished=True))


def _unlike(scenario: Scenario, plans: list[Plan], apart: int) -> Scenario:
    """Return the scenario that asks for a plan unlike all ``plans``."""
    rules: dict[str, Any] = dict(scenario.rules)
    there = dict(rules.get("unlike", {}))
    outlines = [*there.get("plans", []), *(outline(plan).model_dump(mode="json") for plan in plans)]
    rules["unlike"] = {**there, "plans": outlines, "distance": apart}
    return scenario.model_copy(update={"rules": rules})


def _within(best: Plan, other: Plan, loss: int, from_tier: int) -> bool:
    old, new = vector(best), vector(other)
    if any(new[tier] > old[tier] for tier in old if tier < from_tier):
        return False
    return sum(new[tier] - old[tier] for tier in old if tier >= from_tier) <= loss


def _words(found: list[Alternative], k: int, loss: int, *, finished: bool) -> str:
    if not finished:
        return f"{len(found)} of {k} alternatives were found before the time ended."
    if len(found) == k:
        return f"{k} alternatives within a loss of {loss}."
    return f"Only {len(found)} plans differ enough and lose no more than {loss}."
