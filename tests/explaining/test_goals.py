"""Missed goals: who pays for one step better, what stands in the way, and what was not proved."""

import pytest
from rich.console import Console

import solver
from solver.domain.explanation import Cost, Explanation, TierChange
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.explaining.explain import _payer
from solver.plan.shortfalls import figures
from solver.report.explanation import explanation_view
from tests.explaining.checks import check_conflict

#: Monday and Tuesday only; an equally weighty pair of days pays for a day of the policy.
TIE = """
athlete: {level: intermediate}
equipment: [dumbbells, long_band]
sessions: {min: 2, max: 2}
previous_day: {}
week:
  mon: {strength: {minutes: 40}}
  tue: {strength: {minutes: 40}}
  thu: {run: {kind: quality, minutes: 50}, strength: {minutes: 40, hours_after_run: 6}}
policy: {consolidation: easy_days}
rules: {consecutive_days: {weight: 2}}
"""
TWO_DAYS = """
athlete: {level: intermediate}
equipment: [dumbbells, long_band]
week:
  mon: {strength: {minutes: 35}}
  tue: {strength: {minutes: 35}}
  sun: {strength: {minutes: 0}, run: {kind: long}}
"""
NO_PULL = "strength_minutes: 30\nweek: {sun: {run: {kind: long}}}"
NO_ROOM = "sessions: {min: 0}\nweek: {sun: {run: {kind: long, minutes: 60}}}"


def read(text: str) -> Scenario:
    return solver.parse_scenario(text)


def shown(found: tuple[Explanation, ...]) -> str:
    console = Console(width=2000, no_color=True)
    with console.capture() as capture:
        console.print(explanation_view(found))
    return capture.get()


def change(tier: int, by: int) -> TierChange:
    return TierChange(tier=tier, name="placement", before=5, after=5 + by, words=())


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ([(2, 1)], "something more important"),
        ([(3, 1)], "other things as important lose more"),
        ([(5, 1)], "something as important pays"),
        ([(3, -1)], "better on the whole"),
    ],
)
def test_the_first_changed_tier_says_who_pays(tiers: list[tuple[int, int]], said: str) -> None:
    """More important, as important, or the plan was not the best."""
    moves = tuple(change(tier, by) for tier, by in tiers)
    verdict = "worse" if moves[0].after > moves[0].before else "better"
    assert said in _payer(Cost(verdict=verdict, changes=moves, words=""), (), 3)


@pytest.mark.slow
def test_a_tie_names_what_moves_inside_the_tier() -> None:
    """The value of the tier stays; what was given for it is said all the same, and what would help."""
    (one,) = solver.explain(read(TIE))
    assert "something as important pays for it" in one.words and "more important" not in one.words
    (moved,) = one.moved
    assert "1 more pair of sessions on days in a row" in moved.words
    assert "Choice of days, as good on the whole: 1 more pair" in shown((one,))


@pytest.mark.slow
def test_a_goal_that_is_too_dear_has_a_conflict_and_ways_out() -> None:
    """Its price is shown, the rules in its way, and changes after which the best week reaches it."""
    scenario = read(TWO_DAYS)
    (one,) = solver.explain(scenario, goals=("consecutive_days",))
    assert one.cost is not None and one.conflict is not None and one.finished
    goals = {member.rule: member for member in one.conflict.members if member.kind == "goal"}
    assert goals["consecutive_days"].words == (
        "One step better: no pair of sessions on days in a row (the plan has 1)."
    )
    assert "time_budget" in {member.rule for member in one.conflict.members}
    musts = dict.fromkeys(goals, 0)
    musted = scenario.model_copy(update={"rules": {goal: {"at_most": n} for goal, n in musts.items()}})
    check_conflict(musted, one.conflict)
    assert one.repairs
    for repair in one.repairs:
        assert figures(solver.solve(edited(scenario, repair.patch))).goals["consecutive_days"] == 0


def test_the_goal_of_a_conflict_is_a_line_of_its_own() -> None:
    """Nobody said it, so it is no input; the page shows it, and so every line is needed."""
    (one,) = solver.explain(read(NO_PULL), goals=("pattern_exposures",))
    assert one.conflict is not None
    goal = next(member for member in one.conflict.members if member.rule == "pattern_exposures")
    assert goal.kind == "goal" and "You want" not in goal.words
    assert one.conflict.sentences[0] == goal.words == one.step
    assert one.step in shown((one,))


def test_goals_with_the_same_conflict_are_told_together() -> None:
    """Once what stands in the way, once what helps."""
    found = solver.explain(read(NO_ROOM))
    page = shown(found)
    assert len(found) > 3
    assert page.count("You have no time for strength") == 1
    assert page.count("Checked:") == 1
    assert "This helps with 1, 2 and 3" in page
    assert all(f" {number}. Where the plan falls short" in page for number in range(1, len(found) + 1))


def test_a_plan_that_is_not_proved_leaves_a_doubt() -> None:
    """What is explained of it may not hold for the best plan."""
    scenario = read(NO_PULL)
    plan = solver.solve(scenario).model_copy(update={"outcome": "feasible"})
    (one,) = solver.explain(scenario, plan=plan, goals=("pattern_exposures",))
    assert not one.finished
    assert "the plan was not proved the best" in one.doubt and one.doubt in shown((one,))


def test_a_price_of_every_session_is_an_answer() -> None:
    """A week without sessions that is the best after a step is a week, not a lack of time."""
    days = ("mon", "tue", "wed", "fri", "sat", "sun")
    none = ", ".join(f"{day}: {{strength: {{minutes: 0}}}}" for day in days)
    hard = "thu: {run: {kind: quality}, strength: {minutes: 30, hours_after_run: 6}}"
    scenario = read(
        f"sessions: {{min: 0, max: 1}}\npolicy: {{consolidation: easy_days}}\nweek: {{{none}, {hard}}}"
    )
    (one,) = solver.explain(scenario, goals=("consolidation",))
    assert one.cost is not None and one.finished
    assert "something more important pays for it" in one.words
