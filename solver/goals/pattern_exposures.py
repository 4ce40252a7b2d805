"""Every movement, often enough."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MOVEMENTS, Exercise
from solver.goals.base import Goal, GoalParameters, OpenForms, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class PatternExposuresParameters(GoalParameters):
    """Sessions a week in which each movement shall come."""

    tier: Tier = 2
    weight: Weight = 1
    knee: Count = 2
    """Squat, lunge or step."""
    hip: Count = 2
    """Hinge or bridge."""
    push: Count = 2
    pull: Count = 2
    core: Count = 2
    calf: Count = 1

    @property
    def wanted(self) -> dict[str, int]:
        """Sessions wanted by movement."""
        return {what: getattr(self, what) for what in MOVEMENTS}


class PatternExposures(Goal[PatternExposuresParameters]):
    """Exposures missing over all movements."""

    id = "pattern_exposures"
    words = (
        "exposures missing: sessions with a knee, hip, push, pull, core or calf exercise that are "
        "still to come"
    )
    source = "Every major pattern twice a week (Iversen 2021, ACSM 2026; evidence A4, C10)."
    parameters = PatternExposuresParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing, movement by movement."""
        missing = []
        for what, wanted in self.of(model.case).wanted.items():
            missing.append((model.missing_exposures(what, wanted, partial(is_movement, what)), 1))
        return missing

    def least(self, case: Case, days: ReadWeek, open_forms: OpenForms) -> int:
        """Return what is missing when every session has every movement that is open there."""
        there = [{form.movement for form in open_forms(s.day.index)} for s in days.sessions]
        wanted = self.of(case).wanted
        return sum(max(0, number - sum(what in open_ for open_ in there)) for what, number in wanted.items())

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing, movement by movement."""
        return sum(max(0, wanted - reached) for _, reached, wanted in self.reached(case, week))

    def reached(self, case: Case, week: ReadWeek) -> list[tuple[str, int, int]]:
        """Return (movement, sessions that have it, sessions wanted)."""
        return [
            (what, sum(any(is_movement(what, i.exercise) for i in s.items) for s in week.sessions), wanted)
            for what, wanted in self.of(case).wanted.items()
        ]


def is_movement(what: str, exercise: Exercise) -> bool:
    """Whether an exercise is an exposure of a movement."""
    return exercise.movement == what
