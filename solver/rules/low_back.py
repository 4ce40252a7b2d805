"""The low back is loaded by few exercises a session."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.base import DAYS
from solver.domain.exercise import Exercise
from solver.domain.judgement import Finding
from solver.program import Label
from solver.rules.base import Rule, RuleParameters

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class LowBackParameters(RuleParameters):
    """How many exercises may load the low back."""

    stressful: Annotated[int, Field(ge=0, le=8)] = 2
    """Exercises with low-back stress 2 or more."""
    heavy: Annotated[int, Field(ge=0, le=8)] = 1
    """Exercises with low-back stress 3."""


class LowBack(Rule[LowBackParameters]):
    """No hinge after hinge after bent row."""

    id = "low_back"
    words = "In a session at most two non-core exercises with low-back stress 2 or more, at most one with 3."
    source = "Engineering default on joint loads (evidence M)."
    parameters = LowBackParameters

    def post(self, model: "WeekModel") -> None:
        """Count the exercises of each stress."""
        settings = self.of(model.case)
        for day in model.sessions:
            for stress, most in ((2, settings.stressful), (3, settings.heavy)):
                loading = [(s.on, 1) for s in model.on_day(day) if _loads(s.exercise, stress)]
                model.program.at_most(loading, most, Label(self.id, DAYS[day]))

    def because(self, case: Case, subjects: Sequence[str]) -> str:
        """Say how many exercises, and how many heavy ones."""
        settings = self.of(case)
        few = f"{settings.stressful} exercise{'s' * (settings.stressful != 1)}"
        said = f"Core exercises aside, at most {few} of a session may load the low back"
        if settings.heavy < settings.stressful:
            heavy = f"at most {settings.heavy}" if settings.heavy else "none"
            said += f", and {heavy} of them heavily"
        return f"{said}."

    def violations(self, case: Case, week: ReadWeek) -> Iterator[Finding]:
        """Count the exercises of each stress."""
        settings = self.of(case)
        for session in week.sessions:
            for stress, most in ((2, settings.stressful), (3, settings.heavy)):
                count = sum(1 for item in session.items if _loads(item.exercise, stress))
                if count > most:
                    message = f"{count} exercises with low-back stress {stress} or more, {most} are allowed"
                    yield self.finding(session.day.name, message)


def _loads(exercise: Exercise, stress: int) -> bool:
    return exercise.category != "core" and exercise.joint_stress.get("low_back", 0) >= stress
