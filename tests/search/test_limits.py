"""What limits and cancelling leave: an honest plan, or an honest 'unknown'."""

import threading
import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from solver import Limits, Plan, Progress, Scenario, check, read_scenario, solve

ROOT = Path(__file__).parents[2]
HARD = "lifter_full_gym"
EASY = "minimal"


@cache
def scenario(name: str) -> Scenario:
    """Return a shipped scenario."""
    return read_scenario(ROOT / "scenarios" / f"{name}.yaml")


def bare(plan: Plan) -> str:
    """Return the plan as JSON, timing apart."""
    return plan.model_dump_json(exclude={"timing"})


def assert_honest(plan: Plan, of: Scenario) -> None:
    """Check that an unfinished search does not claim more than it knows."""
    assert plan.outcome in ("feasible", "unknown")
    assert all(tier.bound <= tier.value for tier in plan.tiers or ())
    assert any(note.about == "search" for note in plan.notes or ())
    assert (plan.outcome == "unknown") == (not plan.sessions)
    assert check(plan, of).verdict == "clean"


@pytest.mark.parametrize("seconds", [1e-6, 0.005, 0.05, 0.2])
def test_a_deterministic_limit_ends_at_the_same_plan(seconds: float) -> None:
    """A tiny limit gives an honest plan or 'unknown', and twice the same bytes."""
    limits = Limits(deterministic_seconds=seconds, wall_seconds=600)
    one, two = (solve(scenario(HARD), limits=limits) for _ in range(2))
    assert_honest(one, scenario(HARD))
    assert bare(one) == bare(two)
    assert one.provenance is not None and one.provenance.reproducible


def test_more_time_is_never_worse() -> None:
    """A longer search finds a plan at least as good, and bounds at least as high in the first tier."""
    found = [solve(scenario(HARD), limits=Limits(seconds, 600)) for seconds in (0.05, 0.1, 0.2, 0.4)]
    vectors = [[tier.value for tier in plan.tiers or ()] for plan in found if plan.sessions]
    assert len(vectors) >= 2
    assert all(later <= earlier for earlier, later in pairwise(vectors))


@pytest.mark.parametrize("seconds", [0.001, 0.05, 0.3])
def test_a_wall_limit_says_that_it_cannot_be_reproduced(seconds: float) -> None:
    """The wall clock differs from machine to machine, and the plan says so."""
    plan = solve(scenario(HARD), limits=Limits(wall_seconds=seconds))
    assert_honest(plan, scenario(HARD))
    assert plan.provenance is not None and not plan.provenance.reproducible
    text = next(note.text for note in plan.notes or () if note.about == "search")
    assert "wall-clock" in text


def test_a_wall_limit_is_kept() -> None:
    """The search ends about when it was told to."""
    start = time.monotonic()
    solve(scenario(HARD), limits=Limits(wall_seconds=0.5))
    assert time.monotonic() - start < 20.0, "far below what the week takes"


def test_cancelling_keeps_the_best_plan() -> None:
    """Cancelled from another thread, the search returns soon with the best plan so far."""
    cancel, seen, cancelled_at = threading.Event(), threading.Event(), []

    def cancel_soon() -> None:
        seen.wait(60)
        cancelled_at.append(time.monotonic())
        cancel.set()

    thread = threading.Thread(target=cancel_soon)
    thread.start()
    plan = solve(scenario(HARD), on_progress=lambda _: seen.set(), cancel=cancel)
    ended = time.monotonic()
    thread.join()
    assert_honest(plan, scenario(HARD))
    assert plan.outcome == "feasible"
    assert plan.provenance is not None and not plan.provenance.reproducible
    assert ended - cancelled_at[0] < 20.0, "far below the limits of the solve"
    assert any("stopped" in note.text for note in plan.notes or ())


def test_cancelled_before_the_start_is_unknown() -> None:
    """A search that was never allowed to begin claims nothing."""
    cancel = threading.Event()
    cancel.set()
    plan = solve(scenario(EASY), cancel=cancel)
    assert plan.outcome == "unknown"
    assert plan.provenance is not None and not plan.provenance.reproducible
    assert_honest(plan, scenario(EASY))


def test_progress_is_honest() -> None:
    """No bound is above its value, time goes forward, and the best value told is the plan's."""
    told: list[Progress] = []
    plan = solve(scenario(EASY), on_progress=told.append)
    assert plan.tiers is not None
    assert told
    assert all(p.value is not None and p.bound <= p.value for p in told)
    assert all(0 <= a.seconds <= b.seconds for a, b in pairwise(told))
    values = {tier.tier: tier.value for tier in plan.tiers}
    assert {progress.tier for progress in told} <= values.keys()
    last = plan.tiers[-1]
    assert last.value in {p.value for p in told if p.tier == last.tier}


def test_progress_ends_with_the_plan() -> None:
    """The last word is the plan, from the first tier to the last, with what was proved."""
    told: list[Progress] = []
    plan = solve(scenario(EASY), on_progress=told.append)
    assert plan.tiers is not None
    final = [(p.tier, p.value, p.bound) for p in told[-len(plan.tiers) :]]
    assert final == [(tier.tier, tier.value, tier.bound) for tier in plan.tiers]


def test_watching_changes_nothing() -> None:
    """A plan is the same with and without somebody watching."""
    watched = solve(scenario(EASY), on_progress=lambda _: None, cancel=threading.Event())
    assert bare(watched) == bare(solve(scenario(EASY)))


@pytest.mark.parametrize(("deterministic", "wall"), [(0, 1), (1, 0), (-1, 1), (float("nan"), 1)])
def test_limits_are_positive(deterministic: float, wall: float) -> None:
    """Limits that make no sense are refused."""
    with pytest.raises(ValueError, match="positive"):
        Limits(deterministic, wall)


@pytest.mark.slow
def test_wall_limits_of_every_length_campaign() -> None:
    """A search that the deterministic limit did not end says that it cannot be reproduced."""
    for milliseconds in range(20, 1500, 40):
        plan = solve(scenario(EASY), limits=Limits(60, milliseconds / 1000))
        assert plan.provenance is not None
        assert plan.provenance.reproducible == (plan.outcome == "optimal"), f"{milliseconds} ms"
