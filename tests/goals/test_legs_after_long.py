"""Boundaries of the goal legs_after_long."""

from typing import Any

import pytest

from tests.support.weeks import EASY_RUN, LONG_RUN, Named, plan, race, scenario, value

#: 6 points, and 2 x 2 + 2 x 2 = 8.
LIGHT: list[Named] = [("squat_goblet", 3)]
LEGS: list[Named] = ["squat_goblet", "rdl_db"]


@pytest.mark.parametrize(("forms", "count"), [(LIGHT, 0), (LEGS, 1)])
def test_leg_sessions_only(forms: list[Named], count: int) -> None:
    """A light session may follow a long run, a leg session counts."""
    assert value("legs_after_long", scenario(wed=LONG_RUN), plan(thu=forms)) == count
    assert value("legs_after_long", scenario(wed=LONG_RUN), plan(tue=forms, fri=forms)) == 0


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"sun": LONG_RUN}, 1),
        ({"sun": {"other": {"sport": "bike", "minutes": 150}}}, 1),
        ({"sun": {"other": {"sport": "bike", "minutes": 149}}}, 0),
        ({"sun": LONG_RUN, "thu": race("C")}, 0),
        ({"sun": LONG_RUN, "previous_day": EASY_RUN}, 0),
        ({"previous_day": LONG_RUN}, 1),
    ],
)
def test_monday(fields: dict[str, Any], count: int) -> None:
    """Monday follows this week's Sunday in a week that repeats, else the day before."""
    assert value("legs_after_long", scenario(**fields), plan(mon=LEGS)) == count
