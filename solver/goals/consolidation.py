"""Sessions where the policy wants them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class ConsolidationParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 2


class Consolidation(Goal[ConsolidationParameters]):
    """Sessions against the consolidation policy."""

    id = "consolidation"
    words = "sessions against the policy: off hard days for hard_days, on them for easy_days"
    source = "Coaches disagree, no trial compares them (evidence B14): the policy decides."
    parameters = ConsolidationParameters
    of_days = True

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        return [(session, 1) for day, session in model.sessions.items() if against(model.case, day)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        policy = case.scenario.policy.consolidation
        hard = sum(session.day.is_hard for session in week.sessions)
        return {"neutral": 0, "easy_days": hard, "hard_days": len(week.sessions) - hard}[policy]


def against(case: Case, day: int) -> bool:
    """Whether a session on a day goes against the policy."""
    policy, hard = case.scenario.policy.consolidation, case.days[day].is_hard
    return (policy == "hard_days" and not hard) or (policy == "easy_days" and hard)
