"""Boundaries of the rule prescription, which the model cannot break: it knows no other dose."""

from typing import Any

import pytest

from tests.support.weeks import judge_allows, model_allows, plan, scenario


@pytest.mark.parametrize(("sets", "allowed"), [(1, False), (2, True), (3, True), (4, False)])
def test_sets(sets: int, allowed: bool) -> None:
    """Phase 2 has two or three sets."""
    planned = plan(mon=[("squat_goblet", sets)])
    assert judge_allows(scenario("prescription"), planned) is allowed
    assert model_allows(scenario("prescription"), planned) is allowed


@pytest.mark.parametrize(("sets", "allowed"), [(4, True), (5, False)])
def test_four_sets_of_the_heaviest_phase(sets: int, allowed: bool) -> None:
    """Phase 4 has up to four sets."""
    week = scenario("prescription", athlete={"level": "advanced", "ladder": {"squat": 4}})
    planned = plan(mon=[("squat_back_bb", sets)])
    assert judge_allows(week, planned) is allowed
    assert model_allows(week, planned) is allowed


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ({}, True),
        ({"amount": 8, "rpe": 7, "rest_seconds": 90}, True),  # the ladder's phase 2: 3 x 8 at RPE 7
        ({"amount": 7}, False),
        ({"amount": 9}, False),
        ({"rpe": 6}, False),
        ({"rpe": 8}, False),
        ({"rest_seconds": 89}, False),
        ({"rest_seconds": 91}, False),
    ],
)
def test_amount_effort_and_rest(written: dict[str, Any], allowed: bool) -> None:
    """What is written down is the ladder's dose; what is left out is filled in."""
    planned = plan(mon=[("squat_goblet", 3, written)])
    assert judge_allows(scenario("prescription"), planned) is allowed


def test_switched_off() -> None:
    """Switched off, the dose is the writer's own."""
    assert judge_allows(scenario(), plan(mon=[("squat_goblet", 5, {"amount": 3})]))
