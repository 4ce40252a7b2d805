"""No muscle group gets far more than its dose."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MUSCLE_GROUPS, MuscleGroup
from solver.goals.base import Goal, Tier, Weight
from solver.goals.muscle_dose import MuscleTargets, missing_sets
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class DoseExcessParameters(MuscleTargets):
    """Weekly sets per muscle group, and how far beyond is still fine."""

    tier: Tier = 5
    weight: Weight = 1
    beyond: Annotated[int, Field(ge=0, le=50)] = 3
    """Sets beyond the target that cost nothing."""


class DoseExcess(Goal[DoseExcessParameters]):
    """Whole sets far beyond the target, glutes and trunk excepted."""

    id = "dose_excess"
    words = "whole sets more than 3 beyond a muscle group's target"
    source = "Diminishing returns (Schoenfeld 2017; evidence C8); the margin is an engineering default."
    parameters = DoseExcessParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is too much, group by group."""
        settings, extra = self.of(model.case), []
        for group in COUNTED:
            sets = [(model.half_sets(group), 1)]
            allowed = settings.target(group, model.case) + 2 * settings.beyond
            extra.append((model.program.excess(sets, allowed, 2, f"beyond_target[{group}]"), 1))
        return extra

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is too much, group by group."""
        settings = self.of(case)
        allowed = {group: settings.target(group, case) + 2 * settings.beyond for group in COUNTED}
        return sum(missing_sets(allowed[group], week.half_sets(group)) for group in COUNTED)


COUNTED: tuple[MuscleGroup, ...] = tuple(group for group in MUSCLE_GROUPS if group not in ("glutes", "trunk"))
