"""Gets events out of calendar files that are not quite right.

The parser of icalendar gives up on a whole file for one stray line, so the text is cut into events
first, and each event is parsed on its own. Lines that are no lines of a calendar are taken out and
told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from icalendar import Calendar, Component

_PROPERTY = re.compile(r"[A-Za-z0-9\-.]+(?:;[^\r\n:]*(?:\"[^\"]*\"[^\r\n:]*)*)?:")
_LONGEST_LINE = 20_000
MAX_EVENTS = 5000


class Line(NamedTuple):
    """An unfolded line and where it started, from 1."""

    number: int
    text: str


class Complaint(NamedTuple):
    """A place and what is wrong there."""

    line: int
    message: str


@dataclass
class CalendarText:
    """A calendar cut into pieces."""

    name: str | None = None
    events: list[tuple[int, Component]] = field(default_factory=list)
    """Line of the event's BEGIN, and the event."""
    complaints: list[Complaint] = field(default_factory=list)


def unfold(text: str) -> Iterator[Line]:
    """Yield the lines of a calendar; those that start with a blank belong to the one before."""
    start, parts = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield Line(start, "".join(parts))
        start, parts = number, [line]
    if parts:
        yield Line(start, "".join(parts))


def cut(text: str) -> CalendarText:
    """Cut a calendar into events; whatever cannot be used becomes a complaint."""
    found = CalendarText()
    zones: list[str] = []
    events: list[list[Line]] = []
    open_event: list[Line] | None = None
    in_zone = False
    for line in unfold(text):
        word = line.text.strip().upper()
        if word == "BEGIN:VEVENT":
            if open_event is not None:
                found.complaints.append(Complaint(open_event[0].number, "an event has no end"))
                events.append(open_event)
            open_event = [line]
        elif word == "END:VEVENT" and open_event is not None:
            events.append(open_event)
            open_event = None
        elif open_event is not None:
            open_event.append(line)
        elif word == "BEGIN:VTIMEZONE" or in_zone:
            in_zone = word != "END:VTIMEZONE"
            zones.append(line.text)
        else:
            _outside(line, found)
    if open_event is not None:
        found.complaints.append(
            Complaint(open_event[0].number, "an event has no end: the file stops inside it")
        )
        events.append(open_event)
    for event in events[:MAX_EVENTS]:
        _parse(event, zones, found)
    if len(events) > MAX_EVENTS:
        number = events[MAX_EVENTS][0].number
        found.complaints.append(Complaint(number, f"more than {MAX_EVENTS} events: the rest is not read"))
    return found


def _outside(line: Line, found: CalendarText) -> None:
    text = line.text.strip()
    if text.upper().startswith("X-WR-CALNAME"):
        found.name = text.partition(":")[2].strip() or None
    elif text and not _PROPERTY.match(text):
        found.complaints.append(Complaint(line.number, "a stray line outside any event"))


def _parse(lines: list[Line], zones: list[str], found: CalendarText) -> None:
    """Parse one event; lines that are no properties are left out and told."""
    kept = []
    depth = 0
    for line in lines[1:]:
        text = line.text
        if not text.strip():
            continue
        if not _PROPERTY.match(text) or len(text) > _LONGEST_LINE:
            found.complaints.append(Complaint(line.number, "a stray line inside an event"))
            continue
        word = text.strip().upper()
        # Alarms and the like hold properties with the names of the event's own.
        depth += word.startswith("BEGIN:")
        if depth == 0:
            kept.append(text)
        depth -= word.startswith("END:") and depth > 0
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", *zones, "BEGIN:VEVENT"]
    try:
        parsed = Calendar.from_ical("\r\n".join([*head, *kept, "END:VEVENT", "END:VCALENDAR", ""]))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        found.complaints.append(Complaint(lines[0].number, f"an event cannot be read: {str(error)[:120]}"))
        return
    for event in parsed.walk("VEVENT"):
        found.events.append((lines[0].number, event))
