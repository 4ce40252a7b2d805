"""The catalogue as a person reads it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from solver.domain.base import DAY_WORDS, DayName
from solver.domain.exercise import Category, Exercise
from solver.report.document import Json
from solver.report.words import clean, count, listing, muscles, plain

#: Exercise id -> the days on which it may be planned.
OpenDays = Mapping[str, tuple[DayName, ...]]

_UNITS = {"reps": "reps", "seconds": "s", "metres": "m", "contacts": "contacts"}


def exercises_view(exercises: Iterable[Exercise], open_days: OpenDays | None = None) -> RenderableType:
    """Return the catalogue for a rich console, by category and family; with ``open_days`` also when."""
    return Padding(Group(*_entries(tuple(exercises), open_days)), (0, 1))


def exercises_data(
    exercises: Iterable[Exercise], version: str, open_days: OpenDays | None = None
) -> dict[str, Json]:
    """Return the catalogue as plain data."""
    rows: list[Json] = []
    for exercise in exercises:
        row: dict[str, Json] = exercise.model_dump(mode="json")
        if open_days is not None:
            row["open_days"] = list(open_days.get(exercise.id, ()))
        rows.append(row)
    return {"catalogue": version, "exercises": rows}


def _entries(exercises: tuple[Exercise, ...], open_days: OpenDays | None) -> Iterator[RenderableType]:
    yield Text(_headline(exercises, open_days))
    for category in get_args(Category):
        yield from (Text(), Text(plain(category).upper(), style="bold cyan"))
        members = [exercise for exercise in exercises if exercise.category == category]
        for exercise in sorted(members, key=lambda one: (one.family, one.family_rank, one.id)):
            yield from _entry(exercise, open_days)


def _entry(exercise: Exercise, open_days: OpenDays | None) -> Iterator[RenderableType]:
    yield Text(exercise.id, style="bold") + Text(f"  {clean(exercise.name)}", style="not bold")
    yield Padding(Text(exercise_words(exercise)), (0, 0, 0, 2))
    if open_days is not None:
        yield Padding(Text(_open(open_days.get(exercise.id, ()))), (0, 0, 0, 2))


def _headline(exercises: tuple[Exercise, ...], open_days: OpenDays | None) -> str:
    if open_days is None:
        return f"{count(len(exercises), 'exercise')}."
    possible = sum(bool(open_days.get(exercise.id)) for exercise in exercises)
    return f"{possible} of {count(len(exercises), 'exercise')} open in this week."


def exercise_words(exercise: Exercise) -> str:
    """Say what an exercise is: family and rank, level, equipment, dose, muscles, where it comes from."""
    accessory = ["accessory"] if exercise.accessory else []
    helped = muscles(exercise.secondary_muscles)
    parts = [
        f"{plain(exercise.family)} {exercise.family_rank}",
        exercise.level,
        *accessory,
        f"{plain(exercise.modality)}{_equipment(exercise)}",
        _dose(exercise),
        muscles(exercise.primary_muscles) + (f" (with {helped})" if helped else ""),
    ]
    source = clean(exercise.source_text_name) or "named there"
    return "; ".join([*parts, f"source text: {source}"] if exercise.in_source_text else parts)


def _equipment(exercise: Exercise) -> str:
    choices = [" and ".join(plain(item) for item in one) or "nothing" for one in exercise.equipment_sets]
    return "" if choices in ([], ["nothing"]) else f", needs {' or '.join(choices)}"


def _dose(exercise: Exercise) -> str:
    side = " per side" if exercise.sides == 2 else ""
    band = f"{exercise.amount_min}-{exercise.amount_max}"
    return f"{exercise.default_sets}x{exercise.default_amount} {_UNITS[exercise.dose_unit]}{side} ({band})"


def _open(days: tuple[DayName, ...]) -> str:
    return f"Open on {listing([DAY_WORDS[day] for day in days])}." if days else "Closed this week."
