"""Really different plans within a stated loss."""

from collections.abc import Iterator
from typing import Any

from solver.domain.base import listed
from solver.domain.explanation import Alternative, Alternatives
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.domain.wording import tier_words
from solver.explaining.compare import compare, distance, outline
from solver.explaining.cost import cost_between, has_plan, vector
from solver.explaining.session import OnStep, OutOfTime, Workbench, workbench
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

    Each is the best, proved if time allows, of all plans at least ``apart`` points from the plan and
    from every alternative before it: two points for a day with a session in one plan only, one for a main
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
        Fewer than ``k`` when there are no more within the loss; not finished when the time ended
        before that was known. One that was found but not proved the best is a feasible plan.
    """
    bench = workbench(limits, total, on_step, cancel)
    search = _Alternatives(scenario, bench, loss, from_tier, apart)
    try:
        finished = search.find(plan or bench.solve(scenario, "the plan as it is"), k)
    except OutOfTime:
        finished = False
    words = _words(search, k, finished=finished)
    return Alternatives(items=tuple(search.found), finished=finished, words=words)


class _Alternatives:
    """The alternatives while they are looked for; ``best`` is None until the plan as it is is known."""

    def __init__(self, scenario: Scenario, bench: Workbench, loss: int, from_tier: int, apart: int) -> None:
        self._scenario = scenario
        self._bench = bench
        self._apart = apart
        self.loss = loss
        self.from_tier = from_tier
        self.best: Plan | None = None
        self.found: list[Alternative] = []

    def find(self, best: Plan, k: int) -> bool:
        """Look for ``k`` alternatives, and return whether it is known that there are no more.

        Raises
        ------
        OutOfTime
            When nothing is left of the budget.
        """
        self.best = best
        plans = [best]
        while has_plan(best) and len(self.found) < k:
            target = _unlike(self._scenario, plans, self._apart)
            other = self._bench.solve(target, f"alternative {len(self.found) + 1}")
            if not has_plan(other):
                return other.outcome == "infeasible"
            if not _within(best, other, self.loss, self.from_tier):
                # The best of those that differ loses too much; of others nothing is known.
                return other.outcome == "optimal"
            nearest = min(distance(other, earlier) for earlier in plans)
            comparison, cost = compare(best, other), cost_between(best, other)
            self.found.append(Alternative(plan=other, cost=cost, distance=nearest, comparison=comparison))
            plans.append(other)
        return has_plan(best) or best.outcome == "infeasible"


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


def _words(search: _Alternatives, k: int, *, finished: bool) -> str:
    best = search.best
    if best is None or not (has_plan(best) or best.outcome == "infeasible"):
        return "No plan for this week was found in the time there was, so there is nothing to vary yet."
    if not has_plan(best):
        return "This week has no plan, so there is no week to vary."
    said = _found(len(search.found), k, finished=finished)
    return " ".join([said, _nearly(best, search.loss, search.from_tier), *_doubts(search)])


def _found(found: int, k: int, *, finished: bool) -> str:
    weeks = "other week" if found == 1 else "other weeks"
    if not finished:
        if not found:
            return "No other week was found before the time ended; there may be some."
        verb = "was" if found == 1 else "were"
        return f"{found} {weeks} {verb} found before the time ended; there may be more."
    if found == k:
        return f"{found} {weeks} nearly as good."
    if not found:
        return "No other week differs enough and is nearly as good."
    return (
        f"Only {found} {weeks} {'differs' if found == 1 else 'differ'} enough with nearly as good a result."
    )


def _nearly(best: Plan, loss: int, from_tier: int) -> str:
    """Say what loss is allowed: in which goals, and how much."""
    kept = [tier_words(tier.name) for tier in best.tiers or () if tier.tier < from_tier]
    given = [tier_words(tier.name) for tier in best.tiers or () if tier.tier >= from_tier]
    parts = [f"not worse in {listed(kept)}"] if kept else []
    if given:
        points = f"at most {loss} point{'s' * (loss != 1)}" if loss else "not"
        parts.append(f"{points} worse in {listed(given)}")
    return f"Nearly as good means: {', and '.join(parts)}."


def _doubts(search: _Alternatives) -> Iterator[str]:
    """Say what was not proved."""
    if search.best is not None and search.best.outcome != "optimal":
        yield "The week that they are measured against was not proved the best one."
    unproved = [str(n) for n, one in enumerate(search.found, start=1) if one.plan.outcome != "optimal"]
    if unproved:
        which = f"alternative{'s' * (len(unproved) > 1)} {listed(unproved)}"
        yield f"Not proved the best of those that differ: {which}."
