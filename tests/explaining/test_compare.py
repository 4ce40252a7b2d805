"""Comparisons, alternatives and reasons."""

from typing import Any

import pytest

import solver
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.compare import distance, main_forms
from solver.explaining.cost import cost_between, vector
from solver.explaining.session import Workbench
from solver.search.limits import Limits

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
    assert same.cost is not None and same.cost.verdict == "same"
    assert set(same.kept) == {e.exercise for s in plan.sessions for e in s.exercises}


def test_the_other_way_round(plan: Plan) -> None:
    """What is added one way is dropped the other, and a gain is a loss."""
    other = solver.solve(solver.parse_scenario(WEEK.replace("minutes: 30", "minutes: 18")))
    there, back = solver.compare(plan, other), solver.compare(other, plan)
    assert (there.added, there.days) == (back.dropped, back.days[::-1])
    assert there.distance == back.distance
    assert there.cost is not None and back.cost is not None
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
    assert found.words.startswith(
        "No other week differs enough and is nearly as good. Nearly as good means: "
    )


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


def test_a_plan_and_no_plan_are_not_weighed(plan: Plan) -> None:
    """No cost where one week has no plan; both outcomes are carried."""
    for nothing in (Plan(outcome="infeasible", sessions=()), Plan(outcome="unknown", sessions=())):
        there = solver.compare(nothing, plan)
        assert (there.cost, there.outcomes) == (None, (nothing.outcome, "optimal"))
        assert solver.compare(plan, nothing).cost is None
        with pytest.raises(ValueError, match="common tier"):
            cost_between(plan, nothing)


def test_different_yardsticks_give_no_verdict(week: Scenario, plan: Plan) -> None:
    """Another number of sessions wanted, another level: seen on the plans alone."""
    wanted = WEEK + "sessions: {target: 3}\n"
    beginner = WEEK.replace("level: intermediate", "level: beginner, weeks_lifting: 4")
    for text in (wanted, beginner):
        other = solver.solve(solver.parse_scenario(text))
        compared = solver.compare(plan, other)
        assert (compared.same_goals, compared.cost) == (False, None)
        assert compared.added or compared.kept or compared.changed
    assert solver.compare(plan, plan).same_goals


def test_scenarios_show_what_plans_do_not(week: Scenario, plan: Plan) -> None:
    """What is preferred is a goal of the week's own; minutes and equipment are not."""
    likes = solver.parse_scenario(WEEK.replace("intermediate}", "intermediate, prefer: [pushup]}"))
    shorter = solver.parse_scenario(WEEK.replace("minutes: 30", "minutes: 18"))
    assert solver.compare(plan, solver.solve(likes), scenarios=(week, likes)).cost is None
    assert solver.compare(plan, solver.solve(shorter), scenarios=(week, shorter)).cost is not None


def test_a_plan_without_points_is_no_other_yardstick(plan: Plan) -> None:
    """A plan that a person wrote is shown, but not weighed, and nothing is said of its goals."""
    compared = solver.compare(plan, Plan(sessions=plan.sessions))
    assert (compared.same_goals, compared.cost) == (True, None)
    assert not compared.changed


def test_exercises_that_only_move_with_their_day(plan: Plan) -> None:
    """Moved sessions do not make every exercise a changed one; other sets still do."""
    days = {"mon": "tue", "wed": "thu", "fri": "sat"}
    moved = [session.model_copy(update={"day": days[session.day]}) for session in plan.sessions]
    whole = solver.compare(plan, plan.model_copy(update={"sessions": tuple(moved)}))
    assert set(whole.moved_along) == {e.exercise for s in plan.sessions for e in s.exercises}
    assert (whole.kept, whole.changed) == ((), ())
    first, *rest = moved[0].exercises
    more = first.model_copy(update={"sets": first.sets + 1, "prescription": "4x4 @ RPE 8"})
    moved[0] = moved[0].model_copy(update={"exercises": (more, *rest)})
    other = solver.compare(plan, plan.model_copy(update={"sessions": tuple(moved)}))
    assert [one.exercise for one in other.changed] == [first.exercise]
    assert first.exercise not in other.moved_along
    fewer = solver.compare(plan, plan.model_copy(update={"sessions": tuple(moved[1:])}))
    assert fewer.moved_along == ()


@pytest.mark.parametrize("seconds", [0.001, 0.02, 0.05, 0.1])
def test_alternatives_in_too_little_time(week: Scenario, seconds: float) -> None:
    """Nothing is claimed of what was not looked at."""
    found = solver.alternatives(week, k=2, total=Limits(deterministic_seconds=seconds))
    assert not found.finished and len(found.items) < 2
    assert "Only" not in found.words and "time" in found.words


def test_alternatives_that_are_not_proved(
    week: Scenario, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan within the loss is shown and marked, one outside it settles nothing."""
    solve = Workbench.solve

    def unproved(bench: Workbench, *arguments: Any) -> Plan:
        return solve(bench, *arguments).model_copy(update={"outcome": "feasible"})

    monkeypatch.setattr(Workbench, "solve", unproved)
    found = solver.alternatives(week, k=1, loss=100, plan=plan)
    assert found.finished and [item.plan.outcome for item in found.items] == ["feasible"]
    assert "Not proved the best of those that differ: alternative 1." in found.words
    none = solver.alternatives(week, k=1, loss=0, apart=12, plan=plan)
    assert not none.finished and none.items == ()


def test_no_week_to_vary(week: Scenario) -> None:
    """An impossible week is answered; one without a plan so far is not."""
    nothing = solver.alternatives(week, plan=Plan(outcome="infeasible", sessions=()))
    assert nothing.finished and "no week to vary" in nothing.words
    unknown = solver.alternatives(week, plan=Plan(outcome="unknown", sessions=()))
    assert not unknown.finished and "in the time there was" in unknown.words
