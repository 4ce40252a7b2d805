"""Boundaries of the rule race_day."""

import pytest

from tests.rules.said import said
from tests.support.weeks import allows, plan, race, scenario

#: 3 sets x fatigue cost 2 at RPE 7: 6 points.
SIX = [("squat_goblet", 3)]
#: Row 2 sets x 1 x 1.25 at RPE 8, calf raise and squat 2 sets x 1 each: 6.5 points.
MORE = ["row_bb", "calf_raise_sl", "squat_bw"]
ATHLETE = {"level": "intermediate", "ladder": {"row_bb": 3}}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize("priority", ["A", "B"])
@pytest.mark.parametrize(("day", "allowed"), [("wed", True), ("thu", False), ("fri", False), ("sat", False)])
def test_two_days_before_an_important_race(priority: str, day: str, allowed: bool) -> None:
    """Two days before an A or B race and the day itself are closed, three days before is open."""
    week = scenario("race_day", sat=race(priority))
    assert allows("race_day", week, plan(**{day: ["pushup"]})) is allowed


def test_priority_is_a_when_left_out() -> None:
    """A race that does not say its priority closes the two days before it."""
    week = scenario("race_day", sat={"run": {"kind": "race", "distance_km": 10}})
    assert not allows("race_day", week, plan(thu=["pushup"]))


def test_the_window_is_a_parameter() -> None:
    """With three days before a race, the third is closed and the fourth open."""
    week = scenario("race_day", rules={"race_day": {"days_before": 3}}, sat=race())
    assert not allows("race_day", week, plan(wed=["pushup"]))
    assert allows("race_day", week, plan(tue=["pushup"]))


def test_eve_of_a_c_race_is_light() -> None:
    """The day before a C race holds 6 points, not 6.5; its own day holds nothing."""
    week = scenario("race_day", athlete=ATHLETE, sat=race("C"))
    assert allows("race_day", week, plan(fri=SIX))
    assert not allows("race_day", week, plan(fri=MORE))
    assert allows("race_day", week, plan(thu=MORE))
    assert not allows("race_day", week, plan(sat=["pushup"]))


@pytest.mark.parametrize(
    ("distance_km", "days"),
    [(1.5, 2), (5.0, 2), (5.1, 3), (10.0, 3), (10.1, 7), (21.1, 7), (21.2, 7), (21.3, 14), (42.2, 14)],
)
def test_days_of_recovery_by_distance(distance_km: float, days: int) -> None:
    """Legs stay light for 2, 3, 7 or 14 days after a race, and not a day longer."""
    last_race = {"days_ago": days - 1, "distance_km": distance_km}  # the last light day is Tuesday
    week = scenario("race_day", athlete=ATHLETE, last_race=last_race)
    assert allows("race_day", week, plan(tue=SIX))
    assert not allows("race_day", week, plan(tue=MORE))
    assert allows("race_day", week, plan(wed=MORE))


@pytest.mark.parametrize(
    ("distance_km", "heavy"),
    [(10, ["mon", "tue", "wed"]), (10.1, ["mon"]), (21.2, ["mon"]), (21.3, [])],
)
def test_taper_before_an_a_race(distance_km: float, heavy: list[str]) -> None:
    """Legs are light on the 4, 6 or 9 days before an A race up to 10 km, a half, or longer."""
    week = scenario("race_day", athlete=ATHLETE, next_day=race("A", distance_km))
    assert [day for day in WEEKDAYS if allows("race_day", week, plan(**{day: MORE}))] == heavy
    assert [day for day in WEEKDAYS if allows("race_day", week, plan(**{day: SIX}))] == list(WEEKDAYS[:5])


@pytest.mark.parametrize("priority", ["B", "C"])
def test_no_taper_before_other_races(priority: str) -> None:
    """Three days before a B or C race legs may work."""
    week = scenario("race_day", athlete=ATHLETE, sat=race(priority))
    assert allows("race_day", week, plan(wed=MORE))


@pytest.mark.parametrize("priority", ["A", "C"])
def test_recovery_within_the_week(priority: str) -> None:
    """After 10 km on Monday, whatever its priority, legs are light until Thursday."""
    week = scenario("race_day", athlete=ATHLETE, mon=race(priority, 10))
    assert [allows("race_day", week, plan(**{day: MORE})) for day in WEEKDAYS[1:]] == [False] * 3 + [True] * 3


def test_the_longest_race_of_a_day_counts() -> None:
    """Two races on one day give the recovery of the longer one, 3 days."""
    runs = [{"kind": "race", "distance_km": 10}, {"kind": "race", "distance_km": 3, "priority": "C"}]
    week = scenario("race_day", athlete=ATHLETE, mon={"runs": runs})
    assert not allows("race_day", week, plan(thu=MORE))
    assert allows("race_day", week, plan(fri=MORE))


def test_neighbours_of_the_week() -> None:
    """A race on the next day closes Saturday and Sunday, 10 km on the day before weigh until Wednesday."""
    week = scenario("race_day", athlete=ATHLETE, next_day=race("B"), previous_day=race("B", 10))
    verdicts = [allows("race_day", week, plan(**{day: MORE})) for day in WEEKDAYS]
    assert verdicts == [False, False, False, True, True, False, False]
    assert allows("race_day", week, plan(wed=SIX))


def test_a_week_with_a_race_does_not_repeat() -> None:
    """A race on Monday closes nothing at the end of the same week."""
    assert allows("race_day", scenario("race_day", mon=race()), plan(sat=["pushup"], sun=["pushup"]))


def test_words_name_the_race() -> None:
    """The race, its own day and the days before it."""
    week = scenario("race_day", sat=race("A", 21.1))
    assert said("race_day", week, "thu", "fri", "sat") == (
        "Saturday is the day of the 21.1 km race (priority A), and Thursday and Friday are too close "
        "before it: no strength training on these days."
    )
    assert said("race_day", week, "fri") == (
        "Friday is too close before the 21.1 km race (priority A) on Saturday: no strength training on it."
    )
    assert said("race_day", week, "wed") == (
        "Legs stay light on Wednesday, before the 21.1 km race (priority A) on Saturday."
    )


def test_words_tell_races_apart() -> None:
    """The eve of a C race, the days after a race of this week, of the day before it and of long ago."""
    week = scenario("race_day", tue=race("B", 10), sun=race("C", 5), previous_day=race("B", 5))
    assert said("race_day", week, "wed", "thu", "sat") == (
        "Legs stay light on Wednesday and Thursday, after the 10 km race (priority B) on Tuesday. "
        "Legs stay light on Saturday, before the 5 km race (priority C) on Sunday."
    )
    assert said("race_day", week, "mon", "tue") == (
        "Tuesday is the day of the 10 km race (priority B), and Monday is too close before it: "
        "no strength training on these days."
    )
    after = scenario("race_day", last_race={"days_ago": 2, "distance_km": 21.1})
    assert said("race_day", after, "mon") == (
        "Legs stay light on Monday, after the 21.1 km race 2 days before this week's Monday."
    )
    ahead = scenario("race_day", next_day=race("B"))
    assert said("race_day", ahead, "sat", "sun") == (
        "Saturday and Sunday are too close before the 10 km race (priority B) on the day after this week: "
        "no strength training on these days."
    )
