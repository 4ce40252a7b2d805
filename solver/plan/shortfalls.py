"""How far goals are missed, part by part, in short clauses: which movement, muscle or balance.

Everything is read from a plan's own figures, so that two plans can be told apart without the week
they were made for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from solver.domain.plan import Balance, Coverage, MuscleDose, Plan, Weekly
from solver.domain.wording import muscle_words
from solver.goals import GOALS
from solver.goals.exposures import QUALITIES
from solver.plan.nouns import NOUNS, THERE

_DOSES = {"muscle_floor": ("floor", "minimum"), "dose_target": ("target", "target")}
_COVERED = {
    "knee": "squat, lunge or step exercises",
    "hip": "hip hinges or bridges",
    "push": "pushing exercises",
    "pull": "pulling exercises",
    "core": "core exercises",
    "calf": "calf exercises",
    "unilateral": "single-leg exercises",
    "power": "jumps and other explosive exercises",
    "anti_extension": "core work against arching the back",
    "anti_rotation": "core work against twisting",
    "anti_lateral_flexion": "core work against bending sideways",
    "isometric_core": "core holds",
    "dynamic_core": "core exercises with motion",
    "straight_knee_calf": "calf work with straight knees",
    "bent_knee_calf": "calf work with bent knees",
}
_BALANCED = {
    "anterior_posterior": "front to back of the body",
    "push_pull": "pushing to pulling",
    "knee_hip": "knee-led to hip-led leg work",
    "single_leg_share": "one-legged to two-legged work",
    "core_contractions": "core holds to core motion",
}


@dataclass(frozen=True)
class Figures:
    """How far each goal is missed, and the weekly figures behind it."""

    goals: Mapping[str, int]
    weekly: Weekly | None


@dataclass(frozen=True)
class Clause:
    """One change or shortfall, said in short; ``by`` is positive when it is to the worse."""

    goal: str
    by: int
    words: str


def figures(plan: Plan) -> Figures:
    """Return the figures of a plan."""
    values = {goal.id: goal.value for tier in plan.tiers or () for goal in tier.goals if goal.weight}
    return Figures(values, plan.weekly)


def counted(amount: int, nouns: tuple[str, str]) -> str:
    """Return ``1 session`` or ``2 sessions``."""
    return f"{amount} {nouns[amount != 1]}"


def changes(before: Figures, after: Figures) -> list[Clause]:
    """Return what differs, goal by goal in the order of the tiers, each part in a clause of its own."""
    found = []
    for goal in GOALS:
        by = after.goals.get(goal.id, 0) - before.goals.get(goal.id, 0)
        if before.weekly is not None and after.weekly is not None:
            parts = list(_changed_parts(goal.id, before.weekly, after.weekly))
            if sum(part.by for part in parts) == by:
                found += parts
                continue
        if by:
            found.append(Clause(goal.id, by, _changed(goal.id, by)))
    return found


def shortfalls(goal_id: str, now: Figures) -> list[Clause]:
    """Return where a goal is missed, part by part; empty when it is met."""
    value = now.goals.get(goal_id, 0)
    parts = list(_short_parts(goal_id, now.weekly)) if now.weekly is not None else []
    if sum(part.by for part in parts) == value:
        return parts
    if not value:
        return []
    none_off = goal_id == "free_day" and now.weekly is not None and not now.weekly.free_days
    return [Clause(goal_id, value, "no day is fully off" if none_off else counted(value, NOUNS[goal_id]))]


def covered(what: str) -> str:
    """Return a movement or quality as a runner would say it."""
    return _COVERED.get(what, what.replace("_", " "))


def balanced(what: str) -> str:
    """Return what a balance is between, as a runner would say it."""
    return _BALANCED[what]


def muscles(group: str) -> str:
    """Return a muscle group as a runner would say it."""
    return muscle_words(group)


def _changed(goal: str, by: int) -> str:
    """Say that a goal's value rose by ``by``, or fell: ``1 session fewer``, ``2 more sets beyond ...``."""
    if goal in THERE:
        return counted(abs(by), THERE[goal]).format("fewer" if by > 0 else "more")
    return f"{abs(by)} {'more' if by > 0 else 'fewer'} {NOUNS[goal][abs(by) != 1]}"


def _changed_parts(goal: str, before: Weekly, after: Weekly) -> Iterator[Clause]:
    if goal in ("pattern_exposures", "exposures"):
        old = {one.what: one for one in _coverage(goal, before)}
        for new in _coverage(goal, after):
            if new.what in old and (by := _short(new) - _short(old[new.what])):
                was = min(old[new.what].reached, old[new.what].wanted)
                yield Clause(goal, by, f"{_reached(new)} instead of {was}")
    elif goal in _DOSES:
        doses = {dose.group: dose for dose in before.muscles}
        for dose in after.muscles:
            if by := _below(goal, dose) - _below(goal, doses[dose.group]):
                yield Clause(goal, by, _dose_change(goal, doses[dose.group], dose))
    elif goal in _BALANCED:
        old_balance = _balance(goal, before)
        new_balance = _balance(goal, after)
        if old_balance and new_balance and (by := new_balance.outside - old_balance.outside):
            words = f"{_balance_words(new_balance)} instead of {_ratio(old_balance)}{_fair(new_balance)}"
            yield Clause(goal, by, words)


def _short_parts(goal: str, now: Weekly) -> Iterator[Clause]:
    if goal in ("pattern_exposures", "exposures"):
        for one in _coverage(goal, now):
            if short := _short(one):
                yield Clause(goal, short, _reached(one))
    elif goal in _DOSES:
        limit, word = _DOSES[goal]
        for dose in now.muscles:
            if by := _below(goal, dose):
                wanted = getattr(dose, limit)
                yield Clause(goal, by, f"{muscles(dose.group)} {dose.sets:g} of {wanted:g} sets ({word})")
    elif goal in _BALANCED and (balance := _balance(goal, now)) and balance.outside:
        yield Clause(goal, balance.outside, f"{_balance_words(balance)}{_fair(balance)}")


def _coverage(goal: str, weekly: Weekly) -> list[Coverage]:
    qualities = goal == "exposures"
    return [one for one in weekly.coverage if (one.what in QUALITIES) == qualities]


def _short(one: Coverage) -> int:
    return max(0, one.wanted - one.reached)


def _reached(one: Coverage) -> str:
    sessions = f"{one.wanted} session{'s' * (one.wanted != 1)}"
    return f"{covered(one.what)} in {min(one.reached, one.wanted)} of {sessions}"


def _below(goal: str, dose: MuscleDose) -> int:
    limit: float = getattr(dose, _DOSES[goal][0])
    return max(0, ceil(limit - dose.sets))


def _dose_change(goal: str, before: MuscleDose, after: MuscleDose) -> str:
    limit, word = _DOSES[goal]
    sets = f"{after.sets:g} set{'s' * (after.sets != 1)} instead of {before.sets:g}"
    return f"{muscles(after.group)} {sets} ({word} {getattr(after, limit):g})"


def _balance(goal: str, weekly: Weekly) -> Balance | None:
    return next((balance for balance in weekly.balance if balance.what == goal), None)


def _balance_words(balance: Balance) -> str:
    return f"{_BALANCED[balance.what]} {_ratio(balance)} sets"


def _ratio(balance: Balance) -> str:
    return f"{balance.sets[0]:g} : {balance.sets[1]:g}"


def _fair(balance: Balance) -> str:
    share = balance.what == "single_leg_share"
    return f" ({balance.band}{' on one leg' if share else ''} is balanced)"
