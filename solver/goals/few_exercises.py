"""Few different exercises."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class FewExercisesParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 1


class FewExercises(Goal[FewExercisesParameters]):
    """Distinct exercises."""

    id = "few_exercises"
    words = "distinct exercises"
    source = "Source text: simple and repetitive (evidence L9)."
    parameters = FewExercisesParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        return [(model.used(form.id), 1) for form in model.forms]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        return len(week.forms)
