"""Worth: more freedom never hurts where nothing but freedom is given."""

from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pytest

import solver
from solver.catalogue.case import Case
from solver.domain.explanation import Patch, Worth
from solver.domain.scenario import Scenario
from solver.explaining import worth as table_of_worth
from solver.explaining.cost import vector
from solver.explaining.easier import easier_words, passed_over, too_easy
from solver.explaining.edits import edited
from solver.scenario.reader import scenario_from
from solver.search.limits import Limits
from solver.search.solve import found_in
from solver.specification import case_of
from tests.support.impossible import easy_document

WEEK = """
athlete: {weeks_lifting: 0}
week:
  mon: {strength: {minutes: 20}}
  thu: {strength: {minutes: 30}}
  sun: {run: {kind: long, minutes: 90}}
rules: {ladder: {enabled: false}}
"""


DAY: dict[str, Any] = {"strength": {"minutes": 25}}


def check_worth(scenario: Scenario) -> Worth:
    """Check that more minutes, days and equipment never cost a tier, and fewer never gain one."""
    found = solver.worth(scenario)
    assert found.finished
    for item in found.items:
        if item.cost is None or item.outcome != "optimal":
            continue
        if item.gives == "more":
            assert item.cost.verdict in ("same", "better"), item.words
        if item.gives == "less":
            assert item.cost.verdict in ("same", "worse"), item.words
    return found


def check_exact(scenario: Scenario) -> int:
    """Hold every line of the table against a fresh solve of the changed week; return how many lines."""
    plan = solver.solve(scenario)
    found = solver.worth(scenario, plan=plan)
    own = vector(plan)
    compared = 0
    for item in found.items:
        fresh = solver.solve(edited(scenario, item.patch), limits=Limits(deterministic_seconds=10))
        if item.outcome != "optimal" or fresh.outcome != "optimal":
            assert (item.outcome == "infeasible") == (fresh.outcome == "infeasible") or not item.solved
            continue
        assert item.cost is not None
        new = vector(fresh)
        said = {change.tier: change.after for change in item.cost.changes}
        assert said == {tier: new[tier] for tier in own if new[tier] != own[tier]}, item.what
        compared += 1
    return compared


def without_ladder(seed: int) -> Scenario:
    document = easy_document(Random(seed))
    return scenario_from({**document, "rules": {"ladder": {"enabled": False}}})


@pytest.fixture(scope="module")
def week() -> Scenario:
    return solver.parse_scenario(WEEK)


@pytest.fixture(scope="module")
def table(week: Scenario) -> Worth:
    return check_worth(week)


def test_the_best_come_first(table: Worth) -> None:
    """Gains, then nothing, then losses."""
    order = {"better": 0, "same": 1, "worse": 2}
    places = [order[item.cost.verdict] for item in table.items if item.cost is not None]
    assert places == sorted(places)
    assert any(item.what == "Add equipment: long band" for item in table.items)
    assert all(item.words.endswith(".") and item.what in item.words for item in table.items)


def test_every_line_is_that_of_a_fresh_solve() -> None:
    """What was settled by an argument, together with others, or from a known plan: all the same."""
    ladder = {"athlete": {"weeks_lifting": 0}, "equipment": ["mini_band"], "week": {"mon": DAY, "thu": DAY}}
    assert check_exact(scenario_from(ladder)) > 20


def test_somebody_stops_it(week: Scenario) -> None:
    """Stopped after some steps, the table says what is known by then and counts the rest."""
    stopped, steps = Event(), list[str]()

    def on_step(doing: str) -> None:
        steps.append(doing)
        if len(steps) == 3:
            stopped.set()

    plan = solver.solve(week)
    whole = solver.worth(week, plan=plan)
    part = solver.worth(week, plan=plan, on_step=on_step, cancel=stopped)
    assert len(steps) == 3 and not part.finished
    assert len(part.items) + part.left_out == len(whole.items)
    known = {item.what: item.cost for item in whole.items}
    assert part.items and all(
        known[item.what] == item.cost for item in part.items if item.outcome == "optimal"
    )


