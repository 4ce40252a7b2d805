"""Worth: more freedom never hurts where nothing but freedom is given."""

from random import Random

import pytest

import solver
from solver.domain.explanation import Worth
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.scenario.reader import scenario_from
from solver.search.limits import Limits
from tests.support.impossible import easy_document

WEEK = """
athlete: {weeks_lifting: 0}
week:
  mon: {strength: {minutes: 20}}
  thu: {strength: {minutes: 30}}
  sun: {run: {kind: long, minutes: 90}}
rules: {ladder: {enabled: false}}
"""


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


def test_what_was_not_solved_is_right(week: Scenario, table: Worth) -> None:
    """An argument that saved a solve agrees with the solve."""
    plan = solver.solve(week)
    values = [tier.value for tier in plan.tiers or ()]
    settled = [item for item in table.items if not item.solved]
    for item in Random(1).sample(settled, min(4, len(settled))):
        other = solver.solve(edited(week, item.patch))
        assert [tier.value for tier in other.tiers or ()] == values, item.what


def test_an_unfinished_table_counts_what_is_left(week: Scenario) -> None:
    """With little time the table says how many changes were not tried."""
    found = solver.worth(week, plan=solver.solve(week), total=Limits(deterministic_seconds=0.05))
    assert not found.finished
    assert found.left_out > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 101))
def test_campaign_of_worth(seed: int) -> None:
    """More never hurts, on 100 random weeks."""
    check_worth(without_ladder(seed))
