"""Boundaries of the rule session_shape."""

from typing import Any

import pytest

from tests.rules.said import said
from tests.support.weeks import QUALITY_RUN, Named, allows, plan, race, scenario

WHOLE = ["squat_bw", "pushup", "plank_forearm"]
MORE = ["rdl_db", "row_fw", "dead_bug", "calf_raise_bi", "tib_raise", "wall_sit"]


def verdict(*forms: Named, **fields: Any) -> bool:
    return allows("session_shape", scenario("session_shape", **fields), plan(mon=list(forms)))


def test_three_to_eight_exercises() -> None:
    """A session has 3 to 8 exercises, accessories counted."""
    assert verdict(*WHOLE)
    assert verdict(*WHOLE, *MORE[:5])
    assert not verdict(*WHOLE, *MORE)


def test_two_are_too_few() -> None:
    """Two exercises are too few even where they are all the parts that are asked for."""
    assert not verdict("pushup", "plank_forearm", tue=QUALITY_RUN)
    assert verdict("pushup", "row_fw", "plank_forearm", tue=QUALITY_RUN)


@pytest.mark.parametrize(
    ("forms", "allowed"),
    [
        (["squat_bw", "pushup", "plank_forearm"], True),
        (["glute_bridge_bw", "row_fw", "dead_bug"], True),
        (["calf_raise_bi", "pushup", "plank_forearm"], False),  # no lower main
        (["step_down", "pushup", "plank_forearm"], False),  # an accessory is none
        (["squat_bw", "rdl_db", "plank_forearm"], False),  # no push or pull
        (["squat_bw", "band_pull_apart", "plank_forearm"], False),
        (["squat_bw", "pushup", "row_fw"], False),  # no core
        (["squat_bw", "pushup", "farmer_carry"], False),
        (["squat_bw", "pushup", "suitcase_carry"], True),
    ],
)
def test_parts_of_a_session(forms: list[str], allowed: bool) -> None:
    """A session has a lower main, a push or a pull, and a core exercise, none of them an accessory."""
    assert verdict(*forms) is allowed


def test_explosive_work_is_no_lower_main() -> None:
    """The swing hinges, and is not the leg work a session needs."""
    assert not verdict("kb_swing", "pushup", "plank_forearm", policy={"power": True})


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, False),
        ({"tue": QUALITY_RUN}, True),
        ({"tue": race("C")}, True),
        ({"last_race": {"days_ago": 2, "distance_km": 5}}, True),
        ({"last_race": {"days_ago": 3, "distance_km": 5}}, False),
    ],
)
def test_upper_and_core_where_legs_are_light(fields: dict[str, Any], allowed: bool) -> None:
    """On the eve of a hard day and close to a race a session may leave the legs out."""
    assert verdict("pushup", "row_fw", "plank_forearm", **fields) is allowed


@pytest.mark.parametrize("missing", ["pushup", "plank_forearm"])
def test_the_eve_needs_the_other_parts(missing: str) -> None:
    """On the eve of a hard day a push or pull and core are still asked for."""
    forms = {"pushup": "squat_bw", "plank_forearm": "row_fw"}
    others = [form for form in ("pushup", "plank_forearm") if form != missing]
    assert not verdict(*others, forms[missing], "calf_raise_bi", tue=QUALITY_RUN)


@pytest.mark.parametrize(
    ("forms", "allowed"),
    [
        (["squat_bw"], False),
        (["squat_bw", "plank_forearm"], True),
        (["pushup", "plank_forearm"], True),
        (["calf_raise_bi", "plank_forearm"], False),
        (["squat_bw", "plank_forearm", "pushup", "row_fw"], True),
        (["squat_bw", "plank_forearm", "pushup", "row_fw", "rdl_db"], False),
    ],
)
def test_little_and_often(forms: list[str], allowed: bool) -> None:
    """A little-and-often session has 2 to 4 exercises, at least one of them compound."""
    assert verdict(*forms, format="little_and_often") is allowed


@pytest.mark.parametrize(
    ("pain", "forms"),
    [
        ({"shoulder": "severe"}, ["squat_bw", "rdl_db", "dead_bug"]),
        ({"hip": "severe"}, ["pushup", "row_fw", "plank_forearm"]),
    ],
)
def test_asks_only_for_what_pain_leaves(pain: dict[str, str], forms: list[str]) -> None:
    """A painful shoulder needs no push, a painful hip no squat; without pain both are asked for."""
    assert verdict(*forms, athlete={"level": "intermediate", "pain": pain})
    assert not verdict(*forms)


def test_pain_that_leaves_a_part_still_asks_for_it() -> None:
    """Moderate shoulder pain leaves push-ups open, so a push or pull stays asked for."""
    athlete = {"level": "intermediate", "pain": {"shoulder": "moderate"}}
    assert not verdict("squat_bw", "rdl_db", "dead_bug", athlete=athlete)


@pytest.mark.parametrize(("most", "allowed"), [(3, False), (4, True)])
def test_sizes_are_parameters(most: int, allowed: bool) -> None:
    """The number of exercises can be changed."""
    rules = {"session_shape": {"full_body_max": most}}
    assert verdict(*WHOLE, "row_fw", rules=rules) is allowed


def test_words_ask_only_for_what_pain_leaves_open() -> None:
    """A part that pain closes is not asked for, and not said."""
    legs = "a main exercise for the legs (unless they must stay light), "
    rest = "a push or a pull and an exercise for the core."
    start = "A session has 3 to 8 exercises, among them "
    assert said("session_shape", scenario("session_shape"), "week") == f"{start}{legs}{rest}"
    pain = {"knee": "severe", "hip": "severe", "low_back": "severe"}
    sore = scenario("session_shape", athlete={"level": "intermediate", "pain": pain})
    assert said("session_shape", sore, "week") == f"{start}{rest}"
