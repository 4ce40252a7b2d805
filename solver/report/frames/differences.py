"""What differs between two plans, one row per figure."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from solver.domain.base import DAYS
from solver.domain.plan import Plan
from solver.report.frames.layout import build
from solver.report.frames.layouts import DIFFERENCES

if TYPE_CHECKING:
    import pandas as pd

_Figures = Mapping[str, float | str | None]


def difference_frame(before: Plan, after: Plan) -> "pd.DataFrame":
    """Return what differs between two plans; without a row they are the same week.

    Sessions are compared by day in minutes, exercises by day and id in sets, tiers and goals by
    value in points and units, doses by muscle group in sets.
    """
    rows: list[dict[str, Any]] = []
    for kind, unit, figures in _KINDS:
        rows += _rows(kind, unit, figures(before), figures(after))
    return build(DIFFERENCES, rows)


def _rows(kind: str, unit: str, before: _Figures, after: _Figures) -> Iterator[dict[str, Any]]:
    for subject in dict.fromkeys([*before, *after]):
        one, other = before.get(subject), after.get(subject)
        if one == other and (subject in before) == (subject in after):
            continue
        yield {
            "kind": kind,
            "subject": subject,
            "before": _shown(one),
            "after": _shown(other),
            "change": _change(one, other),
            "unit": unit,
        }


def _shown(value: float | str | None) -> str | None:
    return f"{value:g}" if isinstance(value, int | float) else value


def _change(before: float | str | None, after: float | str | None) -> float | None:
    if isinstance(before, str) or isinstance(after, str) or before is after is None:
        return None
    return float((after or 0) - (before or 0))


def _outcome(plan: Plan) -> _Figures:
    return {"plan": plan.outcome} if plan.outcome else {}


def _sessions(plan: Plan) -> _Figures:
    return {session.day: session.minutes for session in _in_order(plan)}


def _exercises(plan: Plan) -> _Figures:
    sets: dict[str, float] = {}
    for session in _in_order(plan):
        for exercise in session.exercises:
            subject = f"{session.day}/{exercise.exercise}"
            sets[subject] = sets.get(subject, 0) + exercise.sets
    return sets


def _in_order(plan: Plan) -> Any:
    return sorted(plan.sessions, key=lambda session: DAYS.index(session.day))


def _tiers(plan: Plan) -> _Figures:
    return {f"{tier.tier} {tier.name}": tier.value for tier in plan.tiers or ()}


def _goals(plan: Plan) -> _Figures:
    return {goal.id: goal.value for tier in plan.tiers or () for goal in tier.goals}


def _doses(plan: Plan) -> _Figures:
    return {dose.group: dose.sets for dose in (plan.weekly.muscles if plan.weekly else ())}


_KINDS = (
    ("outcome", "", _outcome),
    ("session", "min", _sessions),
    ("exercise", "sets", _exercises),
    ("tier", "points", _tiers),
    ("goal", "units of the goal", _goals),
    ("dose", "sets/week", _doses),
)
