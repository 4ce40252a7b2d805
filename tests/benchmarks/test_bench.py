"""The benchmark itself: its figures, its samples, and that every method proves the same of a small week."""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from solver import Scenario, read_scenario, solve
from tests.benchmarks.bench import main
from tests.benchmarks.instances import ROOT, Sizes, has_published, instances, published, spread
from tests.benchmarks.measuring import Answer, CpuLimit, Run, Status, Task, in_child, measure, timed
from tests.benchmarks.summary import agree, faults, figures, percentile, ratio

IMPOSSIBLE = "impossible_four_vest_days"


def our_vector(name: str) -> dict[int, int]:
    plan = solve(read_scenario(ROOT / "scenarios" / f"{name}.yaml"))
    return {tier.tier: tier.value for tier in plan.tiers or ()}


def run(cpu: float, status: Status = "optimal", name: str = "a", method: str = "ours", value: int = 3) -> Run:
    vector = {1: 0, 2: value} if status == "optimal" else {}
    return Run(method, "random", name, cpu, 20, Answer(status, vector))


def test_runs_without_a_proof_count_at_their_limit() -> None:
    found = figures([run(1), run(2), run(7), run(6, "unknown")])
    assert found.count == 4 and found.unproved == 1
    assert (found.proved_within_5, found.proved_within_10) == (0.5, 0.75)
    assert (found.p50, found.most) == (2, 20)


def test_infeasible_is_a_proof() -> None:
    assert figures([run(1, "infeasible")]).unproved == 0


@pytest.mark.parametrize(("percent", "expected"), [(50, 5), (90, 9), (95, 10), (100, 10), (0, 1)])
def test_percentile_is_a_value_that_was_measured(percent: float, expected: float) -> None:
    assert percentile([10, 1, 9, 2, 8, 3, 7, 4, 6, 5], percent) == expected


def test_ratio_is_of_the_weeks_that_both_ran() -> None:
    theirs = [run(4, method="cpsat"), run(9, "feasible", "b", "cpsat")]
    found = ratio([run(1), run(2, name="b"), run(9, name="c")], theirs)
    assert found is not None
    assert (found.seconds, found.ours_seconds, found.ratio) == (24, 3, 8)
    assert (found.proved, found.ours_proved) == (1, 2)
    assert ratio([run(1)], theirs[:1], "hand-made") is None


def test_contradictions_are_faults() -> None:
    assert not faults([run(1), run(5, method="highs"), run(5, "feasible", method="cpsat", value=9)])
    assert len(faults([run(1), run(5, method="highs", value=4)])) == 1
    assert len(faults([run(1), run(5, "infeasible", method="highs")])) == 1
    assert len(faults([run(1, "error")])) == 1


def test_a_tier_left_out_is_zero() -> None:
    shorter = Run("ours", "random", "a", 1, 20, Answer("optimal", {2: 3}))
    assert agree(shorter, run(1))


def test_samples_are_fixed_and_evenly_spread() -> None:
    sizes = Sizes(published=2, tight=1, hand_made=4, random=3)
    found = instances(sizes)
    assert [one.name for one in found] == [one.name for one in instances(sizes)]
    assert len({(one.group, one.name) for one in found}) == len(found) == (10 if has_published() else 7)
    assert [one.name for one in spread(found[-3:], 1)] == [found[-2].name]
    assert spread(found, 0) == [] and spread(found, 99) == found


def test_without_published_weeks_the_group_is_left_out(tmp_path: Path) -> None:
    found = instances(Sizes(hand_made=1, random=1), tmp_path)
    assert [one.group for one in found] == ["hand-made", "random"]


@pytest.mark.skipif(not has_published(), reason="the published weeks are not beside this repository")
def test_tight_weeks_have_time_only_on_days_without_a_run() -> None:
    found = [one for one in published(Sizes(published=3, tight=3)) if one.group == "published-tight"]
    assert len(found) == 3
    for one in found:
        for day in one.scenario.week.days:
            assert day.strength is not None
            assert day.strength.minutes == (0 if day.runs else 25)


@pytest.mark.parametrize("method", ["ours", "ours_default", "cpsat", "highs"])
def test_every_method_proves_the_same_of_a_small_week(method: str) -> None:
    """A child process for each; OR-Tools and HiGHS never meet."""
    if method == "highs" and find_spec("highspy") is None:
        pytest.skip("highspy is not installed")
    weeks = [one for one in instances(Sizes(0, 0, None, 0)) if one.name in ("minimal", IMPOSSIBLE)]
    found = measure(method, f"tests.benchmarks.method_{method}", weeks, limit=60, repeat=1)
    answers = {run.name: run.answer for run in found}
    assert answers[IMPOSSIBLE] == Answer("infeasible", {})
    assert answers["minimal"] == Answer("optimal", our_vector("minimal"))


def test_a_method_that_fails_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(scenario: Scenario, limit: CpuLimit) -> Answer:
        raise ValueError("no such luck")

    monkeypatch.setitem(sys.modules, "failing", SimpleNamespace(answer=answer))
    _, found = timed(Task("failing", Scenario(), limit=1, repeat=1))
    assert found == Answer("error", {}, "ValueError: no such luck")


def test_a_process_that_dies_is_reported_and_replaced() -> None:
    died, lives = in_child("tests.benchmarks.test_bench:live_or_die", "solver.specification", [1, 0])
    assert isinstance(died, str) and "died" in died
    assert lives == 0


def live_or_die(status: int) -> int:
    """Leave the process with a status, unless it is 0."""
    if status:
        os._exit(status)
    return status


def test_the_whole_bench_on_very_little(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "figures.json"
    sizes = ["--published=0", "--tight=0", "--hand-made=1", "--random=1", "--explained=0", "--baseline=1"]
    assert main([*sizes, "--methods", "ours_default", "--json", str(target)]) == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    assert {group["count"] for group in found["groups"].values()} == {1}
    assert found["faults"] == [] and len(found["ratios"]) == 2
    assert "Every method that proved a week proved the same of it." in capsys.readouterr().out
