"""Boundaries of the goal highest_form.

With all equipment an intermediate has earned these squats: band 2, goblet 3, bar 4.
"""

from typing import Any

import pytest

from tests.support.weeks import QUALITY_RUN, plan, scenario, value


def below(form: str, **fields: Any) -> int:
    return value("highest_form", scenario("ladder", **fields), plan(mon=[form]))


@pytest.mark.parametrize(("form", "ranks"), [("squat_back_bb", 0), ("squat_goblet", 1), ("squat_band", 2)])
def test_ranks_below_the_highest(form: str, ranks: int) -> None:
    """Each harder possible rank passed over counts; on an eve two are open."""
    assert below(form, tue=QUALITY_RUN) == ranks


@pytest.mark.parametrize("form", ["side_plank_knees", "prone_yt", "hip_abd_side"])
def test_exempt_forms(form: str) -> None:
    """Core and accessories are never too easy."""
    assert below(form) == 0


def test_ties_are_one_rank() -> None:
    """Below both split squats of rank 3 the band is one rank down, with an advanced form above two."""
    assert below("split_squat_band") == 1
    assert below("rfe_split_squat_bw") == 0


def test_sessions_add_up() -> None:
    """The same easy form on two days counts twice."""
    planned = plan(mon=["squat_goblet"], thu=["squat_goblet"])
    assert value("highest_form", scenario("ladder"), planned) == 2


def test_the_place_decides() -> None:
    """Where there are only dumbbells the goblet squat is the highest form."""
    assert below("squat_goblet", equipment=["dumbbells"]) == 0


def test_not_asked_without_the_ladder() -> None:
    """When the ladder rule is off nothing is asked."""
    assert value("highest_form", scenario(), plan(mon=["squat_to_box"])) == 0
