"""Beginners learn by repeating."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms, Var

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class SharedExercisesParameters(GoalParameters):
    """A familiarity goal for beginners."""

    tier: Tier = 6
    weight: Weight = 2
    target: Annotated[int, Field(ge=0, le=8)] = 3
    """Exercises that come in every session."""


class SharedExercises(Goal[SharedExercisesParameters]):
    """Exercises missing from those that all sessions share, for beginners."""

    id = "shared_exercises"
    words = "exercises missing from three that all sessions share, for beginners"
    source = "Source text: simple and repetitive; skill comes with repetition (evidence L9)."
    parameters = SharedExercisesParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing."""
        if model.case.athlete.level != "beginner":
            return []
        shared = [(self._shared(model, form), 1) for form in model.forms]
        target = self.of(model.case).target
        return [(model.program.shortfall(shared, target, 1, "shared_missing"), 1)]

    @staticmethod
    def _shared(model: "WeekModel", form: Exercise) -> Var:
        """Return a literal that can only be 1 when the form is in every session there is."""
        program = model.program
        shared = program.boolean(f"shared[{form.id}]")
        program.at_most([(shared, 1), (model.used(form.id), -1)], 0)
        for day, session in model.sessions.items():
            slot = model.slot(day, form.id)
            there = [(slot.on, -1)] if slot else []
            program.at_most([(shared, 1), (session, 1), *there], 1)
        return shared

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing."""
        if case.athlete.level != "beginner":
            return 0
        sessions = [{item.exercise.id for item in session.items} for session in week.sessions]
        shared = set.intersection(*sessions) if sessions else set()
        return max(0, self.of(case).target - len(shared))
