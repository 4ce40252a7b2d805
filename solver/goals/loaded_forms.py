"""Later, load up: resistance where it is open."""

from typing import TYPE_CHECKING

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MAIN_MOVEMENTS, Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel


class LoadedFormsParameters(GoalParameters):
    """A familiarity goal, from intermediate."""

    tier: Tier = 6
    weight: Weight = 2


class LoadedForms(Goal[LoadedFormsParameters]):
    """Unloaded main exercises where a loaded one of the same movement is open, over all sessions.

    Without it a bodyweight hinge, which tires less for the same credit, stands in for every loaded
    one for years. Asked from intermediate; like `HighestForm` not when the ladder rule is off.
    """

    id = "loaded_forms"
    words = "main exercises without load although a loaded one of the same movement is open"
    source = "Source text: later load up; running economy improves with load (evidence D7, D8)."
    parameters = LoadedFormsParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count them."""
        case = model.case
        if not _asks(case):
            return []
        return [(slot.on, 1) for slot in model.slots if could_be_loaded(case, slot.day, slot.exercise)]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count them."""
        if not _asks(case):
            return 0
        return sum(could_be_loaded(case, s.day.index, i.exercise) for s in week.sessions for i in s.items)


def _asks(case: Case) -> bool:
    ladder = bool(getattr(case.parameters["ladder"], "enabled", True))
    return case.athlete.level != "beginner" and case.athlete.weeks > 0 and ladder


def could_be_loaded(case: Case, day: int, exercise: Exercise) -> bool:
    """Whether a main exercise is unloaded although its movement has a loaded one open that day."""
    if exercise.is_loaded or not exercise.is_main:
        return False
    return exercise.movement in MAIN_MOVEMENTS and exercise.movement in case.loaded_movements(day)
