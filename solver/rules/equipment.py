"""Only what can be done where the session is."""

from collections.abc import Iterator, Sequence

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DayName, listed
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.rules.base import Rule, RuleParameters
from solver.rules.wording import named

_WITHOUT_ARTICLE = ("home", "school", "work")


class Equipment(Rule[RuleParameters]):
    """Every exercise is possible with one of its equipment sets at the day's place."""

    id = "equipment"
    words = "Every exercise is possible with one of its equipment sets at the day's place."
    source = "Product rule."
    parameters = RuleParameters

    def closes(self, case: Case, day: int, exercise: Exercise) -> bool:
        """Close the forms concerned."""
        return not case.has_equipment(exercise, day)

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say it about exercises, and about all of them."""
        forms, others = named(case, subjects)
        said = [f"“{form.name}” needs {listed(_lacking(case, form))}." for form in forms]
        return " ".join([*said, *["Only exercises that your equipment allows can be planned."] * others])

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Look at every exercise of every session."""
        for session in week.sessions:
            for item in session.items:
                if not case.has_equipment(item.exercise, session.day.index):
                    yield self.finding(
                        f"{session.day.name}/{item.exercise.id}",
                        "the equipment for it is not at that day's place",
                    )


def _lacking(case: Case, form: Exercise) -> Iterator[str]:
    """Say what is missing at each place where the form may have to be, places that lack the same together."""
    closed = [day for day in case.days if not case.has_equipment(form, day.index)]
    # A pin makes one day the question; what other days' places lack is beside it.
    asked = [day for day in closed if form.id in _pinned_there(case, day.name)]
    lacking: dict[str, list[str | None]] = {}
    for day in asked or closed:
        places = lacking.setdefault(_missing(form, day.equipment), [])
        if day.place not in places:
            places.append(day.place)
    several = len({day.place for day in case.days}) > 1
    for what, places in lacking.items():
        yield what + (_at(places[0]) if several and len(places) == 1 else "")


def _pinned_there(case: Case, day: DayName) -> tuple[str, ...]:
    pinned = case.scenario.pins.get(day, ())
    return pinned if isinstance(pinned, tuple) else ()


def _at(place: str | None) -> str:
    words = "usual place" if place is None else place.replace("_", " ")
    return f" (at {'' if place in _WITHOUT_ARTICLE else 'the '}{words})"


def _missing(form: Exercise, there: frozenset[str]) -> str:
    """Say what would complete the form's equipment: the alternatives that ask for least."""
    if not form.equipment_sets:
        return "equipment that nothing is named for"
    wanted = [tuple(item for item in needed if item not in there) for needed in form.equipment_sets]
    least = [one for one in wanted if not any(set(other) < set(one) for other in wanted)]
    choices = sorted(dict.fromkeys(least), key=len)
    always = [item for item in choices[0] if len(choices) > 1 and all(item in one for one in choices)]
    rest = [[item for item in one if item not in always] for one in choices]
    said = " or ".join(listed(map(_piece, one)) for one in rest)
    if always:
        said = f"{listed(map(_piece, always))}, and {said}"
    single = not always and len(rest[-1]) == 1 and not _is_plural(rest[-1][0])
    return f"{said}, which {'is' if single else 'are'} not there"


def _piece(item: str) -> str:
    words = item.replace("_", " ")
    return words if _is_plural(item) else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _is_plural(item: str) -> bool:
    return item.endswith("s") and not item.endswith("ss")
