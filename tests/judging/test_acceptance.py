"""Baselines: what is worse is told, what is better as well."""

from pathlib import Path
from typing import Any

import pytest

from solver.domain.baseline import Tolerances
from solver.domain.plan import TierValue
from solver.domain.sweep import CellResult
from solver.judging.acceptance import accept, baseline_of
from solver.scenario.baseline_files import read_baseline, write_baseline


def result(
    name: str, status: Any = "optimal", tiers: tuple[int, ...] = (0, 5), time: float = 1.0
) -> CellResult:
    values = [TierValue(tier=n, name=str(n), value=v, bound=v, goals=()) for n, v in enumerate(tiers, 1)]
    return CellResult(id=name, at={}, status=status, tiers=tuple(values), deterministic_time=time)


def told(before: CellResult, after: CellResult | None, **tolerances: Any) -> list[tuple[str, bool]]:
    baseline = baseline_of("own", [before], Tolerances(**tolerances))
    return [(d.measure, d.regression) for d in accept([after] if after else [], baseline)]


def test_the_same_is_accepted() -> None:
    """Nothing differs from itself."""
    assert told(result("a"), result("a")) == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (result("a", "feasible"), [("status", True)]),
        (result("a", "infeasible"), [("status", True)]),
        (result("a", tiers=(1, 0)), [("tiers", True)]),
        (result("a", tiers=(0, 4)), [("tiers", False)]),
        (result("a", time=2.9), []),
        (result("a", time=3.1), [("time", True)]),
        (None, [("presence", True)]),
        (result("b"), [("presence", True), ("presence", False)]),
    ],
)
def test_what_differs(after: CellResult | None, expected: list[tuple[str, bool]]) -> None:
    """Status, the first tier that differs, time beyond tolerance, cells that come and go."""
    assert told(result("a"), after) == expected


def test_points_are_tolerated_where_nothing_is_proved() -> None:
    """A best so far may vary, a proved optimum may not."""
    weak = {"tier_points": 3}
    assert told(result("a", "feasible"), result("a", "feasible", (0, 7)), **weak) == [("tiers", False)]
    assert told(result("a"), result("a", tiers=(0, 7)), **weak) == [("tiers", True)]


def test_an_improved_status_is_news() -> None:
    """What is proved now and was not is told, and accepted."""
    assert told(result("a", "feasible"), result("a")) == [("status", False)]


def test_baselines_are_read_as_they_were_written(tmp_path: Path) -> None:
    """One line a cell, and the same again."""
    baseline = baseline_of("own", [result("a"), result("b", "failed", ())])
    write_baseline(baseline, tmp_path / "own.json")
    assert read_baseline(tmp_path / "own.json") == baseline
    assert sum('"id"' in line for line in (tmp_path / "own.json").read_text().splitlines()) == 2
