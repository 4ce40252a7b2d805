"""Boundaries of the goal pattern_exposures: 2 x knee, hip, push, pull, core and 1 x calf."""

import pytest

from tests.support.weeks import Named, plan, scenario, value

ALL = ["squat_bw", "glute_bridge_bw", "pushup", "row_fw", "plank_forearm", "calf_raise_bi"]


def missing(*sessions: list[Named]) -> int:
    days = dict(zip(("mon", "wed", "fri"), sessions, strict=False))
    return value("pattern_exposures", scenario(policy={"power": True}), plan(**days))


def test_from_none_to_all() -> None:
    """Without any session 11 exposures are missing, after one session 5, after two none."""
    assert [missing(), missing(list(ALL)), missing(list(ALL), list(ALL))] == [11, 5, 0]


@pytest.mark.parametrize(("form", "left"), [(form, 10) for form in ALL])
def test_each_movement(form: str, left: int) -> None:
    """Each movement is one exposure."""
    assert missing([form]) == left


def test_sessions_count_not_exercises() -> None:
    """Two squats in a session are one exposure, in two sessions two, in three no more."""
    assert missing(["squat_bw", "step_up_bw"]) == 10
    assert missing(["squat_bw"], ["step_up_bw"]) == 9
    assert missing(["squat_bw"], ["step_up_bw"], ["lunge_reverse_bw"]) == 9


@pytest.mark.parametrize(
    "form", ["step_down", "band_pull_apart", "farmer_carry", "kb_swing", "leg_curl_machine"]
)
def test_what_is_no_exposure(form: str) -> None:
    """Accessories, explosive work and other patterns are none."""
    assert missing([form]) == 11


def test_wants_are_parameters() -> None:
    """With three core sessions wanted, one more is missing."""
    week = scenario(rules={"pattern_exposures": {"core": 3}})
    assert value("pattern_exposures", week, plan(mon=["plank_forearm"])) == 11
