"""The goals' tiers and weights, as product.md lists them."""

import pytest

from solver.goals import GOALS

#: goal -> tier and weight
WANTED = {
    "sessions_target": (1, 1),
    "pattern_exposures": (2, 1),
    "leg_sessions": (2, 1),
    "consecutive_days": (3, 4),
    "legs_after_long": (3, 4),
    "legs_near_vest": (3, 2),
    "consolidation": (3, 2),
    "power_near_run": (3, 2),
    "eccentric_before_long": (3, 1),
    "free_day": (3, 1),
    "extra_sessions": (3, 1),
    "leg_spacing": (3, 2),
    "exposures": (4, 2),
    "calf_in_leg_sessions": (4, 2),
    "muscle_floor": (4, 2),
    "anterior_posterior": (4, 1),
    "push_pull": (4, 1),
    "knee_hip": (4, 1),
    "single_leg_share": (4, 1),
    "core_contractions": (4, 1),
    "dose_target": (5, 2),
    "dose_excess": (5, 1),
    "continuity": (6, 3),
    "few_exercises": (6, 1),
    "highest_form": (6, 2),
    "loaded_forms": (6, 2),
    "preferences": (6, 4),
    "shared_exercises": (6, 2),
    "core_variety": (6, 1),
    "source_text": (6, 1),
}


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.id)
def test_tier_and_weight(goal: object) -> None:
    """A weight that changes changes every plan, so it is written down twice."""
    settings = goal.parameters()  # type: ignore[attr-defined]
    assert (settings.tier, settings.weight) == WANTED[goal.id]  # type: ignore[attr-defined]


def test_every_goal_is_here() -> None:
    """No goal is missing from the list, and none is registered twice."""
    assert [goal.id for goal in GOALS] == list(WANTED)
