"""Calendars as people's apps write them: clean ones, odd ones, broken ones."""

from typing import Any

import pytest

from solver.domain.base import DAYS
from solver.domain.problem import ScenarioError
from solver.domain.run_plan import LoadedRuns
from solver.scenario.calendars import parse_calendar

BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> LoadedRuns:
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Season", *parts, "END:VCALENDAR", ""])
    return parse_calendar(text.replace("\n", "\r\n"), file="season.ics")


def days(found: LoadedRuns) -> dict[str, Any]:
    """Return week.day -> kind of run or name of the sport, in the order of the calendar."""
    (plan,) = found.plans
    return {
        f"{number}.{name}": [r.kind for r in week.day(name).all_runs]
        + [s.sport for s in week.day(name).all_other]
        for number, week in enumerate(plan.weeks, 1)
        for name in DAYS
        if week.day(name).activities
    }


def dated(day: str, title: str, *more: str) -> str:
    return event(
        f"UID:{day}-{title}",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;VALUE=DATE:{day}",
        f"SUMMARY:{title}",
        *more,
    )


def test_a_clean_season() -> None:
    """Every day lands where it belongs, nothing is complained about."""
    found = calendar(
        dated("20260406", "Easy Run 8 km"),
        dated("20260408", "Tempo intervals 6 x 800 m, 50 min"),
        dated("20260409", "Strength & core"),
        dated("20260411", "Rest day"),
        dated("20260412", "Long Run 1h30"),
        dated("20260414", "Bike ride 45 min"),
        dated("20260419", "Half marathon race"),
    )
    assert found.problems == ()
    assert [plan.id for plan in found.plans] == ["Season"]
    assert days(found) == {
        "1.mon": ["easy"], "1.wed": ["quality"], "1.sun": ["long"], "2.tue": ["bike"], "2.sun": ["race"],
    }  # fmt: skip
    first, second = found.plans[0].weeks
    assert first.mon.all_runs[0].distance_km == 8 and first.sun.all_runs[0].minutes == 90
    assert second.sun.all_runs[0].distance_km == 21.1
    assert len(found.notes) == 1 and "strength" in found.notes[0].message


def test_missing_uid_and_stamp() -> None:
    """Entries without UID and DTSTAMP are entries; two alike on one day are two runs."""
    run = event("DTSTART;VALUE=DATE:20260406", "SUMMARY:Easy run 5 km")
    assert days(calendar(run, run)) == {"1.mon": ["easy", "easy"]}


def test_bare_dates() -> None:
    """A date without VALUE=DATE is a day."""
    found = calendar(event("UID:1", "DTSTART:20260407", "SUMMARY:Long run 20 km"))
    assert days(found) == {"1.tue": ["long"]} and found.problems == ()


def test_floating_times() -> None:
    """A time without a zone is the runner's own; start to end is the length."""
    found = calendar(
        event("UID:1", "DTSTART:20260407T233000", "DTEND:20260408T003000", "SUMMARY:Evening run")
    )
    assert days(found) == {"1.tue": ["easy"]}
    assert found.plans[0].weeks[0].tue.all_runs[0].minutes == 60


def test_a_stray_line_inside_an_event() -> None:
    """One line that is none loses itself, is told with its number, and loses nothing else."""
    found = calendar(
        event("UID:1", "DTSTART;VALUE=DATE:20260406", "this line is not from here", "SUMMARY:Easy run"),
        dated("20260407", "Tempo run"),
    )
    assert days(found) == {"1.mon": ["easy"], "1.tue": ["quality"]}
    assert [(problem.line, problem.code) for problem in found.problems] == [(7, "syntax")]


def test_a_stray_line_between_events() -> None:
    """Words between entries are told, and both entries are there."""
    found = calendar(dated("20260406", "Easy run"), "hello", dated("20260407", "Tempo run"))
    assert days(found) == {"1.mon": ["easy"], "1.tue": ["quality"]}
    assert "stray line" in found.problems[0].message


def test_another_zone() -> None:
    """A time of another zone is on the runner's day when that is said, and the shift is told."""
    late = event("UID:1", "DTSTART:20260407T230000Z", "DURATION:PT40M", "SUMMARY:Easy run")
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{late}END:VCALENDAR\r\n"
    there = parse_calendar(text, zone="Australia/Sydney")
    here = parse_calendar(text)
    assert days(there) == {"1.wed": ["easy"]} and days(here) == {"1.tue": ["easy"]}
    assert "for the runner" in there.notes[0].message and "UTC" in here.notes[0].message


