"""Boundaries of the goal dose_target.

Targets of an intermediate: quads 8, hamstrings 6, glutes 8, abductors 4, adductors 3, calves 8, press 4,
back 6, trunk 6, together 53.
"""

import pytest

from solver.domain.base import DAYS
from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("sets", "missing"), [([2], 51), ([3], 50), ([3, 3], 47), ([3, 3, 2], 45), ([3, 3, 3], 45)]
)
def test_whole_sets_missing(sets: list[int], missing: int) -> None:
    """Calves want 8 sets, and more than that is of no use here."""
    days = {day: [("calf_raise_bi", n)] for day, n in zip(DAYS, sets, strict=False)}
    assert value("dose_target", scenario(), plan(**days)) == missing


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        (
            ("hip_thrust_fw", 3),
            53 - 3 - 1 - 1,
        ),  # glutes 3; hamstrings and quads 1.5, rounded to 5 and 7 missing
        (("plank_shoulder_tap", 2), 53 - 2),  # a core exercise credits trunk, not the shoulders
        (("row_fw", 2), 53 - 2),
    ],
)
def test_secondary_and_core_sets(form: Named, missing: int) -> None:
    """Half a set is not yet a whole one, and core work credits neither arms nor back."""
    assert value("dose_target", scenario(), plan(mon=[form])) == missing


@pytest.mark.parametrize(
    ("athlete", "missing"),
    [
        ({"level": "beginner", "weeks_lifting": 1}, 6 + 5 + 6 + 3 + 2 + 6 + 3 + 5 + 5),
        ({"level": "beginner", "weeks_lifting": 0}, 3 + 3 + 3 + 2 + 1 + 3 + 2 + 3 + 3),
        ({"level": "intermediate", "weeks_lifting": 0}, 4 + 3 + 4 + 2 + 2 + 4 + 2 + 3 + 3),
        ({"level": "advanced"}, 9 + 7 + 9 + 5 + 3 + 9 + 5 + 7 + 7),
    ],
)
def test_targets_by_level(athlete: dict[str, object], missing: int) -> None:
    """75 or 115 %, rounded; in the first week of lifting the floor is the target."""
    assert value("dose_target", scenario(athlete=athlete), plan(mon=["tib_raise"])) == missing
