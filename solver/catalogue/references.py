"""Names in a scenario that must exist: exercises, families, equipment, places."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from solver.catalogue.reader import Catalogue, integrity_problems
from solver.domain.base import DAYS
from solver.domain.problem import Problem
from solver.domain.scenario import Scenario
from solver.domain.week import Day
from solver.domain.wording import did_you_mean, pointer_to, shown

Path = tuple[str | int, ...]

BODYWEIGHT = "bodyweight"
#: More candidates than this are not listed in a message.
_MANY = 30
#: Finding the nearest name costs time, so a hostile scenario does not get it without end.
_MOST_PROBLEMS = 101


def reference_problems(
    scenario: Scenario, catalogue: Catalogue, unread: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return what a scenario names that does not exist, and what is wrong between its own exercises.

    Parameters
    ----------
    scenario : what names
    catalogue : exercises by id, the user's own included (`solver.catalogue.reader.merged`)
    unread : top-level keys that could not be read whole; names that they may define are let pass

    Returns
    -------
    list of Problem
        With JSON pointers into the scenario, without files and lines; at most the first hundred.
    """
    checks: list[Iterator[Problem]] = []
    if "exercises" not in unread:
        checks += [
            _exercise_names(scenario, catalogue),
            _equipment(scenario, equipment_words(catalogue)),
            _twice(scenario),
            _between_exercises(scenario, catalogue),
        ]
    if "places" not in unread:
        checks.append(_places(scenario))
    return list(islice(chain.from_iterable(checks), _MOST_PROBLEMS))


def equipment_words(catalogue: Catalogue) -> frozenset[str]:
    """Return every piece of equipment that some exercise asks for, and ``bodyweight``."""
    sets = (one for exercise in catalogue.values() for one in exercise.equipment_sets)
    return frozenset((BODYWEIGHT, *chain.from_iterable(sets)))


def _exercise_names(scenario: Scenario, catalogue: Catalogue) -> Iterator[Problem]:
    """Exercises alone where one form is meant, families too where any of its forms will do."""
    families = {exercise.family for exercise in catalogue.values()}
    for path, name in _forms_named(scenario):
        if name not in catalogue:
            yield _unknown_exercise(path, name, catalogue)
    for path, name in _forms_or_families_named(scenario):
        if name not in catalogue and name not in families:
            kinds = "an exercise or family id of the catalogue"
            yield _unknown(path, name, {*catalogue, *families}, "exercise or family", kinds)


def _forms_named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    athlete = scenario.athlete
    yield from _entries(("athlete", "mastered"), athlete.mastered)
    yield from _entries(("athlete", "known"), athlete.known)
    yield from _entries(("last_week",), scenario.last_week or ())
    for day, pinned in scenario.pins.items():
        if not isinstance(pinned, str):
            yield from _entries(("pins", day), pinned)


def _forms_or_families_named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    athlete = scenario.athlete
    yield from _entries(("athlete", "prefer"), athlete.prefer)
    yield from _entries(("athlete", "avoid"), athlete.avoid)
    for name in athlete.ladder:
        yield ("athlete", "ladder", name), name


def _entries(path: Path, names: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for index, name in enumerate(names):
        yield (*path, index), name


def _unknown_exercise(path: Path, name: str, catalogue: Catalogue) -> Problem:
    problem = _unknown(path, name, catalogue, "exercise", "an exercise id of the catalogue")
    forms = [exercise.id for exercise in catalogue.values() if exercise.family == name]
    if not forms:
        return problem
    return problem.model_copy(update={"hint": f"it is a family: name one of {', '.join(forms[:8])}"})


def _unknown(path: Path, name: str, names: set[str] | Catalogue, what: str, kinds: str) -> Problem:
    return Problem(
        pointer=pointer_to(path),
        message=f"no {what} is called {shown(name)}",
        # A wrong key of a mapping is pointed at as a key, a wrong entry of a list as a value.
        code="unknown_key" if path[-1] == name else "unknown_name",
        value=shown(name),
        allowed=", ".join(sorted(names)) if len(names) <= _MANY else kinds,
        hint=did_you_mean(name, names),
    )


def _equipment(scenario: Scenario, words: frozenset[str]) -> Iterator[Problem]:
    named = list(_entries(("equipment",), scenario.equipment))
    for place, there in scenario.places.items():
        named += _entries(("places", place), there)
    for path, name in named:
        if name not in words:
            yield _unknown(path, name, set(words), "equipment", "what some exercise of the catalogue needs")


def _places(scenario: Scenario) -> Iterator[Problem]:
    for path, day in _days(scenario):
        place = day.strength.place if day.strength else None
        if place is not None and place not in scenario.places:
            yield _unknown_place((*path, "strength", "place"), place, scenario)


def _unknown_place(path: Path, place: str, scenario: Scenario) -> Problem:
    names = sorted(scenario.places)
    return Problem(
        pointer=pointer_to(path),
        message=f"no place is called {shown(place)}",
        code="unknown_name",
        value=shown(place),
        allowed=", ".join(names[:_MANY]) if names else "no place is listed under 'places'",
        hint=did_you_mean(place, names) or f"add it: places: {{{place}: [...]}}",
    )


def _days(scenario: Scenario) -> Iterator[tuple[Path, Day]]:
    for name in DAYS:
        yield ("week", name), scenario.week.day(name)
    for key, day in (("previous_day", scenario.previous_day), ("next_day", scenario.next_day)):
        if day is not None:
            yield (key,), day


def _twice(scenario: Scenario) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, exercise in enumerate(scenario.exercises):
        if exercise.id in seen:
            yield Problem(
                pointer=pointer_to(("exercises", index, "id")),
                message=f"two of your own exercises are called {shown(exercise.id)}",
                code="duplicate_name",
                value=shown(exercise.id),
                hint="rename one, or take it out",
            )
        seen.add(exercise.id)


def _between_exercises(scenario: Scenario, catalogue: Catalogue) -> Iterator[Problem]:
    """Only with exercises of the user's own: the shipped catalogue alone has a test of its own."""
    if not scenario.exercises:
        return
    index = {exercise.id: index for index, exercise in enumerate(scenario.exercises)}
    for said in integrity_problems(catalogue):
        name = said.partition(":")[0]
        missing = re.search(r"'([^']*)' is not in the catalogue", said)
        path: Path = ("exercises", index[name], "prerequisite_id") if name in index else ("exercises",)
        yield Problem(
            pointer=pointer_to(path),
            message=said,
            code="inconsistent",
            hint=did_you_mean(missing[1], catalogue) if missing else None,
        )
