"""Calves in every leg session."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class CalfInLegSessionsParameters(GoalParameters):
    """A coverage goal."""

    tier: Tier = 4
    weight: Weight = 2


class CalfInLegSessions(Goal[CalfInLegSessionsParameters]):
    """Leg sessions without a calf exercise."""

    id = "calf_in_leg_sessions"
    words = "leg sessions without a calf exercise"
    source = "Calves carry the runner (evidence C10); engineering default."
    parameters = CalfInLegSessionsParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        missing = []
        for day in model.sessions:
            calf = model.any_on(day, "calf", _is_calf)
            without = model.program.boolean(f"legs_without_calf[{day}]")
            row = [(without, 1), (model.leg_session(day), -1)]
            model.program.at_least([*row, (calf, 1)] if calf is not None else row, 0)
            missing.append((without, 1))
        return missing

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        legs = (session for session in week.sessions if session.fatigue > case.light_fatigue)
        return sum(not any(_is_calf(item.exercise) for item in session.items) for session in legs)


def _is_calf(exercise: Exercise) -> bool:
    return exercise.pattern == "calf" and not exercise.accessory and not exercise.is_power
