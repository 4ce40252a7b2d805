"""A plan as iCalendar (RFC 5545): one all-day event per session."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vDuration

from solver.domain.base import DAYS
from solver.domain.plan import Plan, PlannedSession
from solver.report.verdict import safety_line
from solver.report.words import (
    clean,
    dose,
    exercise_name,
    in_day_order,
    marks,
    paired_note,
    place_of,
    rest,
    sentence,
    where_and_when,
)

_HASH_DIGITS = 32


def next_monday(today: date) -> date:
    """Return the Monday after ``today``; on a Monday that is a week later."""
    return today + timedelta(days=7 - today.weekday())


def plan_calendar(plan: Plan, monday: date) -> str:
    """Return a plan as the text of an iCalendar file.

    The same plan and Monday give the same bytes: the UID comes from the request and the date, the
    stamp from the Monday. Sessions have no hour in a plan, so they are events of a day that leave
    the day free.

    Parameters
    ----------
    plan : Plan
        A plan with at least one session: a calendar without events is not valid.
    monday : date
        First day of the week it is for.

    Raises
    ------
    ValueError
        When ``monday`` is another day, or the plan has no session.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is a {monday:%A}, not a Monday")
    if not plan.sessions:
        raise ValueError("the plan has no session to put into a calendar")
    calendar = Calendar()
    version = clean(plan.provenance.strongstride) if plan.provenance else "0"
    calendar.add("prodid", f"-//Strongstride//Strongstride {version}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for session in in_day_order(plan.sessions):
        event = _event(session, monday, _request(plan))
        event.add("description", "\n".join([*_description(session), safety_line(plan)]))
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def _request(plan: Plan) -> str:
    """Return what tells this plan from others: its request, or for a written plan its sessions."""
    if plan.provenance is not None:
        return "".join(c for c in plan.provenance.request_hash if c.isalnum())[:_HASH_DIGITS]
    sessions = plan.model_dump_json(include={"sessions"}, exclude_none=True)
    return hashlib.sha256(sessions.encode()).hexdigest()[:_HASH_DIGITS]


def _event(session: PlannedSession, monday: date, request: str) -> Event:
    day = monday + timedelta(days=DAYS.index(session.day))
    event = Event()
    event.add("uid", f"{request}-{day:%Y%m%d}@strongstride")
    event.add("dtstamp", datetime.combine(monday, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", "Strength" if session.minutes is None else f"Strength, {session.minutes} min")
    if place := place_of(session):
        event.add("location", place)
    event.add("transp", "TRANSPARENT")
    event.add("categories", ["Strength"])
    if session.minutes is not None:
        length = timedelta(minutes=session.minutes)
        event.add("x-workout-estimated-duration", vDuration(length))
    return event


def _description(session: PlannedSession) -> list[str]:
    lines = [f"{sentence(words)}." for words in where_and_when(session) if words != place_of(session)]
    if session.warm_up:
        lines.append(f"Warm-up: {'; '.join(clean(step) for step in session.warm_up)}.")
    for mark, exercise in zip(marks(session), session.exercises, strict=True):
        pause = f", rest {rest(exercise)}" if exercise.rest_seconds else ""
        lines.append(f"{mark} {exercise_name(exercise)}: {dose(exercise)}{pause}".strip())
    return [*lines, *filter(None, [paired_note(session)])]
