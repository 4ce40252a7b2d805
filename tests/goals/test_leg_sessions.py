"""Boundaries of the goal leg_sessions."""

import pytest

from tests.support.weeks import Named, plan, scenario, value

#: 3 sets x 2 points at RPE 7 are 6 points; a row of 2 x 1 x 1.25 at RPE 8 with 2 + 2 are 6.5.
SIX: list[Named] = [("squat_goblet", 3)]
MORE: list[Named] = ["row_bb", "calf_raise_sl", "squat_bw"]
ATHLETE = {"level": "intermediate", "ladder": {"row_bb": 3}}


@pytest.mark.parametrize(("forms", "missing"), [(SIX, 1), (MORE, 0)])
def test_more_than_six_points(forms: list[Named], missing: int) -> None:
    """A session of 6 points is light, one of 6.5 is a leg session."""
    assert value("leg_sessions", scenario(athlete=ATHLETE), plan(mon=forms)) == missing


def test_beginners_are_not_asked() -> None:
    """For a beginner none is missing."""
    assert value("leg_sessions", scenario(athlete={"level": "beginner"}), plan(mon=["squat_bw"])) == 0


def test_how_many_is_a_parameter() -> None:
    """Of two leg sessions wanted one is missing."""
    week = scenario(athlete=ATHLETE, rules={"leg_sessions": {"target": 2}})
    assert value("leg_sessions", week, plan(mon=MORE, thu=SIX)) == 1
    assert value("leg_sessions", week, plan(mon=MORE, thu=MORE)) == 0
