"""How many weekly sets each muscle group should get."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.domain.exercise import MuscleGroup
from solver.goals.base import GoalParameters

if TYPE_CHECKING:
    pass

Count = Annotated[int, Field(ge=0, le=14)]

Sets = Annotated[int, Field(ge=0, le=60)]
_LEVEL_PERCENT = {"beginner": 75, "intermediate": 100, "advanced": 115}


class MuscleTargets(GoalParameters):
    """Weekly sets per muscle group for an intermediate athlete.

    Beginners get 75 %, advanced athletes 115 %, rounded; in the first week of lifting the floor,
    half the target, is the target.
    """

    quads: Sets = 8
    hamstrings: Sets = 6
    glutes: Sets = 8
    abductors: Sets = 4
    adductors: Sets = 3
    calves: Sets = 8
    press: Sets = 4
    back: Sets = 6
    trunk: Sets = 6

    def full_target(self, group: MuscleGroup, case: Case) -> int:
        """Return the target in half-sets by level, rounded to whole sets."""
        sets: int = getattr(self, group)
        return 2 * ((sets * _LEVEL_PERCENT[case.athlete.level] + 50) // 100)

    def floor(self, group: MuscleGroup, case: Case) -> int:
        """Return the floor in half-sets: half the target."""
        return self.full_target(group, case) // 2

    def target(self, group: MuscleGroup, case: Case) -> int:
        """Return the target in half-sets, which is the floor in the first week of lifting."""
        return self.floor(group, case) if case.athlete.weeks == 0 else self.full_target(group, case)


def missing_sets(half_sets: int, wanted: int) -> int:
    """Return the whole sets that ``half_sets`` fall short of ``wanted`` half-sets, rounded up."""
    return max(0, -((half_sets - wanted) // 2))
