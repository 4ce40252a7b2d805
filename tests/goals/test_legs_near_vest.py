"""Boundaries of the goal legs_near_vest."""

import pytest

from tests.support.weeks import Named, plan, scenario, value

LIGHT: list[Named] = [("squat_goblet", 3)]
LEGS: list[Named] = ["squat_goblet", "rdl_db"]


@pytest.mark.parametrize(("day", "count"), [("tue", 0), ("wed", 1), ("fri", 1), ("sat", 0)])
def test_before_and_after(day: str, count: int) -> None:
    """A leg session on the day before or after 10 minutes in a vest counts, a light one does not."""
    week = scenario(thu={"run": {"kind": "easy", "minutes": 10, "vest": True}})
    assert value("legs_near_vest", week, plan(**{day: LEGS})) == count
    assert value("legs_near_vest", week, plan(**{day: LIGHT})) == 0


def test_nine_minutes_are_no_vest_day() -> None:
    """Next to nine minutes in the vest nothing counts."""
    week = scenario(thu={"run": {"kind": "easy", "minutes": 9, "vest": True}})
    assert value("legs_near_vest", week, plan(wed=LEGS)) == 0


def test_between_two_vest_days() -> None:
    """A session between two vest days counts once; the week goes round."""
    vest = {"other": {"sport": "ruck", "minutes": 60, "vest": True}}
    assert value("legs_near_vest", scenario(thu=vest, sat=vest), plan(fri=LEGS)) == 1
    assert value("legs_near_vest", scenario(mon=vest), plan(sun=LEGS)) == 1
