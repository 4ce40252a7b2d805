"""Boundaries of the rule novelty."""

from typing import Any

import pytest

from tests.support.weeks import Named, allows, judge_allows, plan, scenario

NEW = ["squat_goblet", "row_band", "leg_press"]


def verdict(*forms: Named, rules: dict[str, Any] | None = None, last_week: Any = (), **athlete: Any) -> bool:
    athlete = {"level": "intermediate", **athlete}
    week = scenario("novelty", rules=rules, athlete=athlete, last_week=last_week)
    return allows("novelty", week, plan(mon=list(forms)))


def test_two_new_loaded_forms() -> None:
    """Two new loaded forms are fine, three are not."""
    assert verdict(*NEW[:2])
    assert not verdict(*NEW)


def test_new_forms_count_once_a_week() -> None:
    """A new form on two days is one new form."""
    week = scenario("novelty", last_week=[])
    assert allows("novelty", week, plan(mon=NEW[:2], thu=NEW[:2]))
    assert not allows("novelty", week, plan(mon=NEW[:2], thu=NEW[1:]))


def test_what_is_not_new() -> None:
    """Bodyweight, last week's and known forms are not new, and nothing is when last week is unknown."""
    assert verdict(*NEW[:2], "squat_slant_bw", "pushup", "plank_forearm")
    assert verdict(*NEW, last_week=NEW[:1])
    assert verdict(*NEW, known=NEW[2:])
    assert verdict(*NEW, last_week=None)


def test_two_sets_of_a_new_form() -> None:
    """A new form gets two sets; one that is known gets three."""
    assert verdict(("squat_goblet", 2))
    assert not verdict(("squat_goblet", 3))
    assert verdict(("squat_goblet", 3), known=["squat_goblet"])


@pytest.mark.parametrize(
    ("form", "sets", "allowed"),
    [
        ("pushup", 2, True),
        ("pushup", 3, False),
        ("squat_band", 2, True),
        ("squat_goblet", 2, False),
        ("leg_press", 2, False),
    ],
)
def test_the_first_week_of_lifting(form: str, sets: int, allowed: bool) -> None:
    """In the first week there are bodyweight and bands, two sets each."""
    assert verdict((form, sets), last_week=None, weeks_lifting=0) is allowed
    assert verdict((form, sets), last_week=None, weeks_lifting=1)


def test_effort_of_the_first_week() -> None:
    """In the first week the effort is RPE 6."""
    for rpe, allowed in ((6, True), (7, False)):
        week = scenario("novelty", athlete={"level": "beginner"})
        assert judge_allows(week, plan(mon=[("squat_bw", 2, {"rpe": rpe})]), "novelty") is allowed


def test_how_many_is_a_parameter() -> None:
    """With three new forms allowed, three are fine."""
    assert verdict(*NEW, rules={"novelty": {"new_forms": 3}})
