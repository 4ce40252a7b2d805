"""Boundaries of the rule sessions."""

import pytest

from solver.domain.plan import Plan
from tests.support.weeks import allows, plan, scenario

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on(number: int) -> Plan:
    return plan(**{day: ["pushup"] for day in DAYS[:number]})


@pytest.mark.parametrize(("number", "allowed"), [(1, False), (2, True), (4, True), (5, False)])
def test_minimum_and_maximum(number: int, allowed: bool) -> None:
    """Two to four sessions are two, three or four."""
    week = scenario("sessions", sessions={"min": 2, "target": 3, "max": 4})
    assert allows("sessions", week, on(number)) is allowed


@pytest.mark.parametrize(("format", "most"), [("full_body", 3), ("little_and_often", 4)])
def test_defaults_by_format(format: str, most: int) -> None:
    """Nothing said, a week has one to three sessions, little-and-often up to four."""
    week = scenario("sessions", format=format)
    assert [allows("sessions", week, on(n)) for n in (0, 1, most, most + 1)] == [False, True, True, False]


def test_one_a_day() -> None:
    """Two sessions on one day are one too many, however many the week may have."""
    twice = Plan(sessions=(*plan(mon=["pushup"]).sessions, *plan(mon=["squat_bw"]).sessions))
    assert not allows("sessions", scenario("sessions"), twice)
    assert allows("sessions", scenario("sessions"), plan(mon=["pushup"], tue=["squat_bw"]))
