"""Random weeks: every plan is clean under the judge, says honestly what it is, and can be read back."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from solver import Limits, Plan, Scenario, check, scenario_from, solve
from tests.support.random_scenarios import Document, documents, seeded

SHORT = 40
CAMPAIGN = 2000
BATCHES = 20
QUICK = Limits(deterministic_seconds=0.25, wall_seconds=120)

CALM = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def plan_is_right(document: Document) -> str:
    """Plan a week, check everything that can be said about the plan, and return its outcome."""
    scenario = scenario_from(document)
    plan = solve(scenario, limits=QUICK)
    again = Plan.model_validate_json(plan.model_dump_json())
    assert again == plan
    judgement = check(again, scenario)
    assert judgement.verdict == "clean", (judgement.findings, judgement.mismatches)
    _is_honest(plan)
    if plan.tiers is not None:
        assert judgement.tiers == plan.tiers
    _bare_plan_is_clean(plan, scenario)
    return plan.outcome or "unknown"


def _is_honest(plan: Plan) -> None:
    tiers, notes = plan.tiers or (), plan.notes or ()
    limited = any(note.about == "search" for note in notes)
    assert all(tier.bound <= tier.value for tier in tiers)
    assert all(tier.value == sum(g.value * g.weight for g in tier.goals) for tier in tiers)
    assert plan.provenance is not None and plan.provenance.reproducible
    if plan.outcome == "optimal":
        assert all(tier.proved for tier in tiers)
    elif plan.outcome == "infeasible":
        assert not plan.sessions and not tiers
    assert limited == (plan.outcome in ("feasible", "unknown"))


def _bare_plan_is_clean(plan: Plan, scenario: Scenario) -> None:
    """Sessions with exercises and sets alone are judged as the whole plan is."""
    if plan.outcome not in ("optimal", "feasible"):
        return
    sessions = [
        {"day": s.day, "exercises": [{"exercise": e.exercise, "sets": e.sets} for e in s.exercises]}
        for s in plan.sessions
    ]
    judgement = check(Plan.model_validate({"sessions": sessions}), scenario)
    assert judgement.verdict == "clean", judgement.findings
    assert [tier.value for tier in judgement.tiers] == [tier.value for tier in plan.tiers or ()]


@settings(CALM, max_examples=SHORT)
@given(document=documents())
def test_every_plan_is_right(document: Document) -> None:
    """A short run over random weeks, the same ones every time."""
    plan_is_right(document)


def test_random_weeks_have_every_outcome() -> None:
    """Most random weeks have a plan and some have none, or the other tests would test little."""
    outcomes = Counter(plan_is_right(seeded(seed)) for seed in range(16))
    assert outcomes["optimal"] >= 4
    assert outcomes["infeasible"] >= 1


@pytest.mark.slow
@settings(CALM, max_examples=CAMPAIGN // 2)
@given(document=documents())
def test_every_plan_is_right_campaign(document: Document) -> None:
    """A long run over random weeks that Hypothesis chooses and shrinks."""
    plan_is_right(document)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_seeded_plan_is_right_campaign(batch: int) -> None:
    """The other half of the long run, seeded, over all cores."""
    for seed in range(batch, CAMPAIGN // 2, BATCHES):
        plan_is_right(seeded(seed))
