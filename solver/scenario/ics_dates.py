"""The days of a calendar entry: dates, floating times, other zones, repetition."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Component
from icalendar.error import BrokenCalendarProperty

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Times:
    """When an entry is.

    Attributes
    ----------
    day : the runner's day it starts on
    minutes : from start to end, None for whole days and entries without an end
    start : as it was written, without a zone
    remark : what a reader should know about how the day was found
    """

    day: date
    minutes: int | None
    start: datetime
    remark: str | None


def times_of(event: Component, zone: tzinfo | None) -> Times | None:
    """Return when an entry is, in the runner's ``zone``; None when it has no start."""
    start = _value(event, "dtstart")
    if isinstance(start, datetime):
        own = start.astimezone(zone) if zone is not None and start.tzinfo is not None else start
        return Times(own.date(), _length(event, start), own.replace(tzinfo=None), _remark(start, own, zone))
    if isinstance(start, date):
        return Times(start, None, datetime.combine(start, time()), None)
    return None


def _remark(start: datetime, own: datetime, zone: tzinfo | None) -> str | None:
    if start.tzinfo is None:
        return None
    if own.date() != start.date():
        return f"{start:%Y-%m-%d %H:%M} in its own zone is {own:%Y-%m-%d %H:%M} for the runner"
    if zone is None and start.utcoffset() == timedelta() and start.tzname() == "UTC":
        return "its time is in UTC and so is its day: say the runner's zone if that is another"
    return None


def _value(event: Component, name: str) -> Any:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return moment_of(value)


def moment_of(value: Any) -> Any:
    """Return the date or time of a property; None without one, or when it cannot be read."""
    try:
        return getattr(value, "dt", None)
    except BrokenCalendarProperty:
        return None


def _length(event: Component, start: datetime) -> int | None:
    end, duration = _value(event, "dtend"), _value(event, "duration")
    if isinstance(end, datetime):
        # Both at their own offset: an entry over the change of clocks has the length that is run.
        if start.tzinfo is not None and end.tzinfo is not None:
            duration = end.astimezone(UTC) - start.astimezone(UTC)
        elif start.tzinfo is None and end.tzinfo is None:
            duration = end - start
    if not isinstance(duration, timedelta) or not timedelta() < duration <= _ONE_DAY:
        return None
    return round(duration.total_seconds() / 60) or None


def repeats(event: Component, times: Times, most_days: int) -> tuple[list[date], str | None]:
    """Return the days of an entry that may repeat, and what is wrong with its repetition.

    Without an end it repeats for ``most_days``, counted from its first day.
    """
    rule = event.get("rrule")
    if rule is None:
        return [times.day], None
    if isinstance(rule, list) or not hasattr(rule, "to_ical"):
        return [times.day], "the entry has two rules of repetition: only its first day is taken"
    horizon = times.start + timedelta(days=most_days)
    try:
        found = rrulestr(_without_zone(rule.to_ical().decode()), dtstart=times.start, ignoretz=True)
        days = [moment.date() for moment in found.between(times.start, horizon, inc=True)]
    except (ValueError, TypeError, OverflowError):
        return [times.day], "the entry's repetition cannot be read: only its first day is taken"
    unbounded = "UNTIL" not in rule and "COUNT" not in rule
    complaint = "the entry repeats without end" if unbounded else None
    gone = _excluded(event)
    left = [day for day in dict.fromkeys(days) if day not in gone]
    if complaint:
        return left[
            : most_days // 7
        ], f"{complaint}: its first {min(len(left), most_days // 7)} days are taken"
    return left, None


def _without_zone(rule: str) -> str:
    """Return the rule with UNTIL as a floating time, which is what ``dtstart`` is."""
    return ";".join(part.rstrip("Z") if part.startswith("UNTIL") else part for part in rule.split(";"))


def _excluded(event: Component) -> set[date]:
    value = event.get("exdate")
    lists = value if isinstance(value, list) else [] if value is None else [value]
    moments = [moment_of(entry) for one in lists for entry in _dates(one)]
    return {moment.date() if isinstance(moment, datetime) else moment for moment in moments}


def _dates(value: Any) -> Any:
    try:
        return getattr(value, "dts", ())
    except BrokenCalendarProperty:
        return ()
