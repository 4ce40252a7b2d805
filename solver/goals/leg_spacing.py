"""Older legs get 72 hours."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class LegSpacingParameters(GoalParameters):
    """A placement goal, from the age of definitions.older_from_age."""

    tier: Tier = 3
    weight: Weight = 2
    days: Annotated[int, Field(ge=2, le=4)] = 3
    """Days that two leg sessions shall lie apart."""


class LegSpacing(Goal[LegSpacingParameters]):
    """Pairs of leg sessions too close for an older athlete."""

    id = "leg_spacing"
    words = "pairs of leg sessions less than 3 days apart, from age 55"
    source = "Mixed evidence on older runners' recovery, hence soft (evidence N2)."
    parameters = LegSpacingParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count the pairs."""
        if not model.case.is_older:
            return []
        return [
            (model.both(model.leg_session(first), model.leg_session(second), f"legs[{first},{second}]"), 1)
            for apart in range(1, self.of(model.case).days)
            for first, second in model.case.calendar.pairs(apart)
            if first in model.sessions and second in model.sessions
        ]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count the pairs."""
        if not case.is_older:
            return 0
        legs = {s.day.index for s in week.sessions if s.fatigue > case.light_fatigue}
        near = (pair for apart in range(1, self.of(case).days) for pair in case.calendar.pairs(apart))
        return sum(first in legs and second in legs for first, second in near)
