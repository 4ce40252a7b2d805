"""The impossible scenarios that come with the project: each with the conflict it is made for."""

from pathlib import Path

import pytest

from solver.explaining.conflict import find_conflict
from solver.scenario.reader import read_scenario
from solver.search.limits import Budget, Limits
from solver.specification import case_of
from tests.explaining.checks import check_conflict

FOLDER = Path(__file__).parents[2] / "scenarios" / "impossible"
ALL_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Members = set[tuple[str, str]]


def days(rule: str, *names: str) -> Members:
    return {(rule, name) for name in names}


def pinned(*subjects: str) -> Members:
    return days("pins", *subjects)


LEAST = {("sessions", "min")}
EXPECTED: dict[str, Members] = {
    "avoided_and_pinned": pinned("tue/pushup_incline") | {("avoid", "pushup_incline")},
    "bands_only": pinned("any/squat_goblet") | {("one_modality", "week")},
    "eight_minutes": LEAST | days("time_budget", *ALL_DAYS) | {("session_shape", "week")},
    "every_day_in_the_vest": LEAST | days("vest_day", *ALL_DAYS[:6]) | {("long_run_day", "sun")},
    "first_week_with_weights": pinned("any/squat_goblet") | {("novelty", "squat_goblet")},
    "five_sessions_in_four_days": LEAST | days("time_budget", "mon", "tue", "wed"),
    "heavy_on_the_eve": pinned("wed/squat_back_bb") | {("eve_of_hard_day", "wed")},
    "many_pins_few_minutes": pinned("fri/calf_raise_bi", "fri/dead_bug", "fri/glute_bridge_bw", "fri/pushup")
    | {("time_budget", "fri")},
    "more_pins_than_sessions": pinned("mon", "wed", "fri") | {("sessions", "max")},
    "no_minutes_at_all": LEAST | days("time_budget", *ALL_DAYS),
    "not_earned_yet": pinned("any/squat_back_bb") | {("bodyweight_first", "squat_back_bb")},
    "pinned_against_pain": pinned("any/squat_goblet") | {("pain", "squat_goblet")},
    "pinned_on_the_long_run": pinned("sun") | {("long_run_day", "sun")},
    "pinned_without_equipment": pinned("thu/squat_goblet") | {("equipment", "squat_goblet")},
    "rest_and_a_minimum": pinned("mon") | LEAST | days("time_budget", "tue", "wed", "fri", "sat", "sun"),
    "taper_for_the_race": LEAST
    | days("race_day", "thu", "fri", "sat")
    | days("time_budget", "mon", "tue", "wed", "sun"),
    "too_much_at_fifteen": pinned("wed/lunge_walking_fw", "wed/rfe_split_squat_fw")
    | {("young_athlete", "all")},
    "two_rules_together": pinned("wed/deadlift_bb", "wed/good_morning_bb") | {("low_back", "week")},
}


def test_every_file_is_expected() -> None:
    """There are at least twelve, and the table has each of them."""
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(EXPECTED)
    assert len(EXPECTED) >= 12


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_conflict_is_the_expected_one(name: str) -> None:
    """The minimal conflict has the members the scenario was written for, and another road agrees."""
    scenario = read_scenario(FOLDER / f"{name}.yaml")
    conflict = find_conflict(case_of(scenario), Budget(Limits()))
    assert conflict is not None
    assert {(member.rule, member.subject) for member in conflict.members} == EXPECTED[name]
    if len(conflict.members) <= 2:
        check_conflict(scenario, conflict)
    assert all(len(sentence) > 10 and "_" not in sentence for sentence in conflict.sentences)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_says_what_is_to_be_expected(path: Path) -> None:
    """Each file has the schema line and a comment on what clashes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("$schema=../../solver/scenario/scenario.schema.json")
    assert any(line.startswith("# Expected: ") for line in lines)
