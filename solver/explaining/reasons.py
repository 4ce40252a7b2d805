"""What each exercise of a plan is there for: what gets worse, or breaks, without it."""

from dataclasses import replace
from typing import Any

from solver.catalogue.case import Case
from solver.catalogue.session import ReadSession, ReadWeek
from solver.domain.base import listed
from solver.domain.explanation import Reason
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.cost import SAID
from solver.goals import GOALS
from solver.judging.reading import read_week
from solver.plan.shortfalls import Clause, Figures, changes
from solver.plan.weekly import weekly
from solver.rules import RULES
from solver.rules.base import Rule
from solver.specification import case_of


def reasons(plan: Plan, scenario: Scenario) -> tuple[Reason, ...]:
    """Take each exercise out in turn, and say which goals get worse and which rules break.

    Every answer is recomputed on the plan less one exercise, nothing is estimated. An exercise
    without which nothing gets worse is there for a balance between others; the words say so.
    """
    case = case_of(scenario)
    week, _ = read_week(case, plan)
    before = _figures(case, week)
    found = []
    for at, session in enumerate(week.sessions):
        for item_at, item in enumerate(session.items):
            less = _without(week, at, item_at)
            worse = [clause for clause in changes(before, _figures(case, less)) if clause.by > 0]
            goals = tuple(clause.words for clause in worse if not _said_before(clause, worse))
            rules = tuple(said for rule in RULES if (said := _broken(case, rule, week, less)))
            found.append(
                Reason(
                    day=session.day.name,
                    exercise=item.exercise.id,
                    name=item.exercise.name,
                    goals=goals,
                    rules=rules,
                    words=_words(item.exercise.name, goals, rules),
                )
            )
    return tuple(found)


def _said_before(clause: Clause, worse: list[Clause]) -> bool:
    """Whether a muscle group that lacks sets for its target lacks them for its minimum already."""
    group = clause.words.partition(" ")[0]
    floors = [one for one in worse if one.goal == "muscle_floor"]
    return clause.goal == "dose_target" and any(one.words.startswith(f"{group} ") for one in floors)


def _figures(case: Case, week: ReadWeek) -> Figures:
    settings = {goal.id: goal.of(case) for goal in GOALS}
    counting = [goal for goal in GOALS if settings[goal.id].enabled and settings[goal.id].weight]
    return Figures({goal.id: goal.measure(case, week) for goal in counting}, weekly(case, week))


def _without(week: ReadWeek, session_at: int, item_at: int) -> ReadWeek:
    session = week.sessions[session_at]
    gone = session.items[item_at]
    left = [item for at, item in enumerate(session.items) if at != item_at]
    alone = tuple(
        item if item.pair is None or item.pair != gone.pair else replace(item, pair=None) for item in left
    )
    sessions = list(week.sessions)
    sessions[session_at] = ReadSession(session.day, alone)
    return ReadWeek(tuple(sessions))


def _broken(case: Case, rule: Rule[Any], before: ReadWeek, after: ReadWeek) -> str:
    """Say a rule that only ``after`` breaks; empty when it does not."""
    if not rule.of(case).enabled:
        return ""
    found = next(rule.violations(case, after), None)
    if found is None or any(rule.violations(case, before)):
        return ""
    return rule.because(case, [found.subject])


def _words(name: str, goals: tuple[str, ...], rules: tuple[str, ...]) -> str:
    if not goals and not rules:
        return (
            f"{name}: nothing gets worse without it alone; it was chosen together with the rest of the week."
        )
    parts = []
    if goals:
        left = len(goals) - SAID
        more = [f"{left} more such"] if left > 0 else []
        parts.append(f"without it there would be {listed([*goals[:SAID], *more])}")
    if rules:
        parts.append(f"needed, because: {' '.join(rules).removesuffix('.')}")
    return f"{name}: {'; '.join(parts)}."
