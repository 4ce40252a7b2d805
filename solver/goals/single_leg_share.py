"""Neither all on one leg nor all on two."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import LOWER_MAIN_PATTERNS, Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]

Percent = Annotated[int, Field(ge=0, le=100)]


class SingleLegShareParameters(GoalParameters):
    """The share of lower sets on one leg that costs nothing, in percent."""

    tier: Tier = 4
    weight: Weight = 1
    least: Percent = 30
    most: Percent = 70


class SingleLegShare(Goal[SingleLegShareParameters]):
    """Half-sets that the single-leg share of lower sets lies outside its band, rounded up."""

    id = "single_leg_share"
    words = "half-sets by which single-leg work lies outside 30 to 70 % of lower sets"
    source = "Equal gains (Speirs 2016), specific transfer (Appleby 2020; evidence L1)."
    parameters = SingleLegShareParameters
    sides = ("single-leg", "two-legged")

    def terms(self, model: "WeekModel") -> Terms:
        """Count what lies outside."""
        settings, program = self.of(model.case), model.program
        lower = [slot for slot in model.slots if _is_lower(slot.exercise)]
        single = model.per_set(lower, lambda slot: int(slot.exercise.sides == 2))
        double = model.per_set(lower, lambda slot: int(slot.exercise.sides == 1))
        ones, twos = program.total(single, "single_leg_sets"), program.total(double, "two_legged_sets")
        too_few = [(ones, 100 - settings.least), (twos, -settings.least)]
        too_many = [(twos, settings.most), (ones, settings.most - 100)]
        outside = program.shortfall(too_few, 0, 50, "single_leg_outside")
        program.at_least([*too_many, (outside, 50)], 0)
        program.highs[outside] = max(program.highs[outside], 2 * program.highs[ones])
        return [(outside, 1)]

    def sets(self, week: ReadWeek) -> tuple[int, int]:
        """Return the weekly lower sets on one leg and on two."""
        lower = [item for item in week.items if _is_lower(item.exercise)]
        ones = sum(item.sets for item in lower if item.exercise.laterality == "unilateral")
        return ones, sum(item.sets for item in lower) - ones

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what lies outside: 50 hundredths of a set are a half-set."""
        settings, (ones, twos) = self.of(case), self.sets(week)
        total = ones + twos
        hundredths = max(0, settings.least * total - 100 * ones, 100 * ones - settings.most * total)
        return -(-hundredths // 50)


def _is_lower(exercise: Exercise) -> bool:
    return not exercise.accessory and not exercise.is_power and exercise.pattern in LOWER_MAIN_PATTERNS
