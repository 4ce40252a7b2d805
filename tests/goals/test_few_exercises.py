"""Boundaries of the goal few_exercises."""

from tests.support.weeks import plan, scenario, value


def test_distinct_exercises() -> None:
    """An exercise that comes twice counts once, accessories count too."""
    assert value("few_exercises", scenario(), plan(mon=["squat_bw", "pushup"], thu=["squat_bw"])) == 2
    assert value("few_exercises", scenario(), plan(mon=["squat_bw", "pushup"], thu=["tib_raise"])) == 3
