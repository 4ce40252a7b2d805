"""Boundaries of the rule young_athlete."""

from typing import Any

import pytest

from solver.domain.base import DAYS
from solver.model.builder import build
from solver.specification import ParameterError, case_of
from tests.rules.said import said
from tests.support.weeks import Named, allows, judge_allows, plan, scenario

#: Points at RPE 7: 6 + 6 = 12 and 6 + 4 + 3 = 13.
TWELVE: list[Named] = [("squat_goblet", 3), ("rdl_db", 3)]
THIRTEEN: list[Named] = [("squat_goblet", 3), ("rdl_db", 2), ("calf_raise_sl", 3)]


def young(age: int = 15, **fields: Any) -> Any:
    return scenario(athlete={"level": "intermediate", "age": age, **fields.pop("athlete", {})}, **fields)


@pytest.mark.parametrize("age", [13, 17, 18])
def test_twelve_points_a_session(age: int) -> None:
    """From 13 to 17 a session has 12 points, not 13; at 18 it may have more."""
    assert allows("young_athlete", young(age), plan(mon=TWELVE))
    assert allows("young_athlete", young(age), plan(mon=THIRTEEN)) is (age == 18)


@pytest.mark.parametrize(("sets", "allowed"), [(3, True), (4, False)])
def test_three_sets(sets: int, allowed: bool) -> None:
    """The heaviest phase has 4 sets, a young athlete does 3."""
    assert allows(
        "young_athlete", young(athlete={"ladder": {"squat": 4}}), plan(mon=[("squat_goblet", sets)])
    ) is (allowed)


@pytest.mark.parametrize(
    ("dose", "allowed"),
    [
        ({"amount": 5}, False),
        ({"amount": 6}, True),
        ({"amount": 15}, True),
        ({"amount": 16}, False),
        ({"rpe": 8}, True),
        ({"rpe": 9}, False),
    ],
)
def test_repetitions_and_effort_as_written(dose: dict[str, int], allowed: bool) -> None:
    """6 to 15 repetitions at RPE 8 at most, however a plan was written."""
    assert judge_allows(young(), plan(mon=[("squat_goblet", 2, dose)]), "young_athlete") is allowed


def test_holds_have_no_repetitions() -> None:
    """Thirty seconds are not thirty repetitions."""
    assert allows("young_athlete", young(), plan(mon=["plank_forearm"]))


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
def test_every_open_dose_is_within_the_bounds(level: str) -> None:
    """What the model can choose for a young athlete has 6 to 15 repetitions, RPE 8, and 3 sets at most."""
    week = young(athlete={"level": level, "ladder": {"squat": 4, "rdl": 4}}, policy={"power": True})
    for slot in build(case_of(week)).model.slots:
        assert slot.dose.max_sets <= 3
        assert slot.dose.rpe <= 8
        assert slot.exercise.dose_unit != "reps" or 6 <= slot.dose.amount <= 15


@pytest.mark.parametrize(("most", "allowed"), [(9, False), (10, True)])
def test_fewer_repetitions_can_be_asked_for(most: int, allowed: bool) -> None:
    """A form of 10 repetitions is closed when 9 are the most."""
    week = young(rules={"young_athlete": {"max_reps": most}})
    assert allows("young_athlete", week, plan(mon=["squat_bw"])) is allowed


def test_two_sets_can_be_asked_for() -> None:
    """With two sets at most, three are closed."""
    week = young(rules={"young_athlete": {"max_sets": 2}})
    assert allows("young_athlete", week, plan(mon=["squat_bw"]))
    assert not allows("young_athlete", week, plan(mon=[("squat_bw", 3)]))


def test_less_effort_can_be_asked_for() -> None:
    """With RPE 6 at most, what is dosed at RPE 7 is not planned."""
    week = young(rules={"young_athlete": {"max_rpe": 6}})
    assert not allows("young_athlete", week, plan(mon=["squat_bw"]))


@pytest.mark.parametrize("changes", [{"enabled": False}, {"max_sets": 4}, {"max_rpe": 9}, {"min_reps": 5}])
def test_cannot_be_loosened(changes: dict[str, Any]) -> None:
    """A safety rule stays on, and its bounds can only be lowered."""
    with pytest.raises(ParameterError):
        case_of(young(rules={"young_athlete": changes}))


def test_every_day_is_bounded() -> None:
    """The points are bounded on each day of the week."""
    assert not any(allows("young_athlete", young(), plan(**{day: THIRTEEN})) for day in DAYS)


def test_words_have_the_numbers_of_the_week() -> None:
    """What the age allows, and what of an exercise it does not."""
    week = scenario(athlete={"level": "intermediate", "age": 15}, rules={"young_athlete": {"max_rpe": 6}})
    assert said("young_athlete", week, "squat_goblet", "all") == (
        "“Goblet squat” is done at RPE 7, more than the 6 that are right at ages 13 to 17. "
        "At ages 13 to 17 an exercise has at most 3 sets, 6 to 15 repetitions and RPE 6, and a session at "
        "most 12 points of leg fatigue."
    )
