"""The facts of the days: neighbours, eves, recovery, hours after a run."""

from typing import Any

import pytest

from solver.catalogue.calendar import recovery_days
from tests.support.weeks import EASY_RUN, LONG_RUN, QUALITY_RUN, case_for, race

VEST = {"run": {"kind": "easy", "minutes": 30, "vest": True}}


def test_a_week_repeats() -> None:
    """Sunday's long run weighs on Monday, Monday's quality run on Sunday; each pair of days comes once."""
    calendar = case_for(sun=LONG_RUN, mon=QUALITY_RUN).calendar
    assert [day for day in range(7) if calendar.is_after_long(day)] == [0]
    assert [day for day in range(7) if calendar.is_eve_of_hard(day)] == [5, 6]
    assert calendar.pairs(1) == ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 0))
    assert calendar.pairs(2) == ((0, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 0), (6, 1))


def test_a_week_with_a_race_does_not() -> None:
    """In a week with a race Monday follows nothing and Sunday is no eve."""
    calendar = case_for(sun=LONG_RUN, mon=QUALITY_RUN, wed=race("C")).calendar
    assert not calendar.is_after_long(0)
    assert not calendar.is_eve_of_hard(6)
    assert calendar.next_to(0, -1) is None
    assert calendar.next_to(6, 1) is None
    assert len(calendar.pairs(1)) == 6


@pytest.mark.parametrize("neighbour", ["previous_day", "next_day"])
def test_neighbours_replace(neighbour: str) -> None:
    """A day beside the week stands in for the week's own end, and consecutive days end there."""
    fields: dict[str, Any] = {neighbour: EASY_RUN, "sun": LONG_RUN, "mon": QUALITY_RUN}
    calendar = case_for(**fields).calendar
    assert calendar.is_after_long(0) is (neighbour == "next_day")
    assert calendar.is_eve_of_hard(6) is (neighbour == "previous_day")
    assert len(calendar.pairs(1)) == 6


def test_neighbours_in_a_race_week() -> None:
    """The neighbours are known in a race week too; two days beyond the week nothing is."""
    calendar = case_for(wed=race("C"), previous_day=LONG_RUN, next_day=VEST).calendar
    assert calendar.is_after_long(0)
    assert calendar.is_next_to_vest(6)
    assert calendar.next_to(0, -2) is None
    assert calendar.next_to(6, 2) is None


def test_days_before_a_long_run() -> None:
    """Within three days before Sunday's long run are Thursday to Saturday; before Monday's also Sunday."""
    assert [d for d in range(7) if case_for(sun=LONG_RUN).calendar.is_before_long(d, 3)] == [3, 4, 5]
    assert [d for d in range(7) if case_for(mon=LONG_RUN).calendar.is_before_long(d, 3)] == [4, 5, 6]


def test_next_to_a_vest_day() -> None:
    """The day before and the day after, round the end of the week."""
    assert [d for d in range(7) if case_for(mon=VEST).calendar.is_next_to_vest(d)] == [1, 6]


@pytest.mark.parametrize(
    ("kilometres", "days"),
    [(0.1, 2), (5.0, 2), (5.1, 3), (10.0, 3), (10.1, 7), (21.2, 7), (21.3, 14), (100.0, 14)],
)
def test_recovery_days(kilometres: float, days: int) -> None:
    """2, 3, 7 or 14 days up to 5 km, 10 km, a half-marathon, and beyond."""
    assert recovery_days(kilometres) == days


@pytest.mark.parametrize(
    ("monday", "hours", "straight"),
    [
        ({}, None, False),
        ({"strength": {"hours_after_run": 5}}, None, False),
        (EASY_RUN, 0.0, True),
        ({**EASY_RUN, "strength": {"minutes": 30}}, 0.0, True),
        ({**EASY_RUN, "strength": {"hours_after_run": 0.5}}, 0.5, True),
        ({**EASY_RUN, "strength": {"hours_after_run": 0.6}}, 0.6, False),
        ({"other": {"sport": "swim"}, "strength": {"hours_after_run": 0.2}}, None, False),
    ],
)
def test_hours_after_a_run(monday: dict[str, Any], hours: float | None, straight: bool) -> None:
    """Nothing said is straight after; a day without a run has no hours."""
    day = case_for(mon=monday).days[0]
    assert (day.hours_after_run, day.is_straight_after_run) == (hours, straight)


@pytest.mark.parametrize(
    ("runs", "priority"), [(["C"], "C"), (["C", "B"], "B"), (["B", None], "A"), ([], None)]
)
def test_the_most_important_race_of_a_day(runs: list[str | None], priority: str | None) -> None:
    """Of several races the most important counts; A is what is not said."""
    races = [{"kind": "race", "distance_km": 5, **({"priority": p} if p else {})} for p in runs]
    assert case_for(mon={"runs": races}).days[0].race == priority
