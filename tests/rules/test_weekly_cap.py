"""Boundaries of the rule weekly_cap."""

import pytest

from solver.domain.base import DAYS
from solver.domain.plan import Plan
from tests.support.weeks import Named, allows, plan, scenario


def spread(form: str, sets: list[int], **more: list[Named]) -> Plan:
    """Return a week with one exercise, so many sets of it from Monday on."""
    days: dict[str, list[Named]] = {day: [(form, n)] for day, n in zip(DAYS, sets, strict=False)}
    for day, forms in more.items():
        days[day] = [*days.get(day, []), *forms]
    return plan(**days)


@pytest.mark.parametrize(
    ("level", "form", "cap", "sets"),
    [
        ("beginner", "pushup_incline", 10, [3, 3, 2, 2]),  # chest, triceps: press
        ("intermediate", "pushup", 12, [3, 3, 3, 3]),
        ("advanced", "pushup", 14, [3, 3, 3, 3, 2]),
        ("intermediate", "calf_raise_bi", 12, [3, 3, 3, 3]),
        ("intermediate", "lateral_lunge_bw", 12, [3, 3, 3, 3]),  # quads and adductors
        ("beginner", "glute_bridge_bw", 15, [3, 3, 3, 3, 3]),
        ("intermediate", "glute_bridge_bw", 18, [3, 3, 3, 3, 3, 3]),
        ("beginner", "plank_forearm", 16, [3, 3, 3, 3, 2, 2]),
        ("advanced", "plank_forearm", 16, [3, 3, 3, 3, 2, 2]),
    ],
)
def test_weekly_sets_by_level(level: str, form: str, cap: int, sets: list[int]) -> None:
    """A group gets 10, 12 or 14 sets a week by level, glutes 15 or 18, trunk always 16."""
    week = scenario("weekly_cap", athlete={"level": level, "weeks_lifting": 10})
    fewer = [*sets[:-1], sets[-1] - 1] if sets[-1] == 3 else sets
    assert sum(sets) == cap
    assert allows("weekly_cap", week, spread(form, sets))
    one_more = [*fewer, 2] if sets[-1] == 3 else [3 if n == 2 else n for n in sets]
    assert sum(one_more) > cap
    assert not allows("weekly_cap", week, spread(form, one_more))


def test_glutes_of_the_advanced() -> None:
    """Advanced glutes get 21 sets: bridges on seven days, and a squat on top is too much."""
    week = scenario("weekly_cap", athlete={"level": "advanced"})
    assert allows("weekly_cap", week, spread("glute_bridge_bw", [3] * 7))
    assert not allows("weekly_cap", week, spread("glute_bridge_bw", [3] * 7, mon=["squat_bw"]))


@pytest.mark.parametrize(("sets", "allowed"), [(2, True), (3, False)])
def test_secondary_sets_count_half(sets: int, allowed: bool) -> None:
    """11 primary sets of quads and 2 secondary are 12, with 3 secondary they are 12.5."""
    more: dict[str, list[Named]] = {"fri": [("deadlift_kb", sets)]}
    assert allows("weekly_cap", scenario("weekly_cap"), spread("leg_press", [3, 3, 3, 2], **more)) is allowed


@pytest.mark.parametrize(
    ("lunges", "allowed"), [([("lateral_lunge_bw", 2)], True), ([("lateral_lunge_bw", 3)], False)]
)
def test_primary_sets_of_a_session(lunges: list[Named], allowed: bool) -> None:
    """A session gives a group 6 primary sets, not 7; here 2 + 2 + 2 or 3 of quads."""
    planned = plan(mon=["squat_bw", "split_squat_bw", *lunges])
    assert allows("weekly_cap", scenario("weekly_cap"), planned) is allowed


def test_secondary_sets_of_a_session_do_not_count() -> None:
    """Deadlift and hip thrust work quads second, and may come on top of 6 primary sets."""
    six: list[Named] = [("squat_slant_bw", 3), ("lateral_lunge_bw", 3)]
    assert allows("weekly_cap", scenario("weekly_cap"), plan(mon=[*six, "deadlift_kb", "hip_thrust_fw"]))


def test_caps_are_parameters() -> None:
    """A lower cap binds earlier."""
    week = scenario("weekly_cap", rules={"weekly_cap": {"intermediate": 5, "session": 4}})
    assert allows("weekly_cap", week, spread("pushup", [3, 2]))
    assert not allows("weekly_cap", week, spread("pushup", [3, 3]))
    assert not allows("weekly_cap", week, plan(mon=[("pushup", 3), ("floor_press_fw", 2)]))
