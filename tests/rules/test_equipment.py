"""Boundaries of the rule equipment."""

import pytest

from tests.rules.said import said
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


def test_words_name_only_what_is_missing() -> None:
    """What is there is not missing, and of two ways to complete it the shorter is named, once."""
    week = scenario("equipment", equipment=["dumbbells", "barbell"])
    assert said("equipment", week, "step_up_fw") == (
        "“Step-up, dumbbell/kettlebell” needs a step box, which is not there."
    )
    assert said("equipment", week, "squat_back_bb", "all") == (
        "“Barbell back squat” needs a rack, which is not there. "
        "Only exercises that your equipment allows can be planned."
    )
    empty = scenario("equipment", equipment=[])
    assert said("equipment", empty, "squat_goblet") == (
        "“Goblet squat” needs dumbbells or kettlebells, which are not there."
    )


def test_words_name_the_place() -> None:
    """The place of the day that the exercise is pinned to, or each place that lacks something."""
    week = scenario(
        "equipment",
        equipment=["dumbbells"],
        places={"gym": ["rack", "barbell"]},
        tue={"strength": {"place": "gym"}},
    )
    pinned = week.model_copy(update={"pins": {"tue": ("step_up_fw",)}})
    assert said("equipment", pinned, "step_up_fw") == (
        "“Step-up, dumbbell/kettlebell” needs a step box, and dumbbells or kettlebells, "
        "which are not there (at the gym)."
    )
    assert said("equipment", week, "squat_back_bb") == (
        "“Barbell back squat” needs a barbell and a rack, which are not there (at the usual place)."
    )