def test_change_of_clocks() -> None:
    """A run over the change of clocks has the minutes that are run, on its own day."""
    found = calendar(
        BERLIN,
        event(
            "UID:1", "DTSTART;TZID=Europe/Berlin:20260329T013000", "DTEND;TZID=Europe/Berlin:20260329T040000",
            "SUMMARY:Night long run",
        ),
    )  # fmt: skip
    assert days(found) == {"1.sun": ["long"]}
    assert found.plans[0].weeks[0].sun.all_runs[0].minutes == 90


def test_seconds_of_an_app() -> None:
    """X-WORKOUT-ESTIMATED-DURATION is in seconds and comes before the day's length."""
    found = calendar(
        event(
            "UID:a", "DTSTART;VALUE=DATE:20260408", "SUMMARY:🏃 Intervals • 9.5km",
            "X-WORKOUT-ESTIMATED-DURATION:3300", "DESCRIPTION:Warm up\\n6 x 3 min at 4:30/km",
        )
    )  # fmt: skip
    run = found.plans[0].weeks[0].wed.all_runs[0]
    assert (run.kind, run.minutes, run.distance_km) == ("quality", 55, 9.5)


def test_repetition_with_exceptions_and_a_moved_day() -> None:
    """A weekly run is there each week but on the days taken out or moved."""
    found = calendar(
        event(
            "UID:w", "DTSTART:20260407T070000", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260414T070000",
            "SUMMARY:Easy run 30 min",
        ),
        event("UID:w", "RECURRENCE-ID:20260421T070000", "DTSTART:20260423T070000", "SUMMARY:Easy run 30 min"),
    )  # fmt: skip
    assert days(found) == {"1.tue": ["easy"], "3.thu": ["easy"], "4.tue": ["easy"]}


def test_repetition_without_end() -> None:
    """What never ends is cut off, and told."""
    found = calendar(event("UID:w", "DTSTART;VALUE=DATE:20260407", "RRULE:FREQ=WEEKLY", "SUMMARY:Easy run"))
    assert len(found.plans[0].weeks) == 104
    assert "without end" in found.problems[0].message


def test_a_file_that_stops_inside_an_event() -> None:
    """A download that broke off keeps what had arrived."""
    whole = dated("20260406", "Easy run")
    torn = "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260407\nSUMMARY:Tempo"
    found = parse_calendar(f"BEGIN:VCALENDAR\nVERSION:2.0\n{whole}{torn}")
    assert days(found) == {"1.mon": ["easy"], "1.tue": ["quality"]}
    assert "stops inside" in found.problems[0].message


def test_cancelled_unknown_and_dateless_entries() -> None:
    """What is cancelled is noted; what is no sport, or has no date, is told by its title."""
    found = calendar(
        dated("20260406", "Easy run"),
        dated("20260407", "Tempo run", "STATUS:CANCELLED"),
        dated("20260408", "Dentist"),
        event("UID:4", "SUMMARY:Long run"),
        event("UID:5", "DTSTART:2026-04-09", "SUMMARY:Easy run"),
    )
    assert days(found) == {"1.mon": ["easy"]}
    assert any("cancelled" in note.message for note in found.notes)
    said = " ".join(problem.message for problem in found.problems)
    assert "Dentist" in said and "Long run" in said
    assert len(found.problems) == 3


def test_a_race_without_a_distance() -> None:
    """Recovery depends on the distance, so a race that hides it is a hard day, and told."""
    found = calendar(dated("20260412", "Race day!"))
    assert days(found) == {"1.sun": ["quality"]}
    assert "without a distance" in found.problems[0].message


def test_an_alarm_is_not_the_event() -> None:
    """What an alarm says does not change its event."""
    alarm = ("BEGIN:VALARM", "TRIGGER:-PT30M", "SUMMARY:Rest", "DURATION:PT5M", "END:VALARM")
    found = calendar(dated("20260406", "Long run 18 km", *alarm))
    assert days(found) == {"1.mon": ["long"]} and found.problems == ()


def test_the_same_entry_twice() -> None:
    """A feed that repeats an entry with its UID means it once."""
    assert days(calendar(dated("20260406", "Easy run"), dated("20260406", "Easy run"))) == {"1.mon": ["easy"]}


def test_what_is_no_calendar_is_refused() -> None:
    """Another file is told at once, as is a zone that nobody knows."""
    with pytest.raises(ScenarioError, match="not a calendar"):
        parse_calendar("week: {}")
    with pytest.raises(ScenarioError, match="Europe/London"):
        parse_calendar("BEGIN:VCALENDAR", zone="Mars/Base")
