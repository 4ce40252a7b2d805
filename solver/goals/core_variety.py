"""Not the same core function twice in a session."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms, Var

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class CoreVarietyParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 1


class CoreVariety(Goal[CoreVarietyParameters]):
    """Core exercises beyond the first of their function in a session."""

    id = "core_variety"
    words = "core exercises of a function that the session already has"
    source = "Practice taxonomy (evidence L7); engineering default."
    parameters = CoreVarietyParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        twice = []
        for day in model.sessions:
            functions: dict[str, list[Var]] = {}
            for slot in model.on_day(day):
                if slot.exercise.category == "core":
                    functions.setdefault(slot.exercise.core_function[0], []).append(slot.on)
            for function, forms in functions.items():
                if len(forms) > 1:
                    name = f"again[{function},{day}]"
                    twice.append((model.program.excess([(form, 1) for form in forms], 1, 1, name), 1))
        return twice

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        again = 0
        for session in week.sessions:
            functions = [i.exercise.core_function[0] for i in session.items if i.exercise.category == "core"]
            again += len(functions) - len(set(functions))
        return again
