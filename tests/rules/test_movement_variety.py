"""Boundaries of the rule movement_variety."""

import pytest

from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario

MOVEMENTS = {
    "knee": ["squat_goblet", "split_squat_bw", "step_up_bw"],
    "hip": ["rdl_db", "deadlift_kb", "glute_bridge_bw"],
    "push": ["pushup", "floor_press_fw", "ohp_fw"],
    "pull": ["row_fw", "row_supported_fw", "pulldown_band"],
    "calf": ["calf_raise_sl", "soleus_sl", "calf_hold_sl"],
}


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_two_of_a_movement_in_a_session(movement: str) -> None:
    """Two exercises of a movement are fine, three are not; over two days they are."""
    forms, week = MOVEMENTS[movement], scenario("movement_variety")
    assert allows("movement_variety", week, plan(mon=forms[:2]))
    assert not allows("movement_variety", week, plan(mon=forms))
    assert allows("movement_variety", week, plan(mon=forms[:2], tue=forms[1:]))


@pytest.mark.parametrize("form", ["step_down", "wall_sit"])
def test_accessories_do_not_count(form: str) -> None:
    """A third knee exercise may be an accessory."""
    assert allows("movement_variety", scenario("movement_variety"), plan(mon=[*MOVEMENTS["knee"][:2], form]))


def test_explosive_work_does_not_count() -> None:
    """The swing is no third hinge."""
    week = scenario("movement_variety", policy={"power": True})
    assert allows("movement_variety", week, plan(mon=[*MOVEMENTS["hip"][:2], "kb_swing"]))


def test_core_does_not_count() -> None:
    """Three core exercises of one function are another matter."""
    week = scenario("movement_variety")
    assert allows("movement_variety", week, plan(mon=["plank_forearm", "dead_bug", "bear_hold"]))


def test_how_many_is_a_parameter() -> None:
    """With one of a movement allowed, two are too many."""
    week = scenario("movement_variety", rules={"movement_variety": {"per_session": 1}})
    assert not allows("movement_variety", week, plan(mon=MOVEMENTS["push"][:2]))


def test_words_have_the_number_of_the_week() -> None:
    """The setting is said, not its default."""
    week = scenario("movement_variety", rules={"movement_variety": {"per_session": 3}})
    assert said("movement_variety", week, "week").startswith("A session has at most 3 exercises of each")
