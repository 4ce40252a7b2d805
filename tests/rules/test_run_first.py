"""Boundaries of the rule run_first."""

from typing import Any

import pytest

from tests.rules.said import said
from tests.support.weeks import LONG_RUN, allows, plan, scenario


def after(kind: str, hours: float | None, **more: Any) -> bool:
    strength = {} if hours is None else {"strength": {"hours_after_run": hours}}
    week = scenario("run_first", policy={"power": True}, mon={"run": {"kind": kind}, **strength}, **more)
    return allows("run_first", week, plan(mon=["kb_swing"]))


@pytest.mark.parametrize(("hours", "allowed"), [(2.9, False), (3.0, True), (None, False), (0.0, False)])
def test_three_hours_after_a_quality_run(hours: float | None, allowed: bool) -> None:
    """Explosive work needs three hours after a quality run; nothing said is straight after."""
    assert after("quality", hours) is allowed


@pytest.mark.parametrize("kind", ["easy", "recovery"])
def test_easy_runs_ask_for_no_gap(kind: str) -> None:
    """Explosive work may follow an easy run straight away."""
    assert after(kind, 0.0)


def test_strength_without_explosions_asks_for_no_gap() -> None:
    """A squat may follow a quality run straight away."""
    week = scenario("run_first", mon={"run": {"kind": "quality"}})
    assert allows("run_first", week, plan(mon=["squat_goblet"]))


def test_one_quality_run_of_two_is_enough() -> None:
    """An easy run after the intervals does not make them undone."""
    runs = [{"kind": "quality"}, {"kind": "easy"}]
    week = scenario("run_first", policy={"power": True}, mon={"runs": runs}, sun=LONG_RUN)
    assert not allows("run_first", week, plan(mon=["kb_swing"]))


@pytest.mark.parametrize(("hours", "allowed"), [(4.9, False), (5.0, True)])
def test_the_hours_are_a_parameter(hours: float, allowed: bool) -> None:
    """The gap can be changed."""
    assert after("quality", hours, rules={"run_first": {"power_hours": 5}}) is allowed


def test_words_name_the_days() -> None:
    """The days on which the run is too close."""
    week = scenario("run_first", tue={"run": {"kind": "quality"}})
    assert said("run_first", week, "week") == (
        "Explosive work needs 3 hours after a quality run, and Tuesday leaves less."
    )
