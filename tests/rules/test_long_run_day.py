"""Boundaries of the rule long_run_day."""

from typing import Any

import pytest

from tests.rules.said import said
from tests.support.weeks import LONG_RUN, QUALITY_RUN, allows, plan, race, scenario

PLAN = plan(sun=["pushup"])


@pytest.mark.parametrize(
    ("sunday", "allowed"),
    [
        (LONG_RUN, False),
        ({"run": {"kind": "long"}}, False),
        (QUALITY_RUN, True),
        (race("C"), True),
        ({"run": {"kind": "easy", "minutes": 200}}, True),
        ({"other": {"sport": "bike", "minutes": 149}}, True),
        ({"other": {"sport": "bike", "minutes": 150}}, False),
        ({"other": {"sport": "bike", "minutes": 149, "hard": True}}, True),
        ({"other": [{"sport": "swim", "minutes": 20}, {"sport": "bike", "minutes": 150}]}, False),
    ],
)
def test_long_days_are_closed(sunday: dict[str, Any], allowed: bool) -> None:
    """A long run closes its day, and so does other sport from 150 minutes."""
    assert allows("long_run_day", scenario("long_run_day", sun=sunday), PLAN) is allowed


def test_neighbours_stay_open() -> None:
    """The days before and after a long run stay open."""
    week = scenario("long_run_day", sun=LONG_RUN)
    assert allows("long_run_day", week, plan(sat=["squat_bw"], mon=["squat_bw"]))


def test_threshold_is_a_definition() -> None:
    """The minutes of definitions move the rule."""
    day = {"other": {"sport": "bike", "minutes": 149}}
    week = scenario("long_run_day", rules={"definitions": {"long_sport_minutes": 149}}, sun=day)
    assert not allows("long_run_day", week, PLAN)


def test_words_name_what_the_day_holds() -> None:
    """A long run and other sport are told apart, days alike are named together."""
    ride = {"other": {"sport": "bike", "minutes": 180}}
    week = scenario("long_run_day", fri=ride, sat=LONG_RUN, sun=LONG_RUN)
    assert said("long_run_day", week, "sun") == (
        "Sunday is the day of the long run: no strength training on it."
    )
    assert said("long_run_day", week, "fri", "sat", "sun") == (
        "Friday has other sport as long as a long run (bike, 180 minutes): no strength training on it. "
        "Saturday and Sunday are the days of the long runs: no strength training on them."
    )
