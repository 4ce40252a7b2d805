"""What becomes too easy once harder exercises are possible: by the ladder rule, and by the goals.

More room can make a week worse: what is asked for grows with what is possible. Both questions are
answered by the judge's own checks and measures, on the plan as it is.
"""

from collections.abc import Iterable
from typing import Any

from solver.catalogue.case import Case
from solver.catalogue.session import Item, ReadSession, ReadWeek
from solver.domain.base import DayName, listed, listed_days
from solver.domain.plan import Plan
from solver.goals import GOALS
from solver.goals.base import Goal
from solver.goals.highest_form import HighestForm
from solver.goals.loaded_forms import LoadedForms
from solver.judging.reading import read_week
from solver.rules import RULES
from solver.rules.ladder import Ladder

_HARDER = {
    HighestForm.id: "a harder version",
    LoadedForms.id: "the same movement with a load",
}
"""What could be done in place of an exercise that a goal counts as too easy."""

Place = tuple[DayName, str]
"""A day, and the name of an exercise on it."""


def passed_over(case: Case, plan: Plan) -> tuple[str, ...]:
    """Return the names of a plan's exercises that the ladder rule of ``case`` passes over, each once.

    The plan may be made for another week: one with other equipment, or one in which a wish
    overrides the rule. Empty when the rule has no part in it, or is off.
    """
    return tuple(dict.fromkeys(name for _, name in _closed(case, plan)))


def too_easy(own: Case, other: Case, plan: Plan) -> dict[str, tuple[Place, ...]]:
    """Return the exercises of a plan that a goal counts as too easy in ``other``, and not so in ``own``.

    Returns
    -------
    dict
        Id of the goal, `HighestForm` or `LoadedForms`, -> days with names; goals without any left out.
    """
    week, _ = read_week(other, plan)
    asked = {goal.id: goal for goal in GOALS if goal.id in _HARDER and _counts(goal, own, other)}
    found = {
        name: tuple(
            (session.day.name, item.exercise.name)
            for session in week.sessions
            for item in session.items
            if _alone(other, asked[name], session, item) > _alone(own, asked[name], session, item)
        )
        for name in _HARDER
        if name in asked
    }
    return {goal: places for goal, places in found.items() if places}


def easier_words(own: Case, other: Case, plan: Plan) -> str:
    """Say why the best plan of ``own`` is closed, or worth less, in a week with more room.

    Returns
    -------
    str
        A whole sentence; empty when neither the ladder rule nor a goal finds it too easy.
    """
    if closed := _closed(other, plan):
        which = _said(closed)
        return f"Why: {which} could then not be planned, as the ladder rule passes over what is far too easy."
    found = too_easy(own, other, plan)
    if not found:
        return ""
    places = tuple(dict.fromkeys(place for places in found.values() for place in places))
    why = " or ".join(_HARDER[goal] for goal in found)
    return f"Why: {_said(places)} would then count as too easy, since you could do {why}."


def _closed(case: Case, plan: Plan) -> tuple[Place, ...]:
    ladder = next(rule for rule in RULES if isinstance(rule, Ladder))
    if not ladder.of(case).enabled:
        return ()
    week, _ = read_week(case, plan)
    closed = {finding.subject for finding in ladder.violations(case, week)}
    return tuple(
        (session.day.name, item.exercise.name)
        for session in week.sessions
        for item in session.items
        if f"{session.day.name}/{item.exercise.id}" in closed
    )


def _counts(goal: Goal[Any], own: Case, other: Case) -> bool:
    """Whether a goal is asked for in both weeks, with a weight."""
    return all(goal.of(case).enabled and goal.of(case).weight for case in (own, other))


def _alone(case: Case, goal: Goal[Any], session: ReadSession, item: Item) -> int:
    """Measure a goal on one exercise of a session; both goals count exercise by exercise."""
    return goal.measure(case, ReadWeek((ReadSession(session.day, (item,)),)))


def _names(places: Iterable[Place]) -> list[str]:
    return list(dict.fromkeys(name for _, name in places))


def _said(places: tuple[Place, ...]) -> str:
    """Return ``“Split squat” on Monday and “Push-up” on Monday and Friday``."""
    days = {name: listed_days(day for day, one in places if one == name) for name in _names(places)}
    return listed(f"“{name}” on {on}" for name, on in days.items())
