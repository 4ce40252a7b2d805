"""What the athlete likes."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class PreferencesParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 4


class Preferences(Goal[PreferencesParameters]):
    """Preferred exercises or families that do not come in the week."""

    id = "preferences"
    words = "preferred exercises or families that are not in the week"
    source = "Product rule: the user's own wish."
    parameters = PreferencesParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing; a wish for which nothing is open is missing for certain."""
        missing = []
        for wish in sorted(set(model.case.athlete.prefer)):
            forms = [form for form in model.forms if model.case.is_named(form, (wish,))]
            used = [(model.used(form.id), 1) for form in forms]
            missing.append((model.program.shortfall(used, 1, 1, f"not_preferred[{wish}]"), 1))
        return missing

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing."""
        named = {name for form in week.forms.values() for name in (form.id, form.family)}
        return len(set(case.athlete.prefer) - named)
