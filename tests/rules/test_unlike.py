"""Boundaries of the rule unlike.

The other plan has sessions on Monday and Thursday, with goblet squats and push-ups as main exercises.
"""

from typing import Any

import pytest

from solver.domain.plan import Plan
from tests.support.weeks import allows, plan, scenario

OTHER = {"days": ["mon", "thu"], "mains": ["squat_goblet", "pushup"]}


def verdict(planned: Plan, **changes: Any) -> bool:
    rules = {"unlike": {"plans": [OTHER], **changes}}
    return allows("unlike", scenario("unlike", rules=rules), planned)


@pytest.mark.parametrize(
    ("planned", "distance"),
    [
        (plan(mon=["squat_goblet"], thu=["pushup"]), 0),
        # sets, core, calves, accessories and where an exercise stands are not noticed
        (plan(mon=[("pushup", 3), "plank_forearm", "calf_raise_sl"], thu=["squat_goblet", "tib_raise"]), 0),
        (plan(mon=["squat_goblet", "rdl_db"], thu=["pushup"]), 1),
        (plan(mon=["squat_goblet"], thu=["row_fw"]), 2),
        (plan(mon=["squat_goblet", "pushup"]), 2),
        (plan(mon=["squat_goblet", "pushup", "rdl_db"]), 3),
        (plan(mon=["squat_goblet"], fri=["pushup"]), 4),
        (plan(mon=["squat_goblet"], fri=["pushup", "rdl_db"]), 5),
    ],
)
def test_days_count_two_and_main_exercises_one(planned: Plan, distance: int) -> None:
    """Two points a day and one a main exercise that only one of the plans has; four are asked for."""
    assert verdict(planned) is (distance >= 4)
    assert verdict(planned, distance=distance + 1) is False
    assert distance == 0 or verdict(planned, distance=distance)


def test_unlike_each_of_several() -> None:
    """A plan differs from each of the plans it is told to be unlike."""
    planned = plan(mon=["squat_goblet"], fri=["pushup"])
    same = {"days": ["mon", "fri"], "mains": ["squat_goblet", "pushup"]}
    assert not verdict(planned, plans=[OTHER, same])


def test_nothing_to_differ_from() -> None:
    """Without other plans everything is allowed."""
    assert allows("unlike", scenario("unlike"), plan(mon=["pushup"]))
