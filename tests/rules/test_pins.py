"""Boundaries of the rule pins."""

import pytest

from solver.domain.plan import Plan
from tests.support.weeks import allows, plan, scenario


@pytest.mark.parametrize(
    ("planned", "allowed"),
    [
        (plan(mon=["pushup", "squat_bw"]), True),
        (plan(mon=["pushup"]), False),
        (plan(tue=["squat_bw"]), False),
        (plan(), False),
    ],
)
def test_an_exercise_on_a_day(planned: Plan, allowed: bool) -> None:
    """A pinned exercise is there on its day."""
    assert allows("pins", scenario("pins", pins={"mon": ["squat_bw"]}), planned) is allowed


@pytest.mark.parametrize(
    ("planned", "allowed"), [(plan(mon=["pushup"]), True), (plan(tue=["pushup"]), False)]
)
def test_a_session_on_a_day(planned: Plan, allowed: bool) -> None:
    """A pinned session is there, whatever is in it."""
    assert allows("pins", scenario("pins", pins={"mon": "session"}), planned) is allowed


@pytest.mark.parametrize(
    ("planned", "allowed"), [(plan(mon=["pushup"]), False), (plan(tue=["pushup"]), True)]
)
def test_rest_on_a_day(planned: Plan, allowed: bool) -> None:
    """Pinned rest means no session."""
    assert allows("pins", scenario("pins", pins={"mon": "rest"}), planned) is allowed


@pytest.mark.parametrize(
    ("planned", "allowed"),
    [
        (plan(mon=["squat_bw"], thu=["pushup"]), True),
        (plan(thu=["squat_bw", "pushup"]), True),
        (plan(thu=["squat_bw"]), False),
    ],
)
def test_exercises_on_any_day(planned: Plan, allowed: bool) -> None:
    """Exercises pinned to any day are somewhere in the week."""
    assert allows("pins", scenario("pins", pins={"any": ["squat_bw", "pushup"]}), planned) is allowed


def test_a_pin_that_nothing_can_hold() -> None:
    """A pinned exercise that another rule closes leaves no plan."""
    week = scenario("pins", "equipment", equipment=[], pins={"mon": ["squat_goblet"]})
    assert not allows("pins", week, plan(mon=["squat_bw"]))
