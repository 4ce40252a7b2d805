"""Sessions spread over the week."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class ConsecutiveDaysParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 4


class ConsecutiveDays(Goal[ConsecutiveDaysParameters]):
    """Pairs of consecutive days that both hold a session."""

    id = "consecutive_days"
    words = "pairs of consecutive days with sessions"
    source = "Sessions spread over the week; engineering default (evidence A10)."
    parameters = ConsecutiveDaysParameters
    of_days = True

    def terms(self, model: "WeekModel") -> Terms:
        """Count the pairs."""
        days = model.sessions
        return [
            (model.both(days[first], days[second], f"sessions[{first},{second}]"), 1)
            for first, second in model.case.calendar.pairs(1)
            if first in days and second in days
        ]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count the pairs."""
        days = {session.day.index for session in week.sessions}
        return sum(first in days and second in days for first, second in case.calendar.pairs(1))
