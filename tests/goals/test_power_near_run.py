"""Boundaries of the goal power_near_run."""

import pytest

from tests.support.weeks import Named, plan, scenario, value

POWER = {"power": True}


@pytest.mark.parametrize(
    ("hours", "forms", "count"),
    [
        (2.9, ["kb_swing"], 1),
        (2.9, ["kb_swing", "squat_jump"], 1),
        (2.9, ["squat_goblet"], 0),
        (3.0, ["kb_swing"], 0),
    ],
)
def test_three_hours(hours: float, forms: list[Named], count: int) -> None:
    """Sessions with explosive work within three hours of any run count, once each."""
    day = {"run": {"kind": "easy"}, "strength": {"hours_after_run": hours}}
    assert value("power_near_run", scenario(policy=POWER, mon=day), plan(mon=forms)) == count


def test_days_without_a_run() -> None:
    """Without a run on the day there is nothing to be near to."""
    week = scenario(policy=POWER, mon={"other": {"sport": "swim", "hard": True}})
    assert value("power_near_run", week, plan(mon=["kb_swing"])) == 0
