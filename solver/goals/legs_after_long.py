"""Legs rest on the day after the long run."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class LegsAfterLongParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 4


class LegsAfterLong(Goal[LegsAfterLongParameters]):
    """Leg sessions on the day after a long run."""

    id = "legs_after_long"
    words = "leg sessions on the day after a long run"
    source = "Coaches' practice; soft, since as a rule it would close too many weeks (evidence B10, B15)."
    parameters = LegsAfterLongParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        after = model.case.calendar.is_after_long
        return [(model.leg_session(day), 1) for day in model.sessions if after(day)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        legs = (s.day.index for s in week.sessions if s.fatigue > case.light_fatigue)
        return sum(case.calendar.is_after_long(day) for day in legs)
