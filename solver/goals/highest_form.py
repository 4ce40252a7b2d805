"""Work at the level that was earned."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class HighestFormParameters(GoalParameters):
    """A familiarity goal."""

    tier: Tier = 6
    weight: Weight = 2


class HighestForm(Goal[HighestFormParameters]):
    """Ranks below the highest form that is possible that day, over all sessions.

    Asked where the ladder rule speaks: of main exercises, and not when that rule is off.
    """

    id = "highest_form"
    words = "ranks below the highest form of a family that is possible on the day"
    source = "Progressive overload (evidence D8, F3); engineering default."
    parameters = HighestFormParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count the ranks."""
        if not _ladder_holds(model.case):
            return []
        below = ((slot.on, ranks_below(model.case, slot.day, slot.exercise)) for slot in model.slots)
        return [(on, ranks) for on, ranks in below if ranks]

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count the ranks."""
        if not _ladder_holds(case):
            return 0
        return sum(ranks_below(case, s.day.index, i.exercise) for s in week.sessions for i in s.items)


def ranks_below(case: Case, day: int, exercise: Exercise) -> int:
    """Return how many harder ranks of the family are possible that day; 0 for exempt forms."""
    if not exercise.is_main:
        return 0
    return sum(rank > exercise.family_rank for rank in case.wanted_ranks(exercise.family, day))


def _ladder_holds(case: Case) -> bool:
    return bool(getattr(case.parameters["ladder"], "enabled", True))
