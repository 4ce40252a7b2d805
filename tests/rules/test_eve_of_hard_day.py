"""Boundaries of the rule eve_of_hard_day."""

from typing import Any

import pytest

from tests.rules.said import said
from tests.support.weeks import EASY_RUN, LONG_RUN, QUALITY_RUN, allows, plan, race, scenario

#: 3 sets x fatigue cost 2 at RPE 7: 6 points.
SIX = [("squat_goblet", 3)]
#: Row 2 sets x 1 x 1.25 at RPE 8, calf raise and squat 2 sets x 1 each: 6.5 points.
MORE = ["row_bb", "calf_raise_sl", "squat_bw"]
ATHLETE = {"level": "intermediate", "ladder": {"row_bb": 3}}


def on_eve(*forms: Any, **fields: Any) -> bool:
    week = scenario("eve_of_hard_day", **{"athlete": ATHLETE, "tue": QUALITY_RUN, **fields})
    return allows("eve_of_hard_day", week, plan(mon=list(forms)))


def test_six_points() -> None:
    """The eve of a quality run holds 6 points, not 6.5."""
    assert on_eve(*SIX)
    assert not on_eve(*MORE)


@pytest.mark.parametrize(
    ("tuesday", "is_hard"),
    [
        (QUALITY_RUN, True),
        (LONG_RUN, True),
        (race("C"), True),
        ({"other": {"sport": "football", "hard": True}}, True),
        ({"other": {"sport": "bike", "minutes": 150}}, True),
        ({"other": {"sport": "bike", "minutes": 149}}, False),
        (EASY_RUN, False),
        ({}, False),
    ],
)
def test_hard_days(tuesday: dict[str, Any], is_hard: bool) -> None:
    """Quality, long run, race, hard and long other sport ask for a light eve; nothing else does."""
    assert on_eve(*MORE, tue=tuesday) is not is_hard


def test_cost_three() -> None:
    """An exercise with fatigue cost 3 is closed even where its 6 points would fit."""
    assert not on_eve(("lunge_walking_fw", 2))
    assert on_eve(("lunge_walking_fw", 2), rules={"eve_of_hard_day": {"max_fatigue_cost": 3}})


def test_jumps() -> None:
    """A jump is closed even though 2 sets x 1 points would fit; the swing is no jump."""
    assert not on_eve(("pogo_hop", 2), policy={"power": True})
    assert on_eve(("kb_swing", 2), policy={"power": True})


def test_new_leg_exercises() -> None:
    """A new leg exercise is closed although 2 sets x 1.5 points fit; known or upper body is open."""
    known = {"level": "intermediate", "known": ["squat_band"]}
    assert not on_eve("squat_band", last_week=[])
    assert on_eve("squat_band", last_week=[], athlete=known)
    assert on_eve("squat_band", last_week=["squat_band"])
    assert on_eve("row_band", last_week=[])
    assert on_eve("squat_bw", last_week=[])


def test_only_the_eve() -> None:
    """The hard day itself and the day after are not eves."""
    week = scenario("eve_of_hard_day", athlete=ATHLETE, tue=QUALITY_RUN)
    assert allows("eve_of_hard_day", week, plan(tue=MORE, wed=MORE))


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"mon": QUALITY_RUN}, False),  # the week repeats
        ({"mon": QUALITY_RUN, "next_day": EASY_RUN}, True),  # the day after is another one
        ({"mon": EASY_RUN, "next_day": QUALITY_RUN}, False),
        ({"mon": QUALITY_RUN, "thu": race("C")}, True),  # a week with a race does not repeat
    ],
)
def test_sunday(fields: dict[str, Any], allowed: bool) -> None:
    """Sunday is the eve of Monday in a week that repeats, else of the next day."""
    week = scenario("eve_of_hard_day", athlete=ATHLETE, **fields)
    assert allows("eve_of_hard_day", week, plan(sun=MORE)) is allowed


def test_what_light_means_is_a_definition() -> None:
    """With 7 points called light, 6.5 fit."""
    assert on_eve(*MORE, rules={"definitions": {"light_fatigue": 7}})


def test_words_name_the_hard_days() -> None:
    """The days that follow, and what makes them hard."""
    ride = {"other": {"sport": "bike", "minutes": 60, "hard": True}}
    week = scenario("eve_of_hard_day", thu=QUALITY_RUN, sun=ride)
    assert said("eve_of_hard_day", week, "wed", "sat") == (
        "Legs stay light on Wednesday and Saturday, because Thursday (quality run) and Sunday (bike) are "
        "hard days: no jumps, nothing new or heavy for the legs, and little in all."
    )
