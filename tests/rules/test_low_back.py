"""Boundaries of the rule low_back."""

import pytest

from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario


@pytest.mark.parametrize(
    ("forms", "allowed"),
    [
        (["rdl_db", "row_fw"], True),  # stress 2 + 2
        (["rdl_db", "row_fw", "good_morning_band"], False),  # 2 + 2 + 2
        (["rdl_db", "row_fw", "slrdl_bw", "squat_goblet"], True),  # 2 + 2, and two with 1
        (["rdl_bb", "row_fw"], True),  # 3 + 2
        (["rdl_bb", "row_bb"], False),  # 3 + 3
        (["rdl_bb", "row_fw", "deadlift_kb"], False),  # 3 + 2 + 2
        (["rdl_db", "row_fw", "hollow_hold", "ab_wheel_kneel"], True),  # core with 2 is exempt
        (["rdl_db", "row_fw", "back_ext_incline"], False),  # an accessory with 2 is not
    ],
)
def test_stress_of_a_session(forms: list[str], allowed: bool) -> None:
    """Two exercises with stress 2 or more, one of them with 3, are the most."""
    assert allows("low_back", scenario("low_back"), plan(mon=list(forms))) is allowed


def test_a_week_may_hold_more() -> None:
    """The rule speaks of sessions."""
    assert allows("low_back", scenario("low_back"), plan(mon=["rdl_bb", "row_fw"], tue=["row_bb", "rdl_db"]))


def test_the_numbers_are_parameters() -> None:
    """With three allowed and two of them heavy, three are fine."""
    week = scenario("low_back", rules={"low_back": {"stressful": 3, "heavy": 2}})
    assert allows("low_back", week, plan(mon=["rdl_bb", "row_bb", "deadlift_kb"]))
    assert not allows("low_back", week, plan(mon=["rdl_bb", "row_bb", "deadlift_kb", "good_morning_band"]))


def test_words_have_the_numbers_of_the_week() -> None:
    """The settings are said, and none of the heavy ones is a number, too."""
    assert said("low_back", scenario("low_back"), "week") == (
        "Core exercises aside, at most 2 exercises of a session may load the low back, "
        "and at most 1 of them heavily."
    )
    strict = scenario("low_back", rules={"low_back": {"stressful": 1, "heavy": 0}})
    assert said("low_back", strict, "week") == (
        "Core exercises aside, at most 1 exercise of a session may load the low back, "
        "and none of them heavily."
    )
