"""What is known of a week beforehand changes how it is searched, never what comes out."""

from random import Random
from typing import Any

import pytest

from solver.domain.explanation import Patch
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.scenario.reader import scenario_from
from solver.search.limits import Budget, Limits
from solver.search.solve import found_in, solve
from solver.search.tiers import NOTHING_KNOWN, Known, Searched, search
from solver.specification import case_of
from tests.support.impossible import easy_document

LIMITS = Limits(deterministic_seconds=6)


def searched(scenario: Scenario, known: Known = NOTHING_KNOWN) -> Searched:
    return search(case_of(scenario), Budget(LIMITS), known=known)


def narrower(document: dict[str, Any], rng: Random) -> Scenario:
    """Return the week with less time on one day, or none."""
    day = rng.choice([name for name, of_day in document["week"].items() if "strength" in of_day])
    minutes = rng.choice((0, document["week"][day]["strength"]["minutes"] - 10))
    return edited(scenario_from(document), [Patch(path=f"week.{day}.strength.minutes", value=minutes)])


def check_known(seed: int) -> bool:
    """Compare searches that know more and less; False when one of them was not finished."""
    rng = Random(seed)
    document = easy_document(rng)
    plan = solve(scenario_from(document), limits=LIMITS)
    target = narrower(document, rng)
    plain = searched(target)
    if plan.outcome != "optimal" or plain.status not in ("optimal", "infeasible"):
        return False
    floor = tuple(tier.value for tier in plan.tiers or ())
    start = found_in(case_of(target), plan)
    assert plain.status == "infeasible" or plain.vector >= floor
    assert start is None or start.vector == floor == plain.vector
    for known in (Known(floor=floor), Known(start), Known(start, floor)):
        found = searched(target, known)
        assert (found.status, found.vector) in ((plain.status, plain.vector), ("feasible", plain.vector))
    return True


@pytest.mark.parametrize("seed", [1, 3])
def test_knowing_more_finds_the_same(seed: int) -> None:
    """A floor, a plan, or both: the same tiers come out as from scratch."""
    check_known(seed)


def test_the_first_better_plan_is_better() -> None:
    """Told of the plan of a shorter week, the search stops at a plan that is better."""
    week: dict[str, Any] = {"mon": {"strength": {"minutes": 12}}, "thu": {"strength": {"minutes": 12}}}
    plan = solve(scenario_from({"week": week}))
    longer = scenario_from({"strength_minutes": 25})
    start = found_in(case_of(longer), plan)
    assert start is not None
    found = searched(longer, Known(start, first=True))
    assert found.vector < start.vector


def test_a_plan_that_breaks_a_rule_is_not_found() -> None:
    """A plan is one of another week only if the judge passes it there."""
    plan = solve(scenario_from({"strength_minutes": 25}))
    day = plan.sessions[0].day
    assert found_in(case_of(scenario_from({"strength_minutes": 25})), plan) is not None
    closed = scenario_from({"strength_minutes": 25, "week": {day: {"strength": {"minutes": 0}}}})
    assert found_in(case_of(closed), plan) is None


@pytest.mark.slow
@pytest.mark.parametrize("first", range(100, 200, 10))
def test_campaign_of_knowing_more(first: int) -> None:
    """The same for 100 weeks, ten in a block, so that processes can share them."""
    assert sum(check_known(seed) for seed in range(first, first + 10)) > 7
