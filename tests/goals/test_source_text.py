"""Boundaries of the goal source_text."""

from tests.support.weeks import plan, scenario, value


def test_exercises_that_the_source_text_does_not_name() -> None:
    """Squat and push-up are named, the glute bridge is not; it counts once a week."""
    planned = plan(mon=["squat_bw", "pushup", "glute_bridge_bw"], thu=["glute_bridge_bw"])
    assert value("source_text", scenario(), planned) == 1
    assert value("source_text", scenario(), plan(mon=["squat_bw", "pushup"])) == 0
