"""Reads exercise tables: the shipped one and the user's own."""

import csv
import io
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from solver.domain.exercise import Exercise

#: Version of the shipped catalogue; CHANGES.md beside it says what changed.
CATALOGUE_VERSION = "2026.11.1"

Catalogue = Mapping[str, Exercise]

_FLAGS = ("accessory", "heavy_eccentric", "in_source_text", "is_power")
_LISTS = ("core_function", "primary_muscles", "secondary_muscles", "prerequisite_id")
_EXERCISES = TypeAdapter(tuple[Exercise, ...])


def parse_row(row: Mapping[str, str]) -> dict[str, Any]:
    """Turn one CSV row into the fields of an `Exercise`; empty cells take their defaults.

    Lists are separated by ``|``, the items of one equipment set by ``+``, joint stress is
    ``joint:1..3``. Values are not judged here: pydantic does that, for every cell at once.
    """
    fields: dict[str, Any] = {key: value for key, value in row.items() if key and value not in ("", None)}
    for key in _LISTS:
        if key in fields:
            fields[key] = tuple(fields[key].split("|"))
    for key in _FLAGS:
        if key in fields:
            fields[key] = fields[key].strip().lower() in ("1", "true", "yes")
    if "equipment_sets" in fields:
        fields["equipment_sets"] = tuple(
            tuple(item for item in one.split("+") if item != "bodyweight")
            for one in fields["equipment_sets"].split("|")
        )
    if "joint_stress" in fields:
        pairs = (one.partition(":") for one in fields["joint_stress"].split("|"))
        fields["joint_stress"] = {joint: stress for joint, _, stress in pairs}
    return fields


def read_csv(text: str) -> tuple[Exercise, ...]:
    """Read an exercise table.

    Raises
    ------
    pydantic.ValidationError
        With one entry per wrong cell; the first element of its location is the row, from 0.
    """
    rows = csv.DictReader(io.StringIO(text))
    return _EXERCISES.validate_python(tuple(parse_row(row) for row in rows))


@cache
def shipped() -> Catalogue:
    """Return the project's catalogue by id, in the order of its file."""
    text = files("solver.catalogue").joinpath("exercises.csv").read_text(encoding="utf-8")
    return {exercise.id: exercise for exercise in read_csv(text)}


def merged(own: Iterable[Exercise]) -> Catalogue:
    """Return the shipped catalogue with the user's own exercises, sorted by id.

    An exercise with a known id replaces the shipped one. Sorting makes the order of a file
    irrelevant to the solver.
    """
    return dict(sorted({**shipped(), **{exercise.id: exercise for exercise in own}}.items()))


def integrity_problems(catalogue: Catalogue) -> list[str]:
    """Say what is wrong between rows: unknown, harder or circular prerequisites."""
    problems = []
    for exercise in catalogue.values():
        for earlier in exercise.prerequisite_id:
            if earlier not in catalogue:
                problems.append(f"{exercise.id}: prerequisite {earlier!r} is not in the catalogue")
            elif catalogue[earlier].level_index > exercise.level_index:
                problems.append(f"{exercise.id}: prerequisite {earlier} is of a higher level than the form")
    for exercise in catalogue.values():
        if exercise.id in _ancestors(exercise.id, catalogue):
            problems.append(f"{exercise.id}: is its own prerequisite")
    return problems


def _ancestors(form: str, catalogue: Catalogue) -> frozenset[str]:
    """Return every form that comes before ``form``, at any remove."""
    seen: set[str] = set()
    waiting = list(catalogue[form].prerequisite_id)
    while waiting:
        earlier = waiting.pop()
        if earlier not in seen and earlier in catalogue:
            seen.add(earlier)
            waiting.extend(catalogue[earlier].prerequisite_id)
    return frozenset(seen)


def mastered_by_default(level_index: int, catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of every form of a level below ``level_index``."""
    return frozenset(form.id for form in catalogue.values() if form.level_index < level_index)


def closed_under_prerequisites(mastered: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Return ``mastered`` with everything that comes before it."""
    known = {form for form in mastered if form in catalogue}
    for form in tuple(known):
        known |= _ancestors(form, catalogue)
    return frozenset(known)
