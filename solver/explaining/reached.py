"""What a week reaches, in words a runner would use."""

from collections.abc import Iterator

from solver.domain.base import listed
from solver.domain.plan import Plan, Weekly
from solver.plan.shortfalls import balanced, covered, figures, muscles, shortfalls

_NAMED = 4
"""Things of one kind that are named; of more only their number is said."""
_SAID_APART = {
    "sessions_target", "pattern_exposures", "exposures", "muscle_floor", "dose_target",
    "anterior_posterior", "push_pull", "knee_hip", "single_leg_share", "core_contractions",
}  # fmt: skip


def reached_words(plan: Plan) -> str:
    """Say how many sessions a week has, and in which goals it falls short."""
    if not plan.sessions:
        return "Then: no strength training in this week."
    sessions = f"{len(plan.sessions)} session{'s' * (len(plan.sessions) != 1)}"
    short = list(_short(plan))
    if not short:
        return f"Then: {sessions}, every main goal reached."
    return f"Then: {sessions}; {'; '.join(short)}."


def _short(plan: Plan) -> Iterator[str]:
    """Yield where the goals before familiarity are missed, the most important first."""
    now = figures(plan)
    missed = [
        goal.id
        for tier in plan.tiers or ()
        if tier.name != "familiarity"
        for goal in tier.goals
        if goal.value and goal.weight
    ]
    if "sessions_target" in missed:
        yield f"{now.goals['sessions_target']} fewer than you want"
    if now.weekly is not None:
        yield from _trained_too_little(now.weekly, missed)
    for goal in missed:
        if goal not in _SAID_APART:
            yield "; ".join(clause.words for clause in shortfalls(goal, now))


def _trained_too_little(weekly: Weekly, missed: list[str]) -> Iterator[str]:
    few = [covered(one.what) for one in weekly.coverage if one.reached < one.wanted]
    if few and {"pattern_exposures", "exposures"} & set(missed):
        yield f"not often enough: {_some(few, 'kinds of exercise')}"
    low = [dose.group for dose in weekly.muscles if dose.sets < dose.floor]
    if "muscle_floor" in missed and low:
        yield f"too few sets for {_some([muscles(group) for group in low], 'muscle groups')}"
    below = [dose.group for dose in weekly.muscles if dose.sets < dose.target and dose.group not in low]
    if "dose_target" in missed and below:
        yield f"fewer sets than ideal for {_some([muscles(one) for one in below], 'muscle groups')}"
    uneven = [balanced(one.what) for one in weekly.balance if one.outside and one.what in missed]
    if uneven:
        yield f"out of balance: {_some(uneven, 'balances')}"


def _some(words: list[str], kind: str) -> str:
    return listed(words) if len(words) <= _NAMED else f"{len(words)} {kind}"
