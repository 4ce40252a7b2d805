"""Boundaries of the goal loaded_forms."""

from typing import Any

import pytest

from tests.support.weeks import plan, scenario, value


def unloaded(*forms: str, **fields: Any) -> int:
    return value("loaded_forms", scenario("ladder", **fields), plan(mon=list(forms)))


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("rfe_split_squat_bw", 1),
        ("hip_thrust_sl", 1),
        ("row_inverted", 1),
        ("squat_goblet", 0),
        ("leg_press", 0),
        ("plank_forearm", 0),
        ("step_down", 0),
    ],
)
def test_bodyweight_where_load_is_open(form: str, count: int) -> None:
    """A main exercise without load counts when its movement has a loaded one; core and accessories do not."""
    assert unloaded(form) == count


def test_nothing_loaded_at_hand() -> None:
    """Without equipment bodyweight is all there is; a band loads some movements only."""
    assert unloaded("split_squat_bw", "slrdl_bw", "pushup", equipment=[]) == 0
    # with a long band there are loaded squats, hinges, presses and rows, and no loaded calf raise
    assert unloaded("lunge_reverse_bw", "pushup", equipment=["long_band"]) == 2
    assert unloaded("calf_raise_sl", equipment=["long_band"]) == 0


@pytest.mark.parametrize("athlete", [{"level": "beginner"}, {"level": "intermediate", "weeks_lifting": 0}])
def test_beginners_are_not_asked(athlete: dict[str, Any]) -> None:
    """Beginners and the first week of lifting need no load."""
    assert unloaded("lunge_reverse_bw", athlete=athlete, equipment=["long_band"]) == 0


def test_sessions_add_up() -> None:
    """On two days it counts twice; without the ladder rule nothing is asked."""
    planned = plan(mon=["row_inverted"], thu=["row_inverted"])
    assert value("loaded_forms", scenario("ladder"), planned) == 2
    assert value("loaded_forms", scenario(), planned) == 0
