"""Comparisons, alternatives and reasons."""

import pytest

import solver
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import distance, main_forms
from solver.explaining.cost import vector

WEEK = """
athlete: {level: intermediate}
equipment: [dumbbells, long_band]
week:
  mon: {strength: {minutes: 30}}
  wed: {strength: {minutes: 30}}
  fri: {strength: {minutes: 30}}
  sun: {run: {kind: long, minutes: 90}}
"""


@pytest.fixture(scope="module")
def week() -> Scenario:
    return solver.parse_scenario(WEEK)


@pytest.fixture(scope="module")
def plan(week: Scenario) -> Plan:
    return solver.solve(week)


def test_a_plan_compared_with_itself(plan: Plan) -> None:
    """Nothing differs and it costs nothing."""
    same = solver.compare(plan, plan)
    assert (same.added, same.dropped, same.changed, same.dose, same.distance) == ((), (), (), {}, 0)
    assert same.cost.verdict == "same"
    assert set(same.kept) == {e.exercise for s in plan.sessions for e in s.exercises}


def test_the_other_way_round(plan: Plan) -> None:
    """What is added one way is dropped the other, and a gain is a loss."""
    other = solver.solve(solver.parse_scenario(WEEK.replace("minutes: 30", "minutes: 18")))
    there, back = solver.compare(plan, other), solver.compare(other, plan)
    assert (there.added, there.days) == (back.dropped, back.days[::-1])
    assert there.distance == back.distance
    assert {there.cost.verdict, back.cost.verdict} in ({"worse", "better"}, {"same"})


def test_alternatives_are_apart_and_ranked(week: Scenario, plan: Plan) -> None:
    """No near-copies: each is at least as far from all before it as asked; the best comes first."""
    found = solver.alternatives(week, k=2, plan=plan)
    assert found.finished
    plans = [plan]
    for item in found.items:
        assert min(distance(item.plan, earlier) for earlier in plans) == item.distance >= 6
        plans.append(item.plan)
    values = [list(vector(one).values()) for one in plans]
    assert values == sorted(values)
    for value in values:
        assert value[:5] == values[0][:5]
        assert sum(value[5:]) - sum(values[0][5:]) <= 8


def test_no_alternative_within_a_loss_of_nothing(week: Scenario, plan: Plan) -> None:
    """Asked to differ beyond measure, there is none, and the words say so."""
    found = solver.alternatives(week, k=2, apart=40, plan=plan)
    assert found.items == () and found.finished
    assert found.words.startswith("Only 0 plans")


def test_distance_counts_days_and_mains(plan: Plan) -> None:
    """Two for each other day, one for each other main exercise."""
    nothing = Plan(sessions=())
    assert distance(plan, nothing) == 2 * len(plan.sessions) + len(main_forms(plan))


def test_each_exercise_has_a_reason(week: Scenario, plan: Plan) -> None:
    """Every exercise of the plan is there for something, in words without ids."""
    reasons = solver.reasons(plan, week)
    assert [reason.exercise for reason in reasons] == [e.exercise for s in plan.sessions for e in s.exercises]
    for reason in reasons:
        assert reason.words.startswith(reason.name)
        assert "_" not in reason.words
    assert sum(bool(reason.goals or reason.rules) for reason in reasons) >= len(reasons) // 2
