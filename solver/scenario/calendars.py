"""Reads the runs of a calendar file: whole weeks from Monday, and everything that was not understood."""

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Component

from solver.domain.base import DAYS
from solver.domain.problem import Problem, ProblemCode, ScenarioError
from solver.domain.run_plan import LoadedRuns, RunPlan
from solver.domain.week import OtherSport, Run, Week
from solver.domain.wording import shown
from solver.scenario.files import read_text
from solver.scenario.ics_dates import Times, moment_of, repeats, times_of
from solver.scenario.ics_text import cut
from solver.scenario.run_types import MOST_A_DAY, day_of, with_priorities
from solver.scenario.run_words import Words, read_words

MAX_WEEKS = 104
_DURATIONS = ("x-workout-estimated-duration", "x-workout-duration")
_LONGEST_MINUTES = 1440


def read_calendar(path: str | os.PathLike[str], *, zone: str | None = None) -> LoadedRuns:
    """Read the runs of a calendar file (RFC 5545), also one that is not quite right.

    Parameters
    ----------
    path : ``.ics``, UTF-8, at most 1 MiB
    zone : where the runner lives, such as ``Europe/London``: it decides the day of entries that
        say their time in another zone; left out, an entry's own zone does

    Returns
    -------
    LoadedRuns
        One plan, from the Monday of the first run to the Sunday after the last.

    Raises
    ------
    ScenarioError
        When it is no calendar at all, or ``zone`` is not known.
    """
    name = os.fspath(path)
    return parse_calendar(read_text(path, name), file=name, zone=zone)


def parse_calendar(text: str, *, file: str = "calendar", zone: str | None = None) -> LoadedRuns:
    """Read the runs of a calendar from text; as `read_calendar`."""
    if "BEGIN:VCALENDAR" not in text.upper():
        hint = "a calendar file starts with BEGIN:VCALENDAR"
        message = "this is not a calendar"
        raise ScenarioError(
            [Problem(pointer="", message=message, code="syntax", file=file, line=1, hint=hint)]
        )
    return _Loader(file, _zone(zone, file)).load(text)


def _zone(name: str | None, file: str) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"no time zone is called {shown(name)}"
        hint = "write it like Europe/London"
        raise ScenarioError([Problem(pointer="/zone", message=message, hint=hint, file=file)]) from None


