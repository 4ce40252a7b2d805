"""As many sessions as wanted."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class SessionsTargetParameters(GoalParameters):
    """The first goal of all."""

    tier: Tier = 1
    weight: Weight = 1


class SessionsTarget(Goal[SessionsTargetParameters]):
    """Sessions missing from the target."""

    id = "sessions_target"
    words = "sessions missing from the target"
    source = "2-3 sessions a week develop strength (evidence A1-A3)."
    parameters = SessionsTargetParameters
    of_days = True

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing."""
        target = model.case.target_sessions
        return [(model.program.shortfall(model.session_terms, target, 1, "sessions_missing"), 1)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing."""
        return max(0, case.target_sessions - len(week.sessions))
