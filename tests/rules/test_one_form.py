"""Boundaries of the rule one_form."""

from tests.support.weeks import allows, plan, scenario


def test_one_form_of_a_family_in_a_session() -> None:
    """Two squats of one family are one too many in a session, not in a week."""
    assert not allows("one_form", scenario("one_form"), plan(mon=["squat_bw", "squat_goblet"]))
    assert allows("one_form", scenario("one_form"), plan(mon=["squat_bw"], tue=["squat_goblet"]))


def test_families_are_told_apart() -> None:
    """Squats of different families may stand in one session."""
    assert allows("one_form", scenario("one_form"), plan(mon=["squat_goblet", "squat_slant_bw", "wall_sit"]))


def test_holds_for_accessories_and_core() -> None:
    """The rule knows no exceptions: two planks or two pull-aparts are one too many."""
    assert not allows("one_form", scenario("one_form"), plan(mon=["plank_forearm", "plank_straight"]))
    assert not allows("one_form", scenario("one_form"), plan(mon=["prone_yt", "band_pull_apart"]))
