"""The length of whole sessions: the calibrations of evidence section E, and its pairs."""

from collections.abc import Sequence
from typing import Any

import pytest

from solver.catalogue.session import ReadSession, item_of
from tests.support.weeks import case_for

#: 10 repetitions at RPE 7.
BEGINNER = {"level": "beginner", "weeks_lifting": 10}


def seconds(forms: Sequence[tuple[str, int]], athlete: dict[str, Any], after_run: bool = False) -> int:
    week = case_for(athlete=athlete, **({"mon": {"run": {"kind": "easy"}}} if after_run else {}))
    items = tuple(item_of(week, week.catalogue[form], sets) for form, sets in forms)
    return ReadSession(week.days[0], items).seconds


def test_four_compounds_and_two_core_exercises() -> None:
    """4 x 3 x (10 x 3.5 + 90) + 2 x 3 x (30 + 45) + 240 = 1500 + 450 + 240 = 2190 s, 36.5 minutes."""
    mains = [(form, 3) for form in ("squat_goblet", "rdl_db", "row_fw", "floor_press_fw")]
    core = [("plank_forearm", 3), ("plank_straight", 3)]
    assert seconds([*mains, *core], BEGINNER) == 2190


def test_six_compounds() -> None:
    """6 x 3 x 125 + 240 = 2490 s, 41.5 minutes: just over the cap."""
    forms = ("squat_goblet", "rdl_db", "row_fw", "floor_press_fw", "deadlift_kb", "leg_press")
    assert seconds([(form, 3) for form in forms], BEGINNER) == 2490


def test_two_compounds_and_a_plank_after_a_run() -> None:
    """2 x 3 x (6 x 3.5 + 90) + 2 x (30 + 45) + 120 = 666 + 150 + 120 = 936 s, 15.6 minutes."""
    forms = [("squat_goblet", 3), ("row_fw", 3), ("plank_forearm", 2)]
    assert seconds(forms, {"level": "advanced"}, after_run=True) == 936


def test_bodyweight_rests_less() -> None:
    """The same four compounds without load rest 60 s: 3 x (95 + 95 + 95 + 90) + 450 + 240 = 1815 s."""
    mains = [(form, 3) for form in ("squat_bw", "good_morning_bw", "squat_slant_bw", "pushup")]
    core = [("plank_forearm", 3), ("plank_straight", 3)]
    assert seconds([*mains, *core], BEGINNER) == 1815


@pytest.mark.parametrize(("pair", "length"), [(None, 240 + 3 * 118 + 3 * 90), ("A", 240 + 3 * 80 + 3 * 61)])
def test_pairs_shorten_sets(pair: str | None, length: int) -> None:
    """Squats of 118 s and push-ups of 90 s a set take 80 and 61 in a pair."""
    week = case_for()
    items = tuple(item_of(week, week.catalogue[form], 3, pair) for form in ("squat_goblet", "pushup"))
    assert ReadSession(week.days[0], items).seconds == length
