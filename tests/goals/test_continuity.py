"""Boundaries of the goal continuity."""

from tests.support.weeks import plan, scenario, value

PLANNED = plan(mon=["squat_bw", "pushup", "tib_raise"], thu=["squat_bw", "row_fw"])


def test_exercises_that_are_new_this_week() -> None:
    """Of four distinct exercises two were not in last week's plan; known ones count all the same."""
    athlete = {"level": "intermediate", "known": ["row_fw"]}
    assert value("continuity", scenario(athlete=athlete, last_week=["squat_bw", "pushup"]), PLANNED) == 2
    assert value("continuity", scenario(last_week=[]), PLANNED) == 4


def test_nothing_is_asked_when_last_week_is_unknown() -> None:
    """Without last week there is nothing to continue."""
    assert value("continuity", scenario(), PLANNED) == 0
