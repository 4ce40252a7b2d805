"""Legs rest around the weight vest."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class LegsNearVestParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 2


class LegsNearVest(Goal[LegsNearVestParameters]):
    """Leg sessions on the eve of a vest day or the day after."""

    id = "legs_near_vest"
    words = "leg sessions on the day before or after a vest day"
    source = "Recovery from loaded walking (HPRC, secondary; evidence B11); soft."
    parameters = LegsNearVestParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        near = model.case.calendar.is_next_to_vest
        return [(model.leg_session(day), 1) for day in model.sessions if near(day)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        legs = (s.day.index for s in week.sessions if s.fatigue > case.light_fatigue)
        return sum(case.calendar.is_next_to_vest(day) for day in legs)
