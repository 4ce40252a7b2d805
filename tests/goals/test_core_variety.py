"""Boundaries of the goal core_variety."""

import pytest

from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("forms", "again"),
    [
        (["plank_forearm", "side_plank", "pallof_band"], 0),
        (["plank_forearm", "dead_bug"], 1),  # anti-extension twice
        (["plank_forearm", "dead_bug", "bear_hold"], 2),
        (["plank_forearm", "bird_dog"], 0),  # its first function is anti-rotation
        (["pallof_band", "bird_dog", "side_plank", "side_plank_dip"], 2),
        (["side_plank", "farmer_carry"], 1),  # accessories are core exercises too
        (["plank_forearm", "pushup"], 0),
    ],
)
def test_a_function_twice_in_a_session(forms: list[Named], again: int) -> None:
    """Core exercises beyond the first of their function count."""
    assert value("core_variety", scenario(), plan(mon=forms)) == again


def test_sessions_are_looked_at_one_by_one() -> None:
    """The same function on another day is fine."""
    assert value("core_variety", scenario(), plan(mon=["plank_forearm"], thu=["dead_bug"])) == 0