class _Loader:
    def __init__(self, file: str, zone: tzinfo | None) -> None:
        self._file = file
        self._zone = zone
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []
        self._days: dict[date, list[Run | OtherSport]] = {}
        self._seen: set[tuple[str, str]] = set()

    def load(self, text: str) -> LoadedRuns:
        found = cut(text)
        for complaint in found.complaints:
            self._problem(complaint.line, complaint.message, "syntax")
        moved = self._moved(found.events)
        for line, event in found.events:
            self._take(line, event, moved)
        name = (found.name or Path(self._file).stem)[:80] or "calendar"
        weeks = self._weeks()
        plans = (RunPlan(id=name, weeks=weeks),) if weeks else ()
        return LoadedRuns(plans=plans, problems=tuple(self._problems), notes=tuple(self._notes))

    def _problem(
        self, line: int, message: str, code: ProblemCode = "not_allowed", hint: str | None = None
    ) -> None:
        found = Problem(pointer="", message=message, code=code, file=self._file, line=line, hint=hint)
        self._problems.append(found)

    def _note(self, line: int, message: str) -> None:
        self._notes.append(Problem(pointer="", message=message, file=self._file, line=line))

    def _moved(self, events: Iterable[tuple[int, Component]]) -> dict[str, set[date]]:
        """Return the days of repeating entries that another entry takes the place of, by UID."""
        moved: dict[str, set[date]] = {}
        for _, event in events:
            instead = moment_of(event.get("recurrence-id"))
            if instead is not None:
                day = instead.date() if isinstance(instead, datetime) else instead
                moved.setdefault(str(event.get("uid", "")), set()).add(day)
        return moved

    def _take(self, line: int, event: Component, moved: dict[str, set[date]]) -> None:
        title, description = _text(event, "summary"), _text(event, "description")
        if _text(event, "status").upper() == "CANCELLED":
            self._note(line, f"{shown(title)} is cancelled and left out")
            return
        times = times_of(event, self._zone)
        if times is None:
            self._problem(line, f"{shown(title)} has no date that can be read", hint="give it a DTSTART")
            return
        self._tell(line, title, times)
        words = read_words(title, f"{description} {_text(event, 'categories')}")
        activity = self._activity(line, title, words, _minutes(event, times, words))
        days = self._occurrences(line, event, times, moved)
        if activity is not None and not self._is_copy(event, times):
            for day in days:
                self._put(line, day, activity)

    def _tell(self, line: int, title: str, times: Times) -> None:
        if times.remark is not None:
            self._note(line, f"{shown(title)}: {times.remark}")

    def _is_copy(self, event: Component, times: Times) -> bool:
        """Whether the same entry was there already; one without a UID is only itself."""
        uid = _text(event, "uid")
        if not uid:
            return False
        key = (uid, f"{times.day} {_text(event, 'recurrence-id')} {_text(event, 'summary')}")
        known = key in self._seen
        self._seen.add(key)
        return known

    def _occurrences(
        self, line: int, event: Component, times: Times, moved: dict[str, set[date]]
    ) -> list[date]:
        days, complaint = repeats(event, times, 7 * MAX_WEEKS)
        if complaint is not None:
            self._problem(line, complaint)
        if event.get("recurrence-id") is not None:
            return days
        gone = moved.get(_text(event, "uid"), set())
        return [day for day in days if day not in gone]

    def _activity(self, line: int, title: str, words: Words, minutes: int | None) -> Run | OtherSport | None:
        if words.what == "unknown":
            hint = "name the kind of run or sport in its title"
            self._problem(line, f"{shown(title)} is neither a run nor a sport that is known", hint=hint)
        elif words.what == "strength":
            self._note(line, f"{shown(title)} is strength and left out: planning it is our part")
        elif words.what == "other":
            return OtherSport(sport=words.sport or "sport", **_given(minutes=minutes))
        elif words.what == "run":
            return self._run(line, title, words, minutes)
        return None

    def _run(self, line: int, title: str, words: Words, minutes: int | None) -> Run:
        distance = words.distance_km
        if words.kind == "race" and distance is None:
            message = f"{shown(title)} is a race without a distance: it is taken as a quality run"
            self._problem(line, message, hint="write the distance into its title")
            return Run(kind="quality", **_given(minutes=minutes))
        return Run(kind=words.kind or "easy", **_given(minutes=minutes, distance_km=distance))

    def _put(self, line: int, day: date, activity: Run | OtherSport) -> None:
        there = self._days.setdefault(day, [])
        if sum(isinstance(other, type(activity)) for other in there) >= MOST_A_DAY:
            self._problem(line, f"more than {MOST_A_DAY} entries of a kind on {day}: this one is left out")
        else:
            there.append(activity)

    def _weeks(self) -> tuple[Week, ...]:
        if not self._days:
            return ()
        first, last = min(self._days), max(self._days)
        monday = first - timedelta(days=first.weekday())
        number = (last - monday).days // 7 + 1
        if number > MAX_WEEKS:
            self._problem(1, f"the entries span {number} weeks: the first {MAX_WEEKS} are taken", "too_large")
        mondays = [monday + timedelta(weeks=at) for at in range(min(number, MAX_WEEKS))]
        return with_priorities([self._week(start) for start in mondays])

    def _week(self, monday: date) -> Week:
        days = {name: monday + timedelta(days=at) for at, name in enumerate(DAYS)}
        return Week(**{name: day_of(self._days.get(day, [])) for name, day in days.items()})


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _text(event: Component, name: str) -> str:
    value = event.get(name)
    if value is None:
        return ""
    values = value if isinstance(value, list) else [value]
    parts = [v.to_ical().decode("utf-8", "replace") if hasattr(v, "cats") else str(v) for v in values]
    return " ".join(parts).strip()


def _minutes(event: Component, times: Times, words: Words) -> int | None:
    """Return how long it is: what the app says, else its words, else from start to end."""
    for name in _DURATIONS:
        text = _text(event, name)
        if text.isascii() and text.isdecimal() and int(text[:9]) > 0:
            return min(_LONGEST_MINUTES, round(int(text[:9]) / 60)) or 1
    minutes = words.minutes
    if minutes is None and words.distance_km is None:
        minutes = times.minutes
    return None if minutes is None else min(_LONGEST_MINUTES, minutes)
