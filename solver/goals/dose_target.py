"""Each muscle group gets its dose."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MUSCLE_GROUPS, MuscleGroup
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
            short = model.program.shortfall(sets, wanted, 2, f"missing_from_target[{group}]")
            model.program.at_least([*_most(model, group), (short, 2)], wanted)
            missing.append((short, 1))
        return missing

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing, group by group."""
        targets = self.of(case)
        return sum(missing_sets(week.half_sets(g), targets.target(g, case)) for g in MUSCLE_GROUPS)


def _most(model: "WeekModel", group: MuscleGroup) -> Terms:
    """Return the most half-sets that the week's exercises can give a group.

    Implied by the sets themselves; said in terms of exercises it lets the solver round up how many
    exercises a target needs, which is what the last tier counts.
    """
    terms = []
    for form in model.forms:
        if credit := form.half_sets.get(group, 0):
            sets = sum(MIN_SETS + len(slot.more) for slot in model.of_form(form.id))
            terms.append((model.used(form.id), credit * sets))
    return terms
