"""How facts are said."""

import pytest

from solver.domain.plan import PlannedExercise, PlannedSession
from solver.domain.week import Day
from solver.report.words import (
    activities,
    brackets,
    clean,
    dose,
    duration,
    listing,
    marks,
    muscles,
    number,
    paired_note,
    purposes,
    subject,
)
from tests.report.samples import HOSTILE, TUESDAY, steering


def session(*pairs: str | None) -> PlannedSession:
    return PlannedSession.model_validate(
        {"day": "mon", "exercises": [{"exercise": "squat_bw", "sets": 3, "pair": pair} for pair in pairs]}
    )


def test_clean_leaves_one_harmless_line() -> None:
    assert clean(HOSTILE).startswith("=Evil red [red]markup[/red] |")
    assert not steering(clean(HOSTILE))
    assert "\n" not in clean(HOSTILE)


def test_clean_keeps_what_people_write() -> None:
    assert clean("Zoë's  Übung – 30 km 🏃‍♀️") == "Zoë's Übung – 30 km 🏃‍♀️"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ({}, []),
        ({"run": {"kind": "quality", "minutes": 60}}, ["Quality run 60 min"]),
        ({"run": {"kind": "easy", "minutes": 70, "vest": True}}, ["Easy run 70 min, weight vest"]),
        (
            {"run": {"kind": "easy", "minutes": 70, "vest": {"minutes": 45}}},
            ["Easy run 70 min, vest 45 min"],
        ),
        ({"run": {"kind": "race", "distance_km": 21.1}}, ["Race (A) 21.1 km"]),
        ({"run": {"kind": "long", "distance_km": 20, "minutes": 110}}, ["Long run 20 km 110 min"]),
        (
            {
                "runs": [{"kind": "easy"}, {"kind": "recovery", "minutes": 30}],
                "other": {"sport": "bike", "minutes": 90, "hard": True},
            },
            ["Easy run", "Recovery run 30 min", "Bike 90 min, hard"],
        ),
    ],
)
def test_a_day_is_said_in_words(day: dict[str, object], said: list[str]) -> None:
    assert activities(Day.model_validate(day)) == said


def test_pairs_are_numbered_and_tied_together() -> None:
    one = session(None, "A", "A", "b", "b", None)
    assert marks(one) == ["", "A1", "A2", "B1", "B2", ""]
    assert brackets(one) == [" ", "┐", "┘", "┐", "┘", " "]
    assert paired_note(one) == "A1/A2 and B1/B2 alternate set by set."


def test_a_pair_that_stands_apart_has_no_bracket() -> None:
    one = session("A", None, "A")
    assert brackets(one) == [" ", " ", " "]
    assert marks(one) == ["A1", "", "A2"]


def test_no_pairs_need_no_note() -> None:
    assert paired_note(session(None, None)) == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sets": 1}, "1 set"),
        ({"sets": 3, "amount": 10, "unit": "reps", "rpe": 7}, "3x10 @ RPE 7"),
        ({"sets": 2, "amount": 30, "unit": "seconds", "per_side": True}, "2x30s/side"),
        ({"sets": 3, "amount": 20, "unit": "metres"}, "3x20m"),
        ({"sets": 3, "amount": 10, "prescription": "3x10 @ RPE 6"}, "3x10 @ RPE 6"),
    ],
)
def test_a_dose_is_gym_notation(fields: dict[str, object], said: str) -> None:
    assert dose(PlannedExercise.model_validate({"exercise": "x", **fields})) == said


def test_small_words() -> None:
    assert [number(value) for value in (8.0, 6.5, 0.0, 10.0)] == ["8", "6.5", "0", "10"]
    assert [duration(seconds) for seconds in (45, 60, 90, 180)] == ["45 s", "60 s", "90 s", "3 min"]
    assert [listing(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert muscles(["glute_max", "calves_gastroc", "glute_max"]) == "glutes, calves"
    assert muscles(["press", "back", "trunk"]) == "chest and shoulders, upper back, core"
    assert subject("wed/squat_goblet") == "Wednesday, squat_goblet"
    assert TUESDAY["day"] == "tue"


def test_purposes_leave_muscles_to_their_own_column() -> None:
    serves = ("pattern_exposures/knee", "exposures/unilateral", "dose_target/quads", "preferences")
    assert purposes(PlannedExercise(exercise="x", sets=3, serves=serves)) == "knee, unilateral, preferences"
