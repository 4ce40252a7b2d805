"""A week as it was planned, read for the judge: exercises looked up, doses filled in.

Built from a plan alone (and the case for what the plan leaves out), never from a model.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from solver.catalogue.calendar import DayFacts
from solver.catalogue.case import Case
from solver.catalogue.dose import Dose, once_seconds, rest_seconds, set_fatigue, set_seconds
from solver.domain.exercise import Exercise, MuscleGroup

WARM_UP_SECONDS = 240
WARM_UP_AFTER_RUN_SECONDS = 120


@dataclass(frozen=True)
class Item:
    """One exercise of a planned session with the dose that was written down."""

    exercise: Exercise
    sets: int
    amount: int
    rpe: int
    rest: int
    is_new: bool
    pair: str | None = None

    @property
    def half_sets(self) -> dict[MuscleGroup, int]:
        """Half-sets it credits to each muscle group."""
        return {group: credit * self.sets for group, credit in self.exercise.half_sets.items()}

    @property
    def fatigue(self) -> int:
        """Lower-body fatigue points, times 8."""
        return self.sets * set_fatigue(self.exercise, self.rpe, self.is_new)

    @property
    def contacts(self) -> int:
        """Ground contacts."""
        return self.sets * self.amount * self.exercise.contacts_per_unit * self.exercise.sides

    @property
    def seconds(self) -> int:
        """Seconds, set-up and ramp included."""
        one = set_seconds(self.exercise, self.amount, self.rest, paired=self.pair is not None)
        return self.sets * one + once_seconds(self.exercise, self.rest)


@dataclass(frozen=True)
class ReadSession:
    """One planned session."""

    day: DayFacts
    items: tuple[Item, ...]

    def having(self, patterns: Iterable[str]) -> Iterator[Item]:
        """Yield the non-accessory exercises of the given patterns."""
        wanted = frozenset(patterns)
        return (i for i in self.items if i.exercise.pattern in wanted and not i.exercise.accessory)

    @cached_property
    def fatigue(self) -> int:
        """Lower-body fatigue points, times 8."""
        return sum(item.fatigue for item in self.items)

    @property
    def warm_up_seconds(self) -> int:
        """240, or 120 when the runner comes straight from a run."""
        return WARM_UP_AFTER_RUN_SECONDS if self.day.is_straight_after_run else WARM_UP_SECONDS

    @cached_property
    def seconds(self) -> int:
        """Length by the time formula, warm-up included."""
        return self.warm_up_seconds + sum(item.seconds for item in self.items)

    def primary_sets(self, group: MuscleGroup) -> int:
        """Whole sets that train the group as a primary mover."""
        return sum(item.sets for item in self.items if item.exercise.half_sets.get(group) == 2)


@dataclass(frozen=True)
class ReadWeek:
    """A planned week."""

    sessions: tuple[ReadSession, ...]

    @property
    def items(self) -> Iterator[Item]:
        """Every exercise of every session."""
        return (item for session in self.sessions for item in session.items)

    def on(self, index: int) -> ReadSession | None:
        """Return the session of a day."""
        return next((s for s in self.sessions if s.day.index == index), None)

    @cached_property
    def forms(self) -> dict[str, Exercise]:
        """The distinct exercises by id."""
        return {item.exercise.id: item.exercise for item in self.items}

    def half_sets(self, group: MuscleGroup) -> int:
        """Weekly half-sets of a group."""
        return sum(item.half_sets.get(group, 0) for item in self.items)

    def exposures(self, patterns: Iterable[str]) -> int:
        """Sessions with a non-accessory exercise of the patterns."""
        return sum(1 for session in self.sessions if any(session.having(patterns)))


def item_of(case: Case, exercise: Exercise, sets: int, pair: str | None = None) -> Item:
    """Return an item with the athlete's own dose."""
    dose: Dose | None = case.doses[exercise.id]
    amount, rpe = (dose.amount, dose.rpe) if dose else (exercise.default_amount, 7)
    rest = dose.rest if dose else rest_seconds(exercise, rpe)
    return Item(exercise, sets, amount, rpe, rest, case.is_new(exercise), pair)
