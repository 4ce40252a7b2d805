"""Boundaries of the goal free_day."""

from typing import Any

import pytest

from tests.support.weeks import EASY_RUN, plan, scenario, value

SIX = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), EASY_RUN)


@pytest.mark.parametrize(
    ("sunday", "day", "missing"),
    [
        ({}, "mon", 0),
        ({}, "sun", 1),
        (EASY_RUN, "mon", 1),
        ({"other": {"sport": "swim"}}, "mon", 1),
        ({"strength": {"minutes": 30}}, "mon", 0),
    ],
)
def test_one_day_free_of_everything(sunday: dict[str, Any], day: str, missing: int) -> None:
    """A day without run, other sport and session is free, however many minutes it has for strength."""
    assert value("free_day", scenario(**SIX, sun=sunday), plan(**{day: ["pushup"]})) == missing


def test_how_many_is_a_parameter() -> None:
    """Of two free days wanted, a session on one of them takes one away."""
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), EASY_RUN)
    week = scenario(**days, rules={"free_day": {"target": 2}})
    assert value("free_day", week, plan(mon=["pushup"])) == 0
    assert value("free_day", week, plan(sun=["pushup"])) == 1