def test_a_change_that_is_hard_to_prove_says_so(week: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hardly any patience, what is not proved is marked and said, and nothing wrong is claimed."""
    monkeypatch.setattr(table_of_worth, "PATIENCE", 0.0)
    monkeypatch.setattr(table_of_worth, "PATIENCE_AT_LEAST", 0.002)
    found = solver.worth(week)
    assert found.finished and found.unproved
    for item in found.items:
        if item.outcome in ("feasible", "unknown"):
            assert "in the time there was" in item.words


def test_an_unfinished_table_counts_what_is_left(week: Scenario) -> None:
    """With little time the table says how many changes were not tried."""
    found = solver.worth(week, plan=solver.solve(week), total=Limits(deterministic_seconds=0.05))
    assert not found.finished
    assert found.left_out > 0


def test_no_plan_yet_is_no_table(week: Scenario) -> None:
    """Without a plan nothing is weighed, not even what an argument would settle for the best plan."""
    whole = solver.worth(week)
    unknown = solver.Plan(outcome="unknown", sessions=())
    for found in (
        solver.worth(week, plan=unknown),
        solver.worth(week, total=Limits(deterministic_seconds=0.0001)),
    ):
        assert (found.items, found.finished, found.left_out) == ((), False, len(whole.items))


def test_a_plan_that_is_not_proved_settles_nothing(week: Scenario) -> None:
    """Every change is solved, and no line claims to be exact."""
    base = solver.solve(week).model_copy(update={"outcome": "feasible"})
    found = solver.worth(week, plan=base)
    assert found.finished and all(item.solved for item in found.items)
    for item in found.items:
        assert item.outcome in ("feasible", "infeasible"), item.what
        assert item.cost is None or "proved the best in the time there was" in item.words


def test_an_impossible_week() -> None:
    """What leaves it impossible changes nothing; what makes a plan possible helps."""
    found = solver.worth(solver.parse_scenario("week: {}"))
    said = {item.what: (item.outcome, item.cost and item.cost.verdict, item.words) for item in found.items}
    assert said["Add equipment: bench"] == ("infeasible", "same", "Add equipment: bench: nothing.")
    assert said["30 minutes on Monday"] == ("optimal", None, "30 minutes on Monday: then there is a plan.")


def test_a_week_whose_plan_has_no_session() -> None:
    """Where no session has to be, a week without any is a plan, and is weighed."""
    text = "sessions: {min: 0}\nweek: {sun: {run: {kind: long, minutes: 60}}}"
    found = solver.worth(solver.parse_scenario(text))
    said = {item.what: item.cost.verdict for item in found.items if item.cost is not None}
    assert (said["Add equipment: bench"], said["30 minutes on Monday"]) == ("same", "better")
    assert len(said) == len(found.items)


def test_why_more_equipment_can_cost() -> None:
    """The goal is blamed where the plan stays allowed, the ladder rule where it closes an exercise."""
    travel = solver.read_scenario(Path(__file__).parents[2] / "scenarios" / "travel_week.yaml")
    plan = solver.solve(travel)
    own = case_of(travel)

    def case(document: str) -> Case:
        return case_of(solver.parse_scenario(document))

    press = case_of(edited(travel, [Patch(path="places.hotel", value=("leg_press",))]))
    assert found_in(press, plan) is not None and passed_over(press, plan) == ()
    assert [name for _, name in too_easy(own, press, plan)["loaded_forms"]]
    assert easier_words(own, press, plan).endswith(
        "would then count as too easy, since you could do the same movement with a load."
    )
    rows = "athlete: {level: intermediate}\nequipment: [EQUIPMENT]\nweek: {mon: {strength: {minutes: 30}}}"
    squat = {"day": "mon", "exercises": [{"exercise": "squat_bw", "sets": 2}]}
    easy = solver.Plan.model_validate({"sessions": [squat]})
    bare, rack = (
        case(rows.replace("EQUIPMENT", "")),
        case(rows.replace("EQUIPMENT", "barbell, rack, dumbbells")),
    )
    assert passed_over(bare, easy) == ()
    assert passed_over(rack, easy) == ("Bodyweight squat",)
    assert "“Bodyweight squat” on Monday could then not be planned" in easier_words(bare, rack, easy)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 101))
def test_campaign_of_worth(seed: int) -> None:
    """More never hurts, on 100 random weeks."""
    check_worth(without_ladder(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(201, 221))
def test_campaign_of_exact_tables(seed: int) -> None:
    """Each line of each table is that of a fresh solve, on 20 random weeks, the ladder on."""
    check_exact(scenario_from(easy_document(Random(seed))))
