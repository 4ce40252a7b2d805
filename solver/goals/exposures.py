"""Single legs, every core function, holds and motion, both calves."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import LOWER_MAIN_PATTERNS, Exercise
from solver.goals.base import Goal, GoalParameters, OpenForms, Tier, Weight
from solver.program import Terms

if TYPE_CHECKING:
    from solver.model.week import WeekModel

Count = Annotated[int, Field(ge=0, le=14)]


class ExposuresParameters(GoalParameters):
    """Sessions a week in which each quality shall come."""

    tier: Tier = 4
    weight: Weight = 2
    unilateral: Count = 2
    """Single-leg squat, lunge, step, hinge or bridge."""
    power: Count = 1
    """Only if the policy asks for power."""
    anti_extension: Count = 1
    anti_rotation: Count = 1
    anti_lateral_flexion: Count = 1
    isometric_core: Count = 1
    dynamic_core: Count = 1
    straight_knee_calf: Count = 1
    """From intermediate."""
    bent_knee_calf: Count = 1
    """From intermediate; the soleus."""

    def wanted(self, case: Case) -> dict[str, int]:
        """Return the sessions wanted by quality, for this athlete."""
        wanted = {what: getattr(self, what) for what in QUALITIES}
        if not case.scenario.policy.power or case.athlete.level == "beginner":
            wanted["power"] = 0
        if case.athlete.level == "beginner":
            wanted["straight_knee_calf"] = wanted["bent_knee_calf"] = 0
        return wanted


QUALITIES = (
    "unilateral", "power", "anti_extension", "anti_rotation", "anti_lateral_flexion",
    "isometric_core", "dynamic_core", "straight_knee_calf", "bent_knee_calf",
)  # fmt: skip


class Exposures(Goal[ExposuresParameters]):
    """Exposures missing over all qualities."""

    id = "exposures"
    words = (
        "exposures missing: single-leg work, each core function, core holds and core motion, straight- and "
        "bent-knee calf work, explosive work where wanted"
    )
    source = "Practice taxonomy and source text (evidence C10, L1, L6, L7)."
    parameters = ExposuresParameters

    def terms(self, model: "WeekModel") -> Terms:
        """Count what is missing, quality by quality."""
        missing = []
        for what, wanted in self.of(model.case).wanted(model.case).items():
            if wanted:
                missing.append((model.missing_exposures(what, wanted, partial(has_quality, what)), 1))
        return missing

    def least(self, case: Case, days: ReadWeek, open_forms: OpenForms) -> int:
        """Return what is missing when every session has every quality that is open there."""
        there = [open_forms(session.day.index) for session in days.sessions]
        return sum(
            max(0, number - sum(any(has_quality(what, form) for form in forms) for forms in there))
            for what, number in self.of(case).wanted(case).items()
        )

    def measure(self, case: Case, week: ReadWeek) -> int:
        """Count what is missing, quality by quality."""
        return sum(max(0, wanted - reached) for _, reached, wanted in self.reached(case, week))

    def reached(self, case: Case, week: ReadWeek) -> list[tuple[str, int, int]]:
        """Return (quality, sessions that have it, sessions wanted)."""
        return [
            (what, sum(any(has_quality(what, i.exercise) for i in s.items) for s in week.sessions), wanted)
            for what, wanted in self.of(case).wanted(case).items()
            if wanted
        ]


def has_quality(what: str, exercise: Exercise) -> bool:
    """Whether an exercise is an exposure of a quality."""
    if what == "power":
        return exercise.is_power
    if exercise.accessory or exercise.is_power:
        return False
    if what == "unilateral":
        return exercise.laterality == "unilateral" and exercise.pattern in LOWER_MAIN_PATTERNS
    if what in ("straight_knee_calf", "bent_knee_calf"):
        soleus = "soleus" in exercise.primary_muscles and "calves_gastroc" not in exercise.primary_muscles
        return exercise.pattern == "calf" and soleus == (what == "bent_knee_calf")
    if what in ("isometric_core", "dynamic_core"):
        return exercise.category == "core" and exercise.contraction == what.removesuffix("_core")
    return exercise.category == "core" and exercise.core_function[0] == what
