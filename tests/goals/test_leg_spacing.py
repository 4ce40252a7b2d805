"""Boundaries of the goal leg_spacing."""

import pytest

from tests.support.weeks import Named, plan, race, scenario, value

LIGHT: list[Named] = [("squat_goblet", 3)]
LEGS: list[Named] = ["squat_goblet", "rdl_db"]
OLDER = {"level": "intermediate", "age": 55}


@pytest.mark.parametrize(
    ("days", "pairs"),
    [
        (["mon", "tue"], 1),
        (["mon", "wed"], 1),
        (["mon", "thu"], 0),
        (["mon", "wed", "fri"], 2),
        (["mon", "sat"], 1),
    ],
)
def test_less_than_three_days_apart(days: list[str], pairs: int) -> None:
    """Leg sessions one or two days apart are a pair, also around the end of the week; three are not."""
    assert value("leg_spacing", scenario(athlete=OLDER), plan(**dict.fromkeys(days, LEGS))) == pairs


def test_from_fifty_five() -> None:
    """At 54 nothing is asked."""
    planned = plan(mon=LEGS, tue=LEGS)
    assert value("leg_spacing", scenario(athlete={**OLDER, "age": 54}), planned) == 0
    assert value("leg_spacing", scenario(athlete={"level": "intermediate"}), planned) == 0


def test_light_sessions_do_not_count() -> None:
    """A session of 6 points is no leg session."""
    assert value("leg_spacing", scenario(athlete=OLDER), plan(mon=LEGS, tue=LIGHT)) == 0


def test_a_week_with_a_race_does_not_go_round() -> None:
    """Saturday and Monday of a race week are not two days apart."""
    assert value("leg_spacing", scenario(athlete=OLDER, wed=race("C")), plan(mon=LEGS, sat=LEGS)) == 0


@pytest.mark.parametrize(("days", "pairs"), [(2, 0), (3, 1), (4, 1)])
def test_the_days_are_a_parameter(days: int, pairs: int) -> None:
    """Two days apart are enough when two are asked for."""
    week = scenario(athlete=OLDER, rules={"leg_spacing": {"days": days}})
    assert value("leg_spacing", week, plan(mon=LEGS, wed=LEGS)) == pairs
