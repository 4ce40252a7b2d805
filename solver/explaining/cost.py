"""What the difference between two plans costs, tier by tier and in words."""

from solver.domain.explanation import Cost, TierChange, TierVector
from solver.domain.plan import Plan, TierValue
from solver.goals import GOALS


def vector(plan: Plan) -> TierVector:
    """Return tier -> value."""
    return {tier.tier: tier.value for tier in plan.tiers or ()}


def cost_between(before: Plan, after: Plan) -> Cost:
    """Return what ``after`` costs or gains against ``before``; the first changed tier decides."""
    old, new = {t.tier: t for t in before.tiers or ()}, {t.tier: t for t in after.tiers or ()}
    changes = [_change(old[tier], new[tier]) for tier in sorted(old.keys() & new.keys())]
    changes = [change for change in changes if change.before != change.after]
    if not changes:
        return Cost(
            verdict="same", changes=(), words="It costs nothing: every goal is reached as well as before."
        )
    verdict = "worse" if changes[0].after > changes[0].before else "better"
    return Cost(verdict=verdict, changes=tuple(changes), words=" ".join(_sentence(c) for c in changes))


def _change(before: TierValue, after: TierValue) -> TierChange:
    old, new = {g.id: g.value for g in before.goals}, {g.id: g.value for g in after.goals}
    words = tuple(
        said for goal in GOALS if (said := _goal(goal.words, new.get(goal.id, 0) - old.get(goal.id, 0)))
    )
    return TierChange(tier=before.tier, name=before.name, before=before.value, after=after.value, words=words)


def _goal(words: str, difference: int) -> str | None:
    if not difference:
        return None
    return f"{abs(difference)} {'more' if difference > 0 else 'fewer'}: {words}"


def _sentence(change: TierChange) -> str:
    by = change.after - change.before
    return (
        f"{change.name.capitalize()} {abs(by)} {'worse' if by > 0 else 'better'} ({'; '.join(change.words)})."
    )
