"""Boundaries of the rule ladder.

With all equipment an intermediate has earned these squats: box 0, bodyweight 1, band 2, goblet 3, bar 4.
"""

from typing import Any

import pytest

from tests.support.weeks import QUALITY_RUN, allows, plan, scenario

SQUATS = ("squat_to_box", "squat_bw", "squat_band", "squat_goblet", "squat_back_bb")


def open_squats(day: str = "mon", **fields: Any) -> list[str]:
    week = scenario("ladder", **fields)
    return [form for form in SQUATS if allows("ladder", week, plan(**{day: [form]}))]


def test_the_highest_rank_and_the_one_below() -> None:
    """Bar and goblet squat are open, the three easier squats are not."""
    assert open_squats() == ["squat_goblet", "squat_back_bb"]


def test_two_below_on_the_eve_of_a_hard_day() -> None:
    """On the eve of a quality run the band squat is open too."""
    assert open_squats(tue=QUALITY_RUN) == ["squat_band", "squat_goblet", "squat_back_bb"]
    assert open_squats("tue", tue=QUALITY_RUN) == ["squat_goblet", "squat_back_bb"]


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({"equipment": ["dumbbells", "long_band"]}, ["squat_band", "squat_goblet", "squat_back_bb"]),
        ({"equipment": ["dumbbells"]}, ["squat_bw", "squat_band", "squat_goblet", "squat_back_bb"]),
        ({"athlete": {"level": "intermediate", "avoid": ["squat_back_bb"]}}, list(SQUATS[2:])),
        ({"athlete": {"level": "beginner"}}, list(SQUATS)),
    ],
)
def test_ranks_are_counted_where_they_are_possible(fields: dict[str, Any], open_: list[str]) -> None:
    """Equipment, wishes and what is earned decide which rank is the highest, gaps not counted."""
    assert open_squats(**fields) == open_


def test_pain_lowers_the_highest_rank() -> None:
    """Mild low-back pain takes the bar away, so the band squat is one below the highest."""
    athlete = {"level": "intermediate", "pain": {"low_back": "mild"}}
    week = scenario("ladder", athlete=athlete)
    assert allows("ladder", week, plan(mon=["squat_band"]))
    assert not allows("ladder", week, plan(mon=["squat_bw"]))


@pytest.mark.parametrize(
    ("form", "allowed"),
    [
        ("rfe_split_squat_bw", True),
        ("split_squat_fw", True),
        ("split_squat_band", True),
        ("split_squat_bw", False),
    ],
)
def test_equal_ranks_are_one_rung(form: str, allowed: bool) -> None:
    """Both split squats of rank 3 are the highest, so rank 2 is one below and rank 1 two."""
    assert allows("ladder", scenario("ladder"), plan(mon=[form])) is allowed


@pytest.mark.parametrize("form", ["side_plank_knees", "prone_yt", "back_ext_floor", "hip_flexion_march_bw"])
def test_core_and_accessories_are_exempt(form: str) -> None:
    """Core exercises and accessories are open at every rank."""
    assert allows("ladder", scenario("ladder", athlete={"level": "advanced"}), plan(mon=[form]))


def test_explosive_work_is_exempt() -> None:
    """Explosive forms are open at every rank."""
    week = scenario("ladder", athlete={"level": "advanced"}, policy={"power": True})
    assert allows("ladder", week, plan(mon=["sl_hop_fwd"]))


@pytest.mark.parametrize(("pins", "day", "allowed"), [("mon", "mon", True), ("mon", "tue", False)])
def test_a_pin_overrides(pins: str, day: str, allowed: bool) -> None:
    """A pinned form is open on its day and on no other."""
    week = scenario("ladder", pins={pins: ["squat_bw"]})
    assert allows("ladder", week, plan(**{day: ["squat_bw"]})) is allowed


def test_how_far_below_is_a_parameter() -> None:
    """With nothing allowed below, only the highest form is open."""
    assert open_squats(rules={"ladder": {"ranks_below": 0}}) == ["squat_back_bb"]


@pytest.mark.parametrize(("below", "allowed"), [(0, False), (1, True)])
def test_only_possible_ranks_are_passed_over(below: int, allowed: bool) -> None:
    """Where only the bar squat is possible, the goblet squat passes over one rank, how far down it is."""
    week = scenario(
        "ladder",
        equipment=["barbell", "rack"],
        athlete={"level": "intermediate", "avoid": ["squat_bw"]},
        rules={"ladder": {"ranks_below": below}},
    )
    assert allows("ladder", week, plan(mon=["squat_goblet"])) is allowed
