"""Runners whom somebody should see in person first are turned away calmly."""

import pytest

from solver.domain.athlete import Athlete
from solver.domain.problem import Refusal, ScenarioError
from solver.domain.scenario import Scenario
from solver.scenario.reader import parse_scenario, validate


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse_scenario(text)
    return caught.value


def test_children_are_not_planned_for() -> None:
    """Under 13 is refused, 13 is not, and the age is not repeated."""
    error = refused("athlete:\n  age: 12\n")
    (problem,) = error.problems
    assert (problem.pointer, problem.code, problem.line) == ("/athlete/age", "refused", 2)
    assert "from age 13 on" in problem.message
    assert "12" not in str(problem)
    parse_scenario("athlete: {age: 13}")


def test_red_flags_ask_for_a_clinician_without_naming_anything() -> None:
    """The words are the same for every flag, so nothing leaks and nothing is diagnosed."""
    first = refused("athlete: {red_flags: [chest_pain]}")
    second = refused("athlete: {red_flags: [pregnancy, night_pain]}")
    assert [one.message for one in first.problems] == [one.message for one in second.problems]
    assert "clinician" in str(first)
    assert "chest" not in str(first)


@pytest.mark.parametrize(
    ("day", "pointer"),
    [
        ("{run: {kind: easy, vest: true}}", "/week/sat/run/vest"),
        ("{runs: [{kind: easy}, {kind: easy, vest: {minutes: 5}}]}", "/week/sat/runs/1/vest"),
        ("{other: {sport: ruck, vest: true}}", "/week/sat/other/vest"),
        ("{other: [{sport: ruck, minutes: 30, vest: true}]}", "/week/sat/other/0/vest"),
    ],
)
def test_young_athletes_take_the_vest_out(day: str, pointer: str) -> None:
    """Ages 13 to 17 are planned for without a weight vest; adults may wear one."""
    week = f"week: {{sat: {day}}}"
    (problem,) = refused(f"athlete: {{age: 17}}\n{week}").problems
    assert (problem.pointer, problem.hint) == (pointer, "take the vest out")
    parse_scenario(f"athlete: {{age: 18}}\n{week}")


@pytest.mark.parametrize("vest", ["false", "{minutes: 0}"])
def test_no_vest_is_no_vest(vest: str) -> None:
    """Saying that there is none is not a reason to refuse."""
    parse_scenario(f"athlete: {{age: 15}}\nweek: {{sat: {{run: {{kind: easy, vest: {vest}}}}}}}")


def test_a_refusal_comes_first_and_hides_nothing() -> None:
    """Other mistakes follow, so that one answer is enough."""
    error = refused("sesions: {}\nequipment: [dumbells]\nathlete: {age: 10}\n")
    assert [one.code for one in error.problems] == ["refused", "unknown_key", "unknown_name"]
    assert isinstance(error, ScenarioError)


def test_scenarios_built_in_python_are_refused_too() -> None:
    """There is no way around it."""
    with pytest.raises(Refusal):
        validate(Scenario(athlete=Athlete(age=12)))
