"""Two plans side by side, and how far apart they are for a person."""

from solver.domain.base import DAYS, DayName, listed_days
from solver.domain.exercise import MAIN_MOVEMENTS
from solver.domain.explanation import Comparison, Moved
from solver.domain.plan import Plan, PlannedExercise
from solver.explaining.cost import cost_between
from solver.rules.unlike import DAY_WEIGHT, Outline


def compare(before: Plan, after: Plan) -> Comparison:
    """Compare two plans of the same or of two scenarios.

    Parameters
    ----------
    before, after : plans that were solved, or judged and completed; infeasible ones have no sessions

    Returns
    -------
    Comparison
        Tiers, days, exercises kept, changed, added and dropped, and weekly doses that differ.
    """
    old, new = _exercises(before), _exercises(after)
    both = [form for form in old if form in new]
    changed = [form for form in both if _where(old[form]) != _where(new[form])]
    return Comparison(
        cost=cost_between(before, after),
        days=(_days(before), _days(after)),
        kept=tuple(form for form in both if form not in changed),
        changed=tuple(_moved(form, old[form], new[form]) for form in changed),
        added=tuple(form for form in new if form not in old),
        dropped=tuple(form for form in old if form not in new),
        dose=_doses(before, after),
        distance=distance(before, after),
        names=_names(before) | _names(after),
    )


def _names(plan: Plan) -> dict[str, str]:
    return {e.exercise: e.name or e.exercise for session in plan.sessions for e in session.exercises}


def distance(before: Plan, after: Plan) -> int:
    """Return how different two plans feel.

    Two for every day that has a session in one plan only, and one for every main exercise (not
    core, accessory or calf) that is in the week of one plan only. Sets do not count.
    """
    days = set(_days(before)) ^ set(_days(after))
    return DAY_WEIGHT * len(days) + len(main_forms(before) ^ main_forms(after))


def outline(plan: Plan) -> Outline:
    """Return what a person remembers of a plan."""
    return Outline(days=_days(plan), mains=tuple(sorted(main_forms(plan))))


def main_forms(plan: Plan) -> frozenset[str]:
    """Return the main exercises of a plan: those that serve a knee, hip, push or pull movement."""
    mains = {f"pattern_exposures/{movement}" for movement in MAIN_MOVEMENTS}
    return frozenset(e.exercise for s in plan.sessions for e in s.exercises if mains & set(e.serves or ()))


def _days(plan: Plan) -> tuple[DayName, ...]:
    return tuple(sorted((session.day for session in plan.sessions), key=DAYS.index))


Placed = list[tuple[DayName, PlannedExercise]]


def _exercises(plan: Plan) -> dict[str, Placed]:
    found: dict[str, Placed] = {}
    for session in sorted(plan.sessions, key=lambda one: DAYS.index(one.day)):
        for planned in session.exercises:
            found.setdefault(planned.exercise, []).append((session.day, planned))
    return found


def _where(placed: Placed) -> str:
    doses: dict[str, list[DayName]] = {}
    for day, planned in placed:
        doses.setdefault(planned.prescription or f"{planned.sets} sets", []).append(day)
    return "; ".join(f"{dose} on {listed_days(days)}" for dose, days in doses.items())


def _moved(form: str, before: Placed, after: Placed) -> Moved:
    name = after[0][1].name or form
    return Moved(exercise=form, name=name, before=_where(before), after=_where(after))


def _doses(before: Plan, after: Plan) -> dict[str, tuple[float, float]]:
    if before.weekly is None or after.weekly is None:
        return {}
    old = {dose.group: dose.sets for dose in before.weekly.muscles}
    new = {dose.group: dose.sets for dose in after.weekly.muscles}
    return {group: (old[group], new[group]) for group in old if old[group] != new.get(group)}
