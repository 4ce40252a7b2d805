"""Each muscle group gets its dose."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MUSCLE_GROUPS
from solver.goals.base import Goal, Tier, Weight
from solver.goals.muscle_dose import MuscleTargets, missing_sets
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class DoseTargetParameters(MuscleTargets):
    """Weekly sets per muscle group, see `MuscleTargets`."""

    tier: Tier = 5
    weight: Weight = 2


class DoseTarget(Goal[DoseTargetParameters]):
    """Whole sets missing over all muscle groups."""

    id = "dose_target"
    words = "whole sets missing from a muscle group's target"
    source = "Set counts by level: evidence C3-C5, N1; secondary work counts half (Pelland 2024)."
    parameters = DoseTargetParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing, group by group."""
        targets, missing = self.of(model.case), []
        for group in MUSCLE_GROUPS:
            sets, wanted = [(model.half_sets(group), 1)], targets.target(group, model.case)
            missing.append((model.program.shortfall(sets, wanted, 2, f"missing_from_target[{group}]"), 1))
        return missing

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing, group by group."""
        targets = self.of(case)
        return sum(missing_sets(week.half_sets(g), targets.target(g, case)) for g in MUSCLE_GROUPS)
