"""Boundaries of the goal sessions_target."""

from typing import Any

import pytest

from tests.support.weeks import plan, scenario, value


@pytest.mark.parametrize(
    ("days", "missing"), [([], 2), (["mon"], 1), (["mon", "wed"], 0), (["mon", "wed", "fri"], 0)]
)
def test_sessions_missing(days: list[str], missing: int) -> None:
    """Of two sessions wanted by default, each one that is not there is missing."""
    assert value("sessions_target", scenario(), plan(**{day: ["pushup"] for day in days})) == missing


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"format": "little_and_often"}, 2),
        ({"sessions": {"target": 4}}, 3),
        ({"sessions": {"min": 3}}, 2),
        ({"sessions": {"max": 1}}, 0),
    ],
)
def test_the_target(fields: dict[str, Any], missing: int) -> None:
    """The target is 3 for little-and-often, or what was said, and lies between minimum and maximum."""
    assert value("sessions_target", scenario(**fields), plan(mon=["pushup"])) == missing
