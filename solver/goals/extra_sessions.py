"""Not more sessions than wanted."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class ExtraSessionsParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 1


class ExtraSessions(Goal[ExtraSessionsParameters]):
    """Sessions above the target."""

    id = "extra_sessions"
    words = "sessions above the target"
    source = "Product rule."
    parameters = ExtraSessionsParameters
    of_days = True

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        target = model.case.target_sessions
        return [(model.program.excess(model.session_terms, target, 1, "sessions_extra"), 1)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        return max(0, len(week.sessions) - case.target_sessions)
