"""Boundaries of the rule bodyweight_first."""

from typing import Any

import pytest

from tests.support.weeks import allows, plan, scenario


@pytest.mark.parametrize(
    ("athlete", "form", "allowed"),
    [
        # no prerequisite
        ({"level": "beginner"}, "squat_bw", True),
        # a prerequisite of the athlete's own level
        ({"level": "beginner"}, "squat_goblet", False),
        ({"level": "beginner", "mastered": ["squat_bw"]}, "squat_goblet", True),
        # the level, whatever is mastered
        ({"level": "beginner", "mastered": ["squat_bw"]}, "squat_back_bb", False),
        ({"level": "intermediate"}, "squat_back_bb", True),
        ({"level": "intermediate"}, "squat_front_bb", False),
        ({"level": "advanced"}, "squat_front_bb", True),
        # forms of a lower level are mastered, those of the own level are not
        ({"level": "intermediate"}, "calf_raise_sl_fw", True),
        ({"level": "intermediate", "mastered": ["pushup"]}, "pushup_band", True),
        ({"level": "advanced"}, "copenhagen_long", True),
        # mastery is closed: push-ups include incline push-ups, which earn the floor press
        ({"level": "beginner"}, "floor_press_fw", False),
        ({"level": "beginner", "mastered": ["pushup"]}, "floor_press_fw", True),
        # one of several prerequisites is enough
        ({"level": "advanced"}, "pullup", True),
    ],
)
def test_what_is_earned(athlete: dict[str, Any], form: str, allowed: bool) -> None:
    """A form is earned by level and by one mastered prerequisite, if it has any."""
    week = scenario("bodyweight_first", athlete=athlete)
    assert allows("bodyweight_first", week, plan(mon=[form])) is allowed
