"""A day free of everything."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class FreeDayParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 1
    target: Annotated[int, Field(ge=0, le=7)] = 1
    """Days a week without run, other sport and strength."""


class FreeDay(Goal[FreeDayParameters]):
    """Free days missing."""

    id = "free_day"
    words = "whole days missing that are free of run, other sport and strength"
    source = "Source text: one night off a week (evidence A9)."
    parameters = FreeDayParameters
    of_days = True

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing: a free day stays free unless a session is on it."""
        free = [day.index for day in model.case.days if day.is_free]
        taken = [(model.sessions[day], -1) for day in free if day in model.sessions]
        wanted = self.of(model.case).target - len(free)
        return [(model.program.shortfall(taken, wanted, 1, "free_days_missing"), 1)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing."""
        free = [day for day in case.days if day.is_free and week.on(day.index) is None]
        return max(0, self.of(case).target - len(free))
