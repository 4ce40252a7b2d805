"""Boundaries of the rule avoid."""

import pytest

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
