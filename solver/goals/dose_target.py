"""Each muscle group gets its dose."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.dose import MIN_SETS
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MUSCLE_GROUPS, MuscleGroup
from solver.goals.base import Goal, Tier, Weight
from solver.goals.muscle_dose import MuscleTargets, missing_sets
from solver.program import Terms, Var

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
            _post_implied(model, group, wanted, short)
            missing.append((short, 1))
        return missing

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing, group by group."""
        targets = self.of(case)
        return sum(missing_sets(week.half_sets(g), targets.target(g, case)) for g in MUSCLE_GROUPS)


def _post_implied(model: "WeekModel", group: MuscleGroup, wanted: int, short: Var) -> None:
    """Say of exercises what the sets already say.

    Implied, but said in terms of exercises it lets the solver see how many of them a target needs,
    which is what the last tier counts: their most sets reach it, and as many are needed as the
    strongest of them would be.
    """
    most = {
        form.id: credit * sum(MIN_SETS + len(slot.more) for slot in model.of_form(form.id))
        for form in model.forms
        if (credit := form.half_sets.get(group, 0))
    }
    if not most or wanted <= 0:
        return
    used = {form: model.used(form) for form in most}
    model.program.at_least([*((used[form], sets) for form, sets in most.items()), (short, 2)], wanted)
    number = -(-wanted // max(most.values()))
    model.program.at_least([*((literal, 1) for literal in used.values()), (short, 1)], number)
