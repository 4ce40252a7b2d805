"""Tiny weeks: the optimum tier by tier equals enumeration, and nothing is infeasible that is not."""

from collections import Counter
from functools import cache
from itertools import count, islice

import pytest

from solver import Scenario, check, scenario_from, solve
from solver.catalogue.case import Case
from solver.plan.sessions import arrange
from solver.specification import case_of
from tests.search.brute_force import Enumerated, TooLargeError, enumerate_best, paired, tiny_document

SHORT = 15
CAMPAIGN = 520
BATCHES = 8


@cache
def tiny_cases(batch: int, batches: int, number: int) -> list[tuple[int, Case, Enumerated | None]]:
    """Return cases small enough to enumerate, each with its seed and its best week."""

    def found() -> "islice[tuple[int, Case, Enumerated | None]]":
        return islice(filter(None, map(_enumerated, count(batch, batches))), number)

    return list(found())


def _enumerated(seed: int) -> tuple[int, Case, Enumerated | None] | None:
    case = case_of(scenario_from(tiny_document(seed)))
    try:
        return seed, case, enumerate_best(case)
    except TooLargeError:
        return None


def same_as_enumeration(seed: int, scenario: Scenario, best: Enumerated | None) -> str:
    """Check the solver's plan against the best week and return its outcome."""
    plan = solve(scenario)
    assert plan.outcome == ("infeasible" if best is None else "optimal"), f"seed {seed}"
    assert check(plan, scenario).verdict == "clean", f"seed {seed}"
    if best is not None:
        assert tuple((t.tier, t.value) for t in plan.tiers or ()) == best.vector, f"seed {seed}"
        assert tuple((t.tier, t.bound) for t in plan.tiers or ()) == best.vector, f"seed {seed}"
    return plan.outcome


def test_tiny_weeks_equal_enumeration() -> None:
    """The proved optimum of a tiny week is the one that enumeration finds."""
    outcomes = Counter(same_as_enumeration(s, c.scenario, best) for s, c, best in tiny_cases(0, 1, SHORT))
    assert outcomes["optimal"] >= SHORT // 2
    assert outcomes["infeasible"] >= 1


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_tiny_weeks_campaign(batch: int) -> None:
    """The same over more than five hundred tiny weeks."""
    cases = tiny_cases(batch, BATCHES, CAMPAIGN // BATCHES)
    outcomes = Counter(same_as_enumeration(seed, case.scenario, best) for seed, case, best in cases)
    assert sum(outcomes.values()) == CAMPAIGN // BATCHES


def test_no_pairing_is_shorter_than_the_arranged_one() -> None:
    """The pairs that are written down save as much time as any legal pairing."""
    looked_at = 0
    for seed, case, best in tiny_cases(0, 1, SHORT):
        if best is None or not case.scenario.policy.pairing:
            continue
        for session in best.week.sessions:
            choice = [(item.exercise, item.sets) for item in session.items]
            shortest = min(one.seconds for one in paired(case, session))
            assert arrange(case, session.day, choice).seconds == shortest, f"seed {seed}"
            looked_at += 1
    assert looked_at >= 5
