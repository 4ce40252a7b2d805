"""Boundaries of the rule simple_week."""

import pytest

from solver.domain.plan import Plan
from tests.support.weeks import allows, plan, scenario

FORMS = [
    "squat_bw", "good_morning_bw", "glute_bridge_bw", "slrdl_bw", "lunge_reverse_bw", "split_squat_bw",
    "step_up_bw", "calf_raise_bi", "pushup_incline", "row_inverted", "row_supported_fw", "plank_forearm",
    "bear_hold", "dead_bug", "bird_dog", "side_plank_knees", "tib_raise", "wall_sit",
]  # fmt: skip

#: Long sessions without pairs: looking for the best pairs of 15 exercises takes seconds.
ALONE = {"pairing": False}


def spread(number: int, sessions: int) -> Plan:
    """Return a week with so many distinct exercises in so many sessions."""
    days = ("mon", "wed", "fri", "sun")[:sessions]
    return plan(**{day: FORMS[:number][at::sessions] for at, day in enumerate(days)})


@pytest.mark.parametrize(
    ("level", "sessions", "most"),
    [
        ("beginner", 2, 10),
        ("beginner", 3, 10),
        ("intermediate", 1, 14),
        ("intermediate", 2, 14),
        ("intermediate", 3, 17),
        ("advanced", 2, 14),
        ("advanced", 4, 17),
    ],
)
def test_distinct_exercises(level: str, sessions: int, most: int) -> None:
    """Beginners have 10 distinct exercises, others 14 in two sessions and 17 in more."""
    week = scenario("simple_week", athlete={"level": level}, policy=ALONE)
    assert allows("simple_week", week, spread(most, sessions))
    assert not allows("simple_week", week, spread(most + 1, sessions))


def test_repetition_is_free() -> None:
    """Exercises that come twice count once."""
    week = scenario("simple_week", policy=ALONE)
    assert allows("simple_week", week, plan(mon=FORMS[:14], thu=FORMS[:14]))
    assert not allows("simple_week", week, plan(mon=FORMS[:14], thu=FORMS[:15]))


def test_fewer_for_more_sessions() -> None:
    """A scenario may allow fewer exercises in three sessions than in two."""
    week = scenario("simple_week", rules={"simple_week": {"two_sessions": 14, "more_sessions": 12}})
    assert allows("simple_week", week, spread(12, 3))
    assert not allows("simple_week", week, spread(13, 3))
    assert allows("simple_week", week, spread(14, 2))
