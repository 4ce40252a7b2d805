"""Legs are trained, not only touched."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, OpenForms, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class LegSessionsParameters(GoalParameters):
    """Leg sessions a week, from intermediate."""

    tier: Tier = 2
    weight: Weight = 1
    target: Count = 1


class LegSessions(Goal[LegSessionsParameters]):
    """Leg sessions missing; asked from intermediate on."""

    id = "leg_sessions"
    words = "leg sessions missing: sessions that load the legs more than lightly"
    source = "Heavy leg work improves running economy (Eihara 2022; evidence D7); from intermediate."
    parameters = LegSessionsParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing."""
        if model.case.athlete.level == "beginner":
            return []
        legs = [(model.leg_session(day), 1) for day in model.sessions]
        target = self.of(model.case).target
        return [(model.program.shortfall(legs, target, 1, "leg_sessions_missing"), 1)]

    def least(self, case: Case, days: ReadWeek, open_forms: OpenForms) -> int:
        """Return what is missing when every session is a leg session that can be one."""
        if case.athlete.level == "beginner":
            return 0
        possible = sum(not case.keeps_legs_light(session.day.index) for session in days.sessions)
        return max(0, self.of(case).target - possible)

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing."""
        if case.athlete.level == "beginner":
            return 0
        legs = sum(1 for session in week.sessions if session.fatigue > case.light_fatigue)
        return max(0, self.of(case).target - legs)
