"""Boundaries of the rule leg_recovery.

At RPE 7 a set costs: goblet squat 2, Romanian deadlift 2, walking lunge 3, calf raise 1, step-up 1.
"""

from typing import Any

import pytest

from tests.support.weeks import Named, allows, plan, race, scenario

LIGHT_LADDER = {"squat": 2, "rdl": 2, "lunge": 2}
#: 6 + 6 = 12 and 6 + 4 + 3 = 13 points.
TWELVE: list[Named] = [("squat_goblet", 3), ("rdl_db", 3)]
THIRTEEN: list[Named] = [("squat_goblet", 3), ("rdl_db", 2), ("calf_raise_sl", 3)]
#: 12 + 2 + 2 = 16 and 12 + 3 + 2 = 17 points.
SIXTEEN: list[Named] = [*TWELVE, ("calf_raise_sl", 2), ("step_up_bw", 2)]
SEVENTEEN: list[Named] = [*TWELVE, ("calf_raise_sl", 3), ("step_up_bw", 2)]
#: 12 + 9 = 21 and 12 + 6 + 2 + 2 = 22 points.
TWENTYONE: list[Named] = [*TWELVE, ("lunge_walking_fw", 3)]
TWENTYTWO: list[Named] = [*TWELVE, ("lunge_walking_fw", 2), ("calf_raise_sl", 2), ("step_up_bw", 2)]
#: 21 + 3 + 2 = 26 and 21 + 3 + 3 = 27 points.
TWENTYSIX: list[Named] = [*TWENTYONE, ("calf_raise_sl", 3), ("step_up_bw", 2)]
TWENTYSEVEN: list[Named] = [*TWENTYONE, ("calf_raise_sl", 3), ("step_up_bw", 3)]


@pytest.mark.parametrize(
    ("athlete", "most", "more"),
    [
        ({"level": "beginner", "weeks_lifting": 1}, TWELVE, THIRTEEN),
        ({"level": "intermediate"}, TWENTYONE, TWENTYTWO),
        ({"level": "intermediate", "age": 54}, TWENTYONE, TWENTYTWO),
        ({"level": "intermediate", "age": 55}, SIXTEEN, SEVENTEEN),
        ({"level": "advanced", "ladder": LIGHT_LADDER}, TWENTYSIX, TWENTYSEVEN),
        ({"level": "advanced", "ladder": LIGHT_LADDER, "age": 55}, SIXTEEN, SEVENTEEN),
        ({"level": "beginner", "weeks_lifting": 1, "age": 55}, TWELVE, THIRTEEN),
    ],
)
def test_points_of_a_session(athlete: dict[str, Any], most: list[Named], more: list[Named]) -> None:
    """A session holds 12, 21 or 26 points by level, 16 from age 55 where that is less."""
    week = scenario("leg_recovery", athlete=athlete)
    assert allows("leg_recovery", week, plan(mon=most))
    assert not allows("leg_recovery", week, plan(mon=more))


#: 4 + 4 + 2 = 10 and 4 + 4 + 3 = 11 points with two sets of each lift, so that no group has 3 sets.
TEN: list[Named] = [("squat_goblet", 2), ("rdl_db", 2), ("calf_raise_sl", 2)]
ELEVEN: list[Named] = [("squat_goblet", 2), ("rdl_db", 2), ("calf_raise_sl", 3)]


@pytest.mark.parametrize(
    ("athlete", "first", "second", "third"),
    [
        # 12 + 2 = 14, 12 + 3 = 15
        ({"level": "beginner", "weeks_lifting": 1}, TWELVE, [("calf_raise_sl", 2)], [("calf_raise_sl", 3)]),
        # 12 + 10 = 22, 12 + 11 = 23
        ({"level": "intermediate"}, TWELVE, TEN, ELEVEN),
        # 17 + 11 = 28, 17 + 12 = 29
        ({"level": "advanced", "ladder": LIGHT_LADDER}, SEVENTEEN, ELEVEN, TWELVE),
    ],
)
def test_points_of_two_days(
    athlete: dict[str, Any], first: list[Named], second: list[Named], third: list[Named]
) -> None:
    """Two days in a row hold 14, 22 or 28 points by level; a day between them and they hold more."""
    rules = {"leg_recovery": {"group_sets": 20}}
    week = scenario("leg_recovery", athlete=athlete, rules=rules)
    assert allows("leg_recovery", week, plan(mon=first, tue=second))
    assert not allows("leg_recovery", week, plan(mon=first, tue=third))
    assert allows("leg_recovery", week, plan(mon=first, wed=third))


def test_two_days_are_two_sessions() -> None:
    """The sum binds two sessions: where one alone may have more, a day without one is no bound."""
    week = scenario("leg_recovery", rules={"leg_recovery": {"session_intermediate": 30}})
    assert allows("leg_recovery", week, plan(mon=TWENTYSIX))
    assert not allows("leg_recovery", week, plan(mon=TWENTYSIX, tue=["pushup"]))


@pytest.mark.parametrize(
    ("group", "form"),
    [
        ("quads", "lateral_lunge_bw"),
        ("hamstrings", "leg_curl_machine"),
        ("glutes", "glute_bridge_bw"),
        ("calves", "calf_raise_bi"),
        ("calves", "soleus_sl"),
    ],
)
def test_a_leg_group_rests(group: str, form: str) -> None:
    """Three primary sets of a leg group on both of two days are too many, three and two are not."""
    week = scenario("leg_recovery")
    assert allows("leg_recovery", week, plan(mon=[(form, 3)], tue=[(form, 2)]))
    assert allows("leg_recovery", week, plan(mon=[(form, 2)], tue=[(form, 3)]))
    assert not allows("leg_recovery", week, plan(mon=[(form, 3)], tue=[(form, 3)]))
    assert allows("leg_recovery", week, plan(mon=[(form, 3)], wed=[(form, 3)]))


@pytest.mark.parametrize("form", ["pushup", "row_fw", "plank_forearm"])
def test_other_groups_need_no_rest(form: str) -> None:
    """Three sets a day are fine for press, back and trunk."""
    assert allows("leg_recovery", scenario("leg_recovery"), plan(mon=[(form, 3)], tue=[(form, 3)]))


def test_sets_of_a_group_add_up() -> None:
    """Two exercises of two sets are four sets of the group; secondary sets do not count."""
    week, four = scenario("leg_recovery"), ["squat_bw", "split_squat_bw"]
    assert not allows("leg_recovery", week, plan(mon=four, tue=four))
    assert allows("leg_recovery", week, plan(mon=four, tue=["squat_bw"]))
    # The deadlift works quads second: 3 + 3 quads on Monday, 2 primary sets and 3 secondary on Tuesday.
    rest = [("lateral_lunge_bw", 2), ("hip_thrust_fw", 2)]
    assert allows("leg_recovery", week, plan(mon=[("lateral_lunge_bw", 3)], tue=rest))


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [({}, False), ({"thu": race("C")}, True), ({"next_day": {}}, True), ({"previous_day": {}}, True)],
)
def test_sunday_and_monday(fields: dict[str, Any], allowed: bool) -> None:
    """Sunday and Monday of a week that repeats are consecutive, of one that does not they are not."""
    planned = plan(mon=[("squat_bw", 3)], sun=[("squat_bw", 3)])
    assert allows("leg_recovery", scenario("leg_recovery", **fields), planned) is allowed
