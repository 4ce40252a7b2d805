"""Both sides of each balance, in half-sets."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import LOWER_MAIN_PATTERNS, PULL_PATTERNS, PUSH_PATTERNS, Exercise
from solver.goals.base import Goal, GoalParameters, Tier, Weight
from solver.program import Terms, Var

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]

Share = Annotated[int, Field(ge=0, le=100)]
Part = Annotated[int, Field(ge=1, le=20)]


class RatioParameters(GoalParameters):
    """A balance of two sides, free of cost between ``narrow:wide`` and ``wide:narrow``."""

    tier: Tier = 4
    weight: Weight = 1
    narrow: Part = 2
    wide: Part = 3


class RatioGoal(Goal[RatioParameters]):
    """Half-sets outside the band of a ratio: max(0, narrow a - wide b, narrow b - wide a) half-sets.

    Where pain closes one side altogether nothing is asked.
    """

    sides: tuple[str, str]

    @abstractmethod
    def share(self, exercise: Exercise) -> tuple[int, int]:
        """Return the half-sets that one set adds to either side."""

    def terms(self, model: "WeekModel") -> Terms:
        """Count what lies outside."""
        case, settings, program = model.case, self.of(model.case), model.program
        if not self.is_open(case):
            return []
        first, second = self._sides(model)
        outside = program.excess(
            [(first, settings.narrow), (second, -settings.wide)], 0, 1, f"{self.id}_outside"
        )
        program.at_least([(outside, 1), (second, -settings.narrow), (first, settings.wide)], 0)
        program.highs[outside] = max(program.highs[outside], settings.narrow * program.highs[second])
        return [(outside, 1)]

    def _sides(self, model: "WeekModel") -> tuple[Var, Var]:
        """Return the weekly half-sets of both sides as variables."""
        first = model.per_set(model.slots, lambda slot: self.share(slot.exercise)[0])
        second = model.per_set(model.slots, lambda slot: self.share(slot.exercise)[1])
        return model.program.total(first, self.sides[0]), model.program.total(second, self.sides[1])

    def is_open(self, case: Case) -> bool:
        """Whether pain leaves forms on both sides, of those the athlete has earned."""
        earned = [form for form in case.catalogue.values() if case.is_earned(form)]
        for side in (0, 1):
            forms = [form for form in earned if self.share(form)[side]]
            if forms and all(case.hurts(form) for form in forms):
                return False
        return True

    def halves(self, week: ReadWeek) -> tuple[int, int]:
        """Return the weekly half-sets of both sides."""
        shares = [(self.share(item.exercise), item.sets) for item in week.items]
        return sum(s[0] * n for s, n in shares), sum(s[1] * n for s, n in shares)

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what lies outside."""
        if not self.is_open(case):
            return 0
        settings, (first, second) = self.of(case), self.halves(week)
        return max(
            0,
            settings.narrow * first - settings.wide * second,
            settings.narrow * second - settings.wide * first,
        )

    def band(self, case: Case) -> str:
        """Return the band in words."""
        settings = self.of(case)
        return f"{settings.narrow}:{settings.wide} to {settings.wide}:{settings.narrow}"


def counts(exercise: Exercise) -> bool:
    """Whether an exercise enters balances: neither accessory nor explosive."""
    return not exercise.accessory and not exercise.is_power


class AnteriorPosterior(RatioGoal):
    """Front against back of the body."""

    id = "anterior_posterior"
    words = "half-sets outside 2:3 to 3:2 of anterior to posterior sets"
    source = "Source text: balanced anterior and posterior (evidence L4)."
    parameters = RatioParameters
    sides = ("anterior", "posterior")

    def share(self, exercise: Exercise) -> tuple[int, int]:
        """Forms of both chains count half for each."""
        if not counts(exercise):
            return 0, 0
        return {"anterior": (2, 0), "posterior": (0, 2), "both": (1, 1)}[exercise.chain]


class PushPull(RatioGoal):
    """Pushing against pulling."""

    id = "push_pull"
    words = "half-sets outside 2:3 to 3:2 of push to pull sets"
    source = "Baker and Newton 2004, Negrete 2013 (evidence L3)."
    parameters = RatioParameters
    sides = ("push", "pull")

    def share(self, exercise: Exercise) -> tuple[int, int]:
        """Push and pull patterns."""
        if not counts(exercise):
            return 0, 0
        return 2 * (exercise.pattern in PUSH_PATTERNS), 2 * (exercise.pattern in PULL_PATTERNS)


class KneeHip(RatioGoal):
    """Knee-dominant against hip-dominant lower work."""

    id = "knee_hip"
    words = "half-sets outside 2:3 to 3:2 of knee- to hip-dominant lower sets"
    source = "Coaches' practice, relaxed where pain closes a side (evidence L5)."
    parameters = RatioParameters
    sides = ("knee", "hip")

    def share(self, exercise: Exercise) -> tuple[int, int]:
        """Lower main patterns by dominance; both counts half for each."""
        if not counts(exercise) or exercise.pattern not in LOWER_MAIN_PATTERNS:
            return 0, 0
        return {"knee": (2, 0), "hip": (0, 2), "both": (1, 1), "none": (0, 0)}[exercise.dominance]


class CoreContractionsParameters(RatioParameters):
    """Holds against motion, 1:2 to 2:1."""

    narrow: Part = 1
    wide: Part = 2


class CoreContractions(RatioGoal):
    """Core holds against core motion."""

    id = "core_contractions"
    words = "half-sets outside 1:2 to 2:1 of isometric to dynamic core sets"
    source = "Source text lists both (evidence L6)."
    parameters = CoreContractionsParameters
    sides = ("isometric", "dynamic")

    def share(self, exercise: Exercise) -> tuple[int, int]:
        """Core exercises by contraction."""
        if not counts(exercise) or exercise.category != "core":
            return 0, 0
        return (2, 0) if exercise.contraction == "isometric" else (0, 2)
