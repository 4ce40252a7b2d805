"""Boundaries of the goal exposures.

An intermediate wants 2 x single-leg, 1 x each of three core functions, core hold, core motion, straight-
and bent-knee calf: 9 exposures, with power 10. A beginner wants no calf forms: 7.
"""

from typing import Any

import pytest

from tests.support.weeks import plan, scenario, value


def missing(*forms: str, level: str = "intermediate", power: bool = False, **fields: Any) -> int:
    week = scenario(athlete={"level": level}, policy={"power": power}, **fields)
    return value("exposures", week, plan(mon=list(forms)))


@pytest.mark.parametrize(
    ("level", "power", "wanted"),
    [("beginner", False, 7), ("beginner", True, 7), ("intermediate", False, 9), ("advanced", True, 10)],
)
def test_what_is_wanted(level: str, power: bool, wanted: int) -> None:
    """Calf forms are wanted from intermediate, power only by policy and not of beginners."""
    assert missing("pushup_incline", level=level, power=power) == wanted


@pytest.mark.parametrize(
    ("form", "left"),
    [
        ("lunge_reverse_bw", 8),  # single-leg
        ("slrdl_bw", 8),
        ("squat_bw", 9),
        ("step_down", 9),  # an accessory
        ("calf_raise_sl", 8),  # straight knee, not single-leg: calf is no lower main
        ("soleus_sl", 8),  # bent knee
        ("calf_hold_sl", 8),  # both calf muscles: straight knee
        ("plank_forearm", 7),  # anti-extension, hold
        ("dead_bug", 7),  # anti-extension, motion
        ("pallof_band", 7),  # anti-rotation, motion
        ("bird_dog", 7),  # anti-rotation first, anti-extension does not count
        ("side_plank", 7),  # anti-lateral-flexion, hold
        ("reverse_table_hold", 8),  # anti-flexion is not asked for, the hold is
        ("farmer_carry", 9),  # an accessory
    ],
)
def test_qualities(form: str, left: int) -> None:
    """An exercise is an exposure of each of its qualities, of its first core function only."""
    assert missing(form) == left


def test_single_leg_work_twice() -> None:
    """Two single-leg exercises in one session are one exposure, in two sessions two."""
    assert missing("lunge_reverse_bw", "slrdl_bw") == 8
    assert value("exposures", scenario(), plan(mon=["lunge_reverse_bw"], thu=["slrdl_bw"])) == 7


def test_power() -> None:
    """A swing is the power that was asked for."""
    assert missing("kb_swing", power=True) == 9


def test_all_of_them() -> None:
    """Two sessions can have everything."""
    mon = ["lunge_reverse_bw", "calf_raise_sl", "plank_forearm", "pallof_band"]
    planned = plan(mon=mon, thu=["slrdl_bw", "soleus_sl", "side_plank"])
    assert value("exposures", scenario(), planned) == 0


def test_wants_are_parameters() -> None:
    """With two sessions of anti-rotation wanted one more is missing."""
    assert missing("pallof_band", rules={"exposures": {"anti_rotation": 2}}) == 8
