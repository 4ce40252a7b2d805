"""Boundaries of the rule avoid."""

import pytest

from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario


@pytest.mark.parametrize(
    ("avoid", "form", "allowed"),
    [
        ("squat_goblet", "squat_goblet", False),
        ("squat_goblet", "squat_bw", True),
        ("squat", "squat_goblet", False),
        ("squat", "squat_slant_bw", True),
        ("pullup", "pullup_band", False),
    ],
)
def test_form_or_family(avoid: str, form: str, allowed: bool) -> None:
    """A form closes itself, a family all its forms; a name that is both closes the family."""
    week = scenario("avoid", athlete={"level": "intermediate", "avoid": [avoid]})
    assert allows("avoid", week, plan(mon=[form])) is allowed


@pytest.mark.parametrize(
    ("avoid", "subjects", "words"),
    [
        (["plank"], ["plank_forearm"], "You avoid every form of plank; “Forearm plank” is one."),
        (["squat_goblet"], ["squat_goblet"], "You avoid “Goblet squat”."),
        (["squat_goblet", "plank"], ["squat_goblet"], "You avoid “Goblet squat”."),
        (["pushup"], ["pushup"], "You avoid “Push-up”."),
        (["pushup", "squat_goblet"], ["all"], "You avoid every form of “Push-up” and “Goblet squat”."),
    ],
)
def test_words_name_the_entry_that_matches(avoid: list[str], subjects: list[str], words: str) -> None:
    """A family or the exercise itself, by names, not by ids."""
    assert said("avoid", scenario("avoid", athlete={"avoid": avoid}), *subjects) == words
