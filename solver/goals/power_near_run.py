"""Explosive work with fresh legs."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class PowerNearRunParameters(GoalParameters):
    """A placement goal."""

    tier: Tier = 3
    weight: Weight = 2
    hours: Annotated[float, Field(ge=0, le=24, allow_inf_nan=False)] = 3.0
    """Hours after a run from which explosive work is as good as fresh."""


class PowerNearRun(Goal[PowerNearRunParameters]):
    """Sessions with explosive work too soon after a run."""

    id = "power_near_run"
    words = "sessions with explosive work within 3 hours of a run"
    source = "Explosive strength suffers in the same session (Schumann 2022; evidence B4, H2)."
    parameters = PowerNearRunParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        soon = (
            model.any_on(day, "power", lambda form: form.is_power)
            for day in model.sessions
            if self.soon(model.case, day)
        )
        return [(literal, 1) for literal in soon if literal is not None]

    def soon(self, case: Case, day: int) -> bool:
        """Whether a session on a day comes too soon after a run for explosive work."""
        hours = case.days[day].hours_after_run
        return hours is not None and hours < self.of(case).hours

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        explosive = (s.day.index for s in week.sessions if any(i.exercise.is_power for i in s.items))
        return sum(self.soon(case, day) for day in explosive)
