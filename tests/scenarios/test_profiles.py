"""The ten runners of the evidence, against what was worked out for them by hand before any code."""

import json
from pathlib import Path
from typing import Any

import pytest

from solver.catalogue.case import Case
from solver.scenario.reader import read_scenario
from solver.specification import case_of
from tests.support.runners import RUNNERS, SCENARIOS

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT.parent / "shared" / "data" / "profiles_expected.json"

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason="the evidence is not beside this repository")


def _case(runner: str) -> Case:
    return case_of(read_scenario(SCENARIOS / f"{RUNNERS[runner]}.yaml"))


def _expected(runner: str, key: str) -> Any:
    return json.loads(EXPECTED.read_text(encoding="utf-8"))[runner][key]


def _names(case: Case, days: list[int]) -> list[str]:
    return [case.days[day].name.capitalize() for day in days]


def _open(case: Case) -> list[int]:
    """Days open by the source text: time, no long run, no vest, no race."""
    return [
        day.index
        for day in case.days
        if day.minutes > 0 and not (day.is_long or day.is_vest or day.race is not None)
    ]


def _leg_days(case: Case) -> list[int]:
    return [day for day in _open(case) if not case.calendar.is_eve_of_hard(day)]


@pytest.mark.parametrize("runner", RUNNERS)
def test_open_days(runner: str) -> None:
    case = _case(runner)
    assert _names(case, _open(case)) == _expected(runner, "source_eligible")


@pytest.mark.parametrize("runner", RUNNERS)
def test_days_with_light_legs(runner: str) -> None:
    case = _case(runner)
    light = [day for day in _open(case) if case.calendar.is_eve_of_hard(day)]
    assert _names(case, light) == _expected(runner, "legs_light_only")


@pytest.mark.parametrize("runner", RUNNERS)
def test_days_for_legs(runner: str) -> None:
    case = _case(runner)
    assert _names(case, _leg_days(case)) == _expected(runner, "leg_days")


@pytest.mark.parametrize("runner", RUNNERS)
def test_leg_days_with_a_cost(runner: str) -> None:
    case = _case(runner)
    calendar = case.calendar
    costly = [d for d in _leg_days(case) if calendar.is_after_long(d) or calendar.is_next_to_vest(d)]
    assert _names(case, costly) == _expected(runner, "leg_days_soft_penalised")


@pytest.mark.parametrize("runner", RUNNERS)
def test_pairs_of_leg_days_48_hours_apart(runner: str) -> None:
    case = _case(runner)
    legs = set(_leg_days(case))
    # In a week that repeats no two days are more than three apart.
    apart = [tuple(sorted(pair)) for gap in (2, 3) for pair in case.calendar.pairs(gap)]
    pairs = [_names(case, list(pair)) for pair in sorted(apart) if legs.issuperset(pair)]
    assert pairs == _expected(runner, "leg_pairs_48h")


def test_every_expected_runner_has_a_file() -> None:
    assert set(RUNNERS) == set(json.loads(EXPECTED.read_text(encoding="utf-8")))
