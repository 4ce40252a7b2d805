"""Boundaries of the goal shared_exercises."""

import pytest

from tests.support.weeks import Named, plan, scenario, value

FOUR: list[Named] = ["squat_bw", "pushup_incline", "plank_forearm", "calf_raise_bi"]


@pytest.mark.parametrize(("shared", "missing"), [(0, 3), (2, 1), (3, 0), (4, 0)])
def test_three_shared_by_all_sessions(shared: int, missing: int) -> None:
    """Of three exercises that all sessions share some are missing."""
    week = scenario(athlete={"level": "beginner"})
    planned = plan(mon=FOUR, wed=[*FOUR[:shared], "dead_bug"], fri=FOUR)
    assert value("shared_exercises", week, planned) == missing


@pytest.mark.parametrize(("forms", "missing"), [(FOUR[:2], 1), (FOUR[:3], 0)])
def test_one_session_shares_with_itself(forms: list[Named], missing: int) -> None:
    """All exercises of a single session are shared."""
    assert value("shared_exercises", scenario(athlete={"level": "beginner"}), plan(mon=forms)) == missing


def test_no_session_shares_nothing() -> None:
    """Without a session all three are missing."""
    assert value("shared_exercises", scenario(athlete={"level": "beginner"}), plan()) == 3


def test_only_beginners_are_asked() -> None:
    """From intermediate nothing is missing."""
    assert value("shared_exercises", scenario(), plan(mon=["squat_bw"], wed=["pushup"])) == 0
