"""Figures of many runs: how many were proved how fast, ratios between methods, contradictions."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.benchmarks.measuring import Run


@dataclass(frozen=True)
class Figures:
    """The runs of one group in one method; seconds are CPU seconds, unproved runs at their limit."""

    count: int
    proved_within_5: float
    proved_within_10: float
    p50: float
    p95: float
    p90: float
    most: float
    unproved: int


@dataclass(frozen=True)
class Ratio:
    """A baseline against ours on the same weeks.

    Attributes
    ----------
    ratio : their CPU seconds to ours; at least this much while they have unproved runs
    proved, ours_proved : how many runs have a proof
    """

    method: str
    group: str
    count: int
    seconds: float
    ours_seconds: float
    ratio: float
    proved: int
    ours_proved: int


def figures(runs: Sequence[Run]) -> Figures:
    """Summarise runs."""
    charged = [run.charged for run in runs]
    return Figures(
        count=len(runs),
        proved_within_5=share(runs, 5),
        proved_within_10=share(runs, 10),
        p50=percentile(charged, 50),
        p90=percentile(charged, 90),
        p95=percentile(charged, 95),
        most=max(charged),
        unproved=sum(not run.proved for run in runs),
    )


def share(runs: Sequence[Run], seconds: float) -> float:
    """Return which part of the runs was proved within some CPU seconds."""
    return sum(run.proved and run.cpu <= seconds for run in runs) / len(runs)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that ``percent`` of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def ratio(ours: Iterable[Run], theirs: Sequence[Run], group: str | None = None) -> Ratio | None:
    """Compare a baseline with ours on the weeks that both ran, of all groups or of one."""
    own = {(run.group, run.name): run for run in ours}
    pairs = [(own[run.group, run.name], run) for run in theirs if group in (None, run.group)]
    if not pairs:
        return None
    seconds, ours_seconds = sum(run.charged for _, run in pairs), sum(run.charged for run, _ in pairs)
    return Ratio(
        method=theirs[0].method,
        group=group or "all",
        count=len(pairs),
        seconds=seconds,
        ours_seconds=ours_seconds,
        ratio=seconds / ours_seconds,
        proved=sum(run.proved for _, run in pairs),
        ours_proved=sum(run.proved for run, _ in pairs),
    )


def faults(runs: Iterable[Run]) -> list[str]:
    """Return every run that failed, and every week of which two methods proved different things."""
    found, first = [], dict[tuple[str, str], Run]()
    for run in runs:
        if run.answer.status == "error":
            found.append(f"{run.method} failed on {run.group} {run.name}: {run.answer.error}")
        if run.proved:
            other = first.setdefault((run.group, run.name), run)
            if not agree(other, run):
                found.append(f"{run.group} {run.name}: {_said(other)}, but {_said(run)}")
    return found


def agree(one: Run, other: Run) -> bool:
    """Return whether two proofs say the same; a tier that one of them leaves out is 0."""
    tiers = one.answer.vector.keys() | other.answer.vector.keys()
    same = all(one.answer.vector.get(tier, 0) == other.answer.vector.get(tier, 0) for tier in tiers)
    return same and one.answer.status == other.answer.status


def _said(run: Run) -> str:
    values = " ".join(f"{tier}:{value}" for tier, value in sorted(run.answer.vector.items()))
    return f"{run.method} proves {values or run.answer.status}"
