"""The variables of a week, and the expressions that rules and goals build from them."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS, Dose
from solver.domain.exercise import Exercise, MuscleGroup
from solver.program import Label, Program, Terms, Var


@dataclass(frozen=True, slots=True)
class Slot:
    """One exercise on one day: whether it is there, and each set beyond the second."""

    day: int
    exercise: Exercise
    dose: Dose
    on: Var
    more: tuple[Var, ...]
    """One literal per further set, each implying the one before it."""

    def per_set(self, amount: int) -> list[tuple[Var, int]]:
        """Return ``amount`` for every set as terms."""
        return [(self.on, MIN_SETS * amount), *((extra, amount) for extra in self.more)]


@dataclass
class WeekModel:
    """The decisions of a week: sessions on days, exercises in sessions, sets of exercises."""

    case: Case
    program: Program
    sessions: dict[int, Var]
    """Day -> whether there is a session; days that can hold none are missing."""
    slots: tuple[Slot, ...]
    _made: dict[Hashable, Var] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_day: dict[int, list[Slot]] = {day: [] for day in self.sessions}
        self._by_form: dict[str, list[Slot]] = {}
        for slot in self.slots:
            self._by_day[slot.day].append(slot)
            self._by_form.setdefault(slot.exercise.id, []).append(slot)

    def on_day(self, day: int) -> list[Slot]:
        """Return the slots of a day."""
        return self._by_day.get(day, [])

    @property
    def forms(self) -> Iterable[Exercise]:
        """The exercises with a slot on some day."""
        return (slots[0].exercise for slots in self._by_form.values())

    def of_form(self, form: str) -> list[Slot]:
        """Return the slots of an exercise, one per day."""
        return self._by_form.get(form, [])

    def slot(self, day: int, form: str) -> Slot | None:
        """Return the slot of an exercise on a day, None when it is closed."""
        return next((slot for slot in self.of_form(form) if slot.day == day), None)

    @property
    def session_terms(self) -> Terms:
        """The number of sessions."""
        return [(session, 1) for session in self.sessions.values()]

    def per_set(self, slots: Iterable[Slot], amount: Callable[[Slot], int]) -> list[tuple[Var, int]]:
        """Return the sum of ``amount`` over all sets of ``slots``."""
        terms: list[tuple[Var, int]] = []
        for slot in slots:
            if value := amount(slot):
                terms += slot.per_set(value)
        return terms

    def fatigue(self, day: int) -> Var:
        """Return the lower-body fatigue of a day, in points times 8."""

        def make() -> Var:
            terms = self.per_set(self.on_day(day), lambda slot: slot.dose.fatigue)
            return self.program.total(terms, f"fatigue[{day}]")

        return self.once(("fatigue", day), make)

    def primary_sets(self, day: int, group: MuscleGroup) -> list[tuple[Var, int]]:
        """Return the sets of a day that train a group as a primary mover."""
        return self.per_set(self.on_day(day), lambda slot: int(slot.exercise.half_sets.get(group) == 2))

    def half_sets(self, group: MuscleGroup) -> Var:
        """Return the weekly half-sets of a group as one variable, shared by all who speak of it."""

        def make() -> Var:
            terms = self.per_set(self.slots, lambda slot: slot.exercise.half_sets.get(group, 0))
            return self.program.total(terms, f"half_sets[{group}]")

        return self.once(("half_sets", group), make)

    def used(self, form: str) -> Var:
        """Return whether an exercise is in the week at all."""
        literals = [slot.on for slot in self.of_form(form)]

        def make() -> Var:
            used = self.program.any_of(literals, f"used[{form}]")
            if len(literals) > 1:  # implied; the sum over days is what cuts are made from
                self.program.at_most([*((on, 1) for on in literals), (used, -len(literals))], 0)
            return used

        return self.once(("used", form), make)

    def any_on(self, day: int, what: str, holds: Callable[[Exercise], bool]) -> Var | None:
        """Return whether a day has an exercise for which ``holds``; None when it cannot.

        ``what`` names the property; the same name returns the same literal.
        """
        literals = [slot.on for slot in self.on_day(day) if holds(slot.exercise)]
        if not literals:
            return None
        return self.once(("any", day, what), lambda: self.program.any_of(literals, f"{what}[{day}]"))

    def exposures(self, what: str, holds: Callable[[Exercise], bool]) -> list[tuple[Var, int]]:
        """Return the number of sessions with an exercise for which ``holds``."""
        found = (self.any_on(day, what, holds) for day in self.sessions)
        return [(literal, 1) for literal in found if literal is not None]

    def missing_exposures(self, what: str, wanted: int, holds: Callable[[Exercise], bool]) -> Var:
        """Return how many of the ``wanted`` sessions with an exercise for which ``holds`` are missing.

        The second row is implied: without any such exercise in the week all are missing. Spread
        over the days the first row asks for fractions of exercises only; the second lets the
        solver see that a whole one is needed, which is what the last tier counts.
        """
        missing = self.program.shortfall(self.exposures(what, holds), wanted, 1, f"missing[{what}]")
        used = [(self.used(form.id), wanted) for form in self.forms if holds(form)]
        if len(self.sessions) > 1:
            self.program.at_least([*used, (missing, 1)], wanted)
        return missing

    def leg_session(self, day: int) -> Var:
        """Return whether a day's fatigue is above that of a light session."""

        def make() -> Var:
            light, fatigue = self.case.light_fatigue, self.fatigue(day)
            most = max(light + 1, self.program.highs[fatigue])
            literal = self.program.boolean(f"leg_session[{day}]")
            self.program.at_most([(fatigue, 1), (literal, light - most)], light)
            self.program.at_least([(fatigue, 1), (literal, -(light + 1))], 0)
            return literal

        return self.once(("leg_session", day), make)

    def both(self, first: Var, second: Var, name: str) -> Var:
        """Return whether both literals hold."""

        def make() -> Var:
            literal = self.program.boolean(name)
            self.program.at_least([(literal, 1), (first, -1), (second, -1)], -1)
            self.program.at_most([(literal, 1), (first, -1)], 0)
            self.program.at_most([(literal, 1), (second, -1)], 0)
            return literal

        return self.once(("both", min(first, second), max(first, second)), make)

    def once(self, key: Hashable, make: Callable[[], Var]) -> Var:
        """Return the variable made under ``key``, making it the first time."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def close(self, terms: Terms, rule: str, subject: str) -> None:
        """Post that every term is 0."""
        for term in terms:
            self.program.at_most([term], 0, Label(rule, subject))
