"""What the difference between two plans costs, tier by tier and in words."""

from solver.domain.explanation import Cost, TierChange, TierVector
from solver.domain.plan import Plan, TierValue
from solver.domain.wording import tier_change
from solver.plan.shortfalls import Clause, changes, figures

SAID = 4
"""Clauses said of one tier; the data hold all of them."""


def vector(plan: Plan) -> TierVector:
    """Return tier -> value."""
    return {tier.tier: tier.value for tier in plan.tiers or ()}


def has_plan(plan: Plan) -> bool:
    """Whether there is a plan at all; one without any session is a plan where none is asked for."""
    if plan.outcome is None:  # written by a person
        return bool(plan.sessions)
    return plan.outcome in ("optimal", "feasible")


def cost_between(before: Plan, after: Plan) -> Cost:
    """Return what ``after`` costs or gains against ``before``; the first changed tier decides.

    Raises
    ------
    ValueError
        When the two have no tier in common: a plan and no plan are not equally good.
    """
    old, new = {t.tier: t for t in before.tiers or ()}, {t.tier: t for t in after.tiers or ()}
    if not old.keys() & new.keys():
        raise ValueError("plans without a common tier cannot be weighed against each other")
    clauses = changes(figures(before), figures(after))
    found = [_change(old[tier], new[tier], clauses) for tier in sorted(old.keys() & new.keys())]
    found = [change for change in found if change.before != change.after]
    if not found:
        return Cost(
            verdict="same", changes=(), words="It costs nothing: every goal is reached as well as before."
        )
    verdict = "worse" if found[0].after > found[0].before else "better"
    return Cost(verdict=verdict, changes=tuple(found), words=" ".join(map(_sentence, found)))


def _change(before: TierValue, after: TierValue, clauses: list[Clause]) -> TierChange:
    inside = {goal.id for goal in after.goals}
    own = [clause for clause in clauses if clause.goal in inside]
    sign = 1 if after.value > before.value else -1
    own.sort(key=lambda clause: -sign * clause.by)
    words = tuple(clause.words for clause in own)
    return TierChange(tier=before.tier, name=before.name, before=before.value, after=after.value, words=words)


def _sentence(change: TierChange) -> str:
    by = change.after - change.before
    said, left = change.words[:SAID], len(change.words) - SAID
    more = [f"and {left} more change{'s' * (left != 1)}"] if left > 0 else []
    return f"{tier_change(change.name, by)}: {'; '.join([*said, *more])}."
