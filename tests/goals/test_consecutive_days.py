"""Boundaries of the goal consecutive_days."""

from typing import Any

import pytest

from tests.support.weeks import plan, race, scenario, value


@pytest.mark.parametrize(
    ("days", "pairs"),
    [
        (["mon"], 0),
        (["mon", "wed"], 0),
        (["mon", "tue"], 1),
        (["mon", "tue", "wed"], 2),
        (["tue", "fri", "sat"], 1),
    ],
)
def test_pairs_of_days(days: list[str], pairs: int) -> None:
    """Each day with a session whose next day has one too is a pair."""
    assert value("consecutive_days", scenario(), plan(**{day: ["pushup"] for day in days})) == pairs


@pytest.mark.parametrize(
    ("fields", "pairs"), [({}, 1), ({"thu": race("C")}, 0), ({"next_day": {}}, 0), ({"previous_day": {}}, 0)]
)
def test_sunday_and_monday(fields: dict[str, Any], pairs: int) -> None:
    """Sunday and Monday are a pair in a week that repeats."""
    assert value("consecutive_days", scenario(**fields), plan(mon=["pushup"], sun=["pushup"])) == pairs
