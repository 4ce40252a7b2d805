"""Boundaries of the rule equipment."""

import pytest

from tests.support.weeks import allows, plan, scenario


@pytest.mark.parametrize(
    ("equipment", "form", "allowed"),
    [
        ([], "squat_bw", True),
        ([], "row_inverted", False),
        (["table"], "row_inverted", True),
        (["barbell"], "squat_back_bb", False),
        (["barbell", "rack"], "squat_back_bb", True),
        (["barbell", "rack"], "row_inverted", True),
        (["kettlebells"], "squat_goblet", True),
        (["dumbbells"], "squat_goblet", True),
        (["step_box", "long_band"], "hip_thrust_band", False),
        (["step_box", "mini_band"], "hip_thrust_band", True),
    ],
)
def test_one_complete_set_suffices(equipment: list[str], form: str, allowed: bool) -> None:
    """One whole set of equipment is enough, half a set is not, bodyweight is always there."""
    assert allows("equipment", scenario("equipment", equipment=equipment), plan(mon=[form])) is allowed


def test_each_day_has_its_place() -> None:
    """At the gym there is what the gym has, and not what is at home."""
    week = scenario(
        "equipment",
        equipment=["dumbbells"],
        places={"gym": ["barbell", "rack"]},
        tue={"strength": {"place": "gym"}},
    )
    verdicts = {
        (day, form): allows("equipment", week, plan(**{day: [form]}))
        for day in ("mon", "tue")
        for form in ("squat_goblet", "squat_back_bb")
    }
    assert [where for where, allowed in verdicts.items() if allowed] == [
        ("mon", "squat_goblet"),
        ("tue", "squat_back_bb"),
    ]
