"""Keep what was trained last week."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class ContinuityParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 3


class Continuity(Goal[ContinuityParameters]):
    """Exercises that were not in last week's plan, when it is known."""

    id = "continuity"
    words = "exercises that were not in last week's plan"
    source = "Source text: simple and repetitive (evidence L9)."
    parameters = ContinuityParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        last_week = model.case.scenario.last_week
        if last_week is None:
            return []
        return [(model.used(form.id), 1) for form in model.forms if form.id not in last_week]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        last_week = case.scenario.last_week
        return 0 if last_week is None else len(week.forms.keys() - set(last_week))
