"""Boundaries of the goal preferences."""

import pytest

from tests.support.weeks import Named, plan, scenario, value


@pytest.mark.parametrize(
    ("forms", "missing"),
    [
        (["pushup"], 2),
        (["squat_goblet"], 1),  # a family is served by any of its forms
        (["squat_goblet", "squat_back_bb"], 1),
        (["row_fw"], 1),
        (["row_fw", "squat_bw"], 0),
        (["row_band"], 2),  # another form of the family is not the one that was named
    ],
)
def test_wishes_that_are_missing(forms: list[Named], missing: int) -> None:
    """Each preferred exercise or family that does not come counts once."""
    week = scenario(athlete={"level": "intermediate", "prefer": ["squat", "row_fw", "squat"]})
    assert value("preferences", week, plan(mon=forms)) == missing


def test_a_wish_that_cannot_be_met() -> None:
    """A wish without equipment is missing, in the model too."""
    athlete = {"level": "intermediate", "prefer": ["row_fw"]}
    assert (
        value("preferences", scenario("equipment", equipment=[], athlete=athlete), plan(mon=["pushup"])) == 1
    )
