"""Boundaries of the rule vest_day."""

from typing import Any

import pytest

from tests.rules.said import said
from tests.support.weeks import allows, plan, scenario

PLAN = plan(sat=["pushup"])


def easy(**more: Any) -> dict[str, Any]:
    return {"run": {"kind": "easy", **more}}


@pytest.mark.parametrize(
    ("saturday", "allowed"),
    [
        (easy(minutes=9, vest=True), True),
        (easy(minutes=10, vest=True), False),
        (easy(minutes=60, vest={"minutes": 9}), True),
        (easy(minutes=60, vest={"minutes": 10}), False),
        (easy(minutes=60), True),
        (easy(vest=True), False),
        ({"other": {"sport": "ruck", "minutes": 10, "vest": True}}, False),
        ({"runs": [easy(minutes=5, vest=True)["run"], easy(minutes=4, vest=True)["run"]]}, True),
        ({"runs": [easy(minutes=5, vest=True)["run"], easy(minutes=5, vest=True)["run"]]}, False),
    ],
)
def test_ten_minutes_make_a_vest_day(saturday: dict[str, Any], allowed: bool) -> None:
    """Ten minutes in the vest, together or of unknown length, close the day; nine do not."""
    assert allows("vest_day", scenario("vest_day", sat=saturday), PLAN) is allowed


@pytest.mark.parametrize(("minutes", "allowed"), [(19, True), (20, False)])
def test_threshold_is_a_definition(minutes: int, allowed: bool) -> None:
    """The threshold of definitions moves the rule."""
    rules = {"definitions": {"vest_minutes": 20}}
    week = scenario("vest_day", rules=rules, sat=easy(minutes=minutes, vest=True))
    assert allows("vest_day", week, PLAN) is allowed


def test_only_that_day() -> None:
    """The days around a vest day stay open."""
    week = scenario("vest_day", sat=easy(minutes=90, vest=True))
    assert allows("vest_day", week, plan(fri=["squat_bw"], sun=["squat_bw"]))


def test_switched_off() -> None:
    """Switched off, the rule allows everything."""
    assert allows("vest_day", scenario(sat=easy(minutes=90, vest=True)), PLAN)


def test_words() -> None:
    """One day or several."""
    week = scenario("vest_day")
    assert said("vest_day", week, "sat") == "Saturday is a vest day: no strength training on it."
    assert said("vest_day", week, "sat", "mon") == (
        "Monday and Saturday are vest days: no strength training on them."
    )
