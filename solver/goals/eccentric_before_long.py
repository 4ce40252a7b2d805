"""No sore muscles on the long run."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class EccentricBeforeLongParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 1
    days: Annotated[int, Field(ge=1, le=6)] = 3
    """Days before a long run on which heavy eccentric work counts against the plan."""


class EccentricBeforeLong(Goal[EccentricBeforeLongParameters]):
    """Sessions with heavy eccentric work shortly before a long run."""

    id = "eccentric_before_long"
    words = "sessions with heavy eccentric work on one of the three days before a long run"
    source = "Eccentric work delays recovery (evidence B6, B12); which forms count is in the catalogue."
    parameters = EccentricBeforeLongParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        days = self.of(model.case).days
        found = (
            model.any_on(day, "heavy_eccentric", lambda form: form.heavy_eccentric)
            for day in model.sessions
            if model.case.calendar.is_before_long(day, days)
        )
        return [(literal, 1) for literal in found if literal is not None]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        days = self.of(case).days
        eccentric = (s for s in week.sessions if any(i.exercise.heavy_eccentric for i in s.items))
        return sum(case.calendar.is_before_long(session.day.index, days) for session in eccentric)
