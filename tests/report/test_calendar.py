"""Plans as iCalendar, read back by the same library calendars use."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from solver.domain.plan import Plan
from solver.report.calendar import next_monday, plan_calendar
from tests.report.samples import PROVENANCE, THURSDAY, hostile, infeasible, plan, steering

MONDAY = date(2026, 11, 23)


def events(text: str) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(text).events


def uids(one: Plan, monday: date = MONDAY) -> list[str]:
    return [str(event["uid"]) for event in events(plan_calendar(one, monday))]


def test_one_event_a_session_on_its_day() -> None:
    first, second = events(plan_calendar(plan(), MONDAY))
    assert (first.start, first.end) == (date(2026, 11, 24), date(2026, 11, 25))
    assert second.start == date(2026, 11, 26)
    assert str(first["summary"]) == "Strength, 34 min"
    assert str(first["location"]) == "gym"
    assert "location" not in second


def test_the_description_holds_the_session() -> None:
    lines = str(events(plan_calendar(plan(), MONDAY))[0]["description"]).split("\n")
    assert lines[0] == "8 h after the run."
    assert lines[2] == "Barbell back squat: 4x4 @ RPE 8, rest 3 min"
    assert lines[3] == "A1 Single-leg deadlift, dumbbell/kettlebell: 3x8/side @ RPE 7, rest 90 s"
    assert "Not medical advice" in lines[-1]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan_calendar(plan(), MONDAY) == plan_calendar(plan(timing=None), MONDAY)
    assert datetime(2026, 11, 23, tzinfo=UTC) == events(plan_calendar(plan(), MONDAY))[0].DTSTAMP


def test_events_of_other_weeks_and_other_requests_are_other_events() -> None:
    other = plan(provenance={**PROVENANCE, "request_hash": "ffff"})
    later = uids(plan(), MONDAY + timedelta(days=7))
    assert len({*uids(plan()), *uids(other), *later}) == 6


def test_a_plan_by_hand_has_stable_events_too() -> None:
    assert uids(plan(provenance=None)) == uids(plan(provenance=None))
    assert uids(plan(provenance=None)) != uids(plan(provenance=None, sessions=[THURSDAY]))


def test_another_day_than_monday_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-11-24 is a Tuesday, not a Monday"):
        plan_calendar(plan(), date(2026, 11, 24))


def test_a_calendar_needs_an_event() -> None:
    with pytest.raises(ValueError, match="no session"):
        plan_calendar(infeasible(), MONDAY)


@pytest.mark.parametrize(("today", "monday"), [(22, 23), (23, 30), (24, 30)])
def test_the_next_monday_lies_ahead(today: int, monday: int) -> None:
    assert next_monday(date(2026, 11, today)) == date(2026, 11, monday)


def test_hostile_names_do_nothing() -> None:
    text = plan_calendar(hostile(), MONDAY)
    assert len(events(text)) == 1
    assert not steering(text.replace("\r\n", "\n"))
    assert str(events(text)[0]["location"]).startswith("=Evil red [red]markup[/red]")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
