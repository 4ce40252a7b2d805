"""Reads a plan for the judge: exercises looked up, what is left out filled in."""

import difflib
from collections.abc import Iterable

from solver.catalogue.case import Case
from solver.catalogue.dose import rest_seconds
from solver.catalogue.session import Item, ReadSession, ReadWeek
from solver.domain.base import DAYS
from solver.domain.judgement import Finding
from solver.domain.plan import Plan, PlannedExercise, PlannedSession
from solver.plan.sessions import arrange


def read_week(case: Case, plan: Plan) -> tuple[ReadWeek, list[Finding]]:
    """Return the planned week, and what of it could not be read."""
    findings = [finding for session in plan.sessions for finding in _unknown(case, session)]
    return ReadWeek(tuple(_read_session(case, session) for session in plan.sessions)), findings


def _unknown(case: Case, session: PlannedSession) -> Iterable[Finding]:
    for planned in session.exercises:
        if planned.exercise not in case.catalogue:
            near = difflib.get_close_matches(planned.exercise, case.catalogue, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"there is no exercise called {planned.exercise!r} in the catalogue{hint}"
            yield Finding(rule="catalogue", subject=session.day, message=message)


def _read_session(case: Case, session: PlannedSession) -> ReadSession:
    known = [planned for planned in session.exercises if planned.exercise in case.catalogue]
    day = case.days[DAYS.index(session.day)]
    if session.seconds is None and session.minutes is None and not any(p.pair for p in known):
        known = _with_pairs(case, session, known)
    return ReadSession(day, tuple(_read_item(case, planned) for planned in known))


def _with_pairs(case: Case, session: PlannedSession, known: list[PlannedExercise]) -> list[PlannedExercise]:
    """Fill in the pairs of a session whose writer said neither pairs nor length."""
    if len({planned.exercise for planned in known}) < len(known):
        return known
    choice = [(case.catalogue[planned.exercise], planned.sets) for planned in known]
    arranged = arrange(case, case.days[DAYS.index(session.day)], choice)
    pairs = {item.exercise.id: item.pair for item in arranged.items}
    return [planned.model_copy(update={"pair": pairs[planned.exercise]}) for planned in known]


def _read_item(case: Case, planned: PlannedExercise) -> Item:
    """Read one exercise; its dose is what was written, else the athlete's own."""
    form = case.catalogue[planned.exercise]
    dose = case.doses[form.id]
    amount = planned.amount or (dose.amount if dose else form.default_amount)
    rpe = planned.rpe or (dose.rpe if dose else 7)
    if planned.rest_seconds is not None:
        rest = planned.rest_seconds
    else:
        rest = dose.rest if dose else rest_seconds(form, rpe)
    return Item(form, planned.sets, amount, rpe, rest, case.is_new(form), planned.pair)
