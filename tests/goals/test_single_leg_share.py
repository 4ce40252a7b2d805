"""Boundaries of the goal single_leg_share.

The value is the half-sets by which single-leg sets lie outside 30 to 70 % of lower sets, rounded up:
max(0, 0.3 n - a, a - 0.7 n) sets of n lower sets, a of them on one leg, times 2.
"""

from typing import Any

import pytest

from tests.support.weeks import Named, plan, scenario, value

LUNGE, STEP, SQUAT, BRIDGE, HINGE = (
    "lunge_reverse_bw",
    "step_up_bw",
    "squat_bw",
    "glute_bridge_bw",
    "good_morning_bw",
)


@pytest.mark.parametrize(
    ("forms", "outside"),
    [
        ([(LUNGE, 3), (SQUAT, 3), (BRIDGE, 2), (HINGE, 2)], 0),  # 3 of 10
        ([(LUNGE, 2), (SQUAT, 2), (BRIDGE, 2)], 0),  # 2 of 6
        ([(LUNGE, 2), (SQUAT, 3), (BRIDGE, 2)], 1),  # 2 of 7: 2.1 - 2 = 0.1 sets
        ([(LUNGE, 2), (SQUAT, 3), (BRIDGE, 3), (HINGE, 2)], 2),  # 2 of 10: 3 - 2 = 1 set
        ([(SQUAT, 2)], 2),  # 0 of 2: 0.6 sets
        ([(LUNGE, 3), (STEP, 2), ("split_squat_bw", 2), (SQUAT, 3)], 0),  # 7 of 10
        ([(LUNGE, 3), (STEP, 2), (SQUAT, 2)], 1),  # 5 of 7: 5 - 4.9 = 0.1 sets
        ([(LUNGE, 2)], 2),  # 2 of 2: 2 - 1.4 = 0.6 sets
        ([(SQUAT, 2), ("step_down", 3), ("calf_raise_sl", 3)], 2),  # accessories and calves do not count
        (["pushup"], 0),
    ],
)
def test_thirty_to_seventy_percent(forms: list[Named], outside: int) -> None:
    """A share of 30 to 70 % costs nothing."""
    assert value("single_leg_share", scenario(), plan(mon=forms)) == outside


def test_explosive_work_does_not_count() -> None:
    """A step-up drive is no single-leg set."""
    week = scenario(policy={"power": True})
    assert value("single_leg_share", week, plan(mon=[SQUAT, "step_up_drive"])) == 2


@pytest.mark.parametrize(
    ("changes", "outside"), [({"least": 0}, 0), ({"least": 50, "most": 50}, 2), ({"most": 0, "least": 0}, 0)]
)
def test_the_band_is_a_parameter(changes: dict[str, Any], outside: int) -> None:
    """Two squat sets are outside by 2 x 0.5 when half shall be single-leg, inside when none need be."""
    assert (
        value("single_leg_share", scenario(rules={"single_leg_share": changes}), plan(mon=[SQUAT])) == outside
    )


def test_all_on_two_legs() -> None:
    """Where no single-leg set is wanted, each of three costs two half-sets."""
    week = scenario(rules={"single_leg_share": {"least": 0, "most": 0}})
    assert value("single_leg_share", week, plan(mon=[(LUNGE, 3)])) == 6
