"""Exercises of the source text first."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class SourceTextParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 1


class SourceText(Goal[SourceTextParameters]):
    """Distinct exercises that the source text does not name."""

    id = "source_text"
    words = "distinct exercises that the source text does not name"
    source = "The source text the product follows (evidence 0)."
    parameters = SourceTextParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        return [(model.used(form.id), 1) for form in model.forms if not form.in_source_text]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        return sum(not form.in_source_text for form in week.forms.values())
