"""Boundaries of the goal muscle_floor.

Targets of an intermediate: quads 8, hamstrings 6, glutes 8, abductors 4, adductors 3, calves 8, press 4,
back 6, trunk 6. Floors are half of them: 4, 3, 4, 2, 1.5, 4, 2, 3, 3. What is missing is counted in whole
sets, so 27 without any: 4 + 3 + 4 + 2 + 2 + 4 + 2 + 3 + 3.
"""

import pytest

from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("mon", "thu", "missing"),
    [
        (["tib_raise"], [], 27),
        ([("calf_raise_bi", 3)], [], 24),  # calves 3 of 4
        (["calf_raise_bi"], ["calf_raise_bi"], 23),  # calves 4 of 4
        ([("calf_raise_bi", 3)], ["calf_raise_bi"], 23),  # calves 5 of 4
        (["glute_bridge_bw"], [], 24),  # glutes 2 of 4, hamstrings 1 of 3
        ([("glute_bridge_bw", 3)], [], 23),  # glutes 3 of 4, hamstrings 1.5 of 3, so 2 are missing
        (["pushup"], [], 24),  # press 2 of 2, trunk 1 of 3
        (["squat_bw"], [], 22),  # quads 2 of 4, glutes 2 of 4, adductors 1 of 1.5, so 1 is missing
        ([("squat_bw", 3)], [], 19),  # quads 3 of 4, glutes 3 of 4, adductors 1.5 of 1.5
    ],
)
def test_whole_sets_missing(mon: list[Named], thu: list[Named], missing: int) -> None:
    """Primary sets count one, secondary sets a half, and what is missing is rounded up."""
    assert value("muscle_floor", scenario(), plan(mon=mon, **({"thu": thu} if thu else {}))) == missing


@pytest.mark.parametrize(
    ("athlete", "missing"),
    [
        # targets 6, 5, 6, 3, 2, 6, 3, 5, 5; floors 3, 2.5, 3, 1.5, 1, 3, 1.5, 2.5, 2.5
        ({"level": "beginner", "weeks_lifting": 10}, 3 + 3 + 3 + 2 + 1 + 3 + 2 + 3 + 3),
        ({"level": "beginner"}, 3 + 3 + 3 + 2 + 1 + 3 + 2 + 3 + 3),
        # targets 9, 7, 9, 5, 3, 9, 5, 7, 7; floors 4.5, 3.5, 4.5, 2.5, 1.5, 4.5, 2.5, 3.5, 3.5
        ({"level": "advanced"}, 5 + 4 + 5 + 3 + 2 + 5 + 3 + 4 + 4),
    ],
)
def test_floors_by_level(athlete: dict[str, object], missing: int) -> None:
    """Beginners want 75 % and the advanced 115 %, rounded to whole sets before halving."""
    assert value("muscle_floor", scenario(athlete=athlete), plan(mon=["tib_raise"])) == missing


def test_targets_are_parameters() -> None:
    """With a target of 10 for calves the floor is 5, one more than before."""
    week = scenario(rules={"muscle_floor": {"calves": 10}})
    assert value("muscle_floor", week, plan(mon=["tib_raise"])) == 28
