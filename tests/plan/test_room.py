"""What the rules leave of a week."""

from solver.plan.room import room
from solver.scenario.reader import scenario_from

WEEK = {
    "tue": {"run": {"kind": "easy", "minutes": 60, "vest": True}},
    "wed": {"strength": {"minutes": 0}},
    "sun": {"run": {"kind": "long", "minutes": 90}},
}


def test_closed_days_name_their_rules() -> None:
    """A long run, a vest and a day without time each close their day; the others are open."""
    found = room(scenario_from({"strength_minutes": 30, "week": WEEK}))
    assert found.closed == {"tue": ("vest_day",), "wed": ("time_budget",), "sun": ("long_run_day",)}
    assert found.open == ("mon", "thu", "fri", "sat")


def test_the_eve_of_a_hard_day_is_no_day_for_legs() -> None:
    """Saturday is open, but before a long run legs stay light."""
    assert room(scenario_from({"strength_minutes": 30, "week": WEEK})).legs == ("mon", "thu", "fri")
