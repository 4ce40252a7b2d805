"""The figures as tables in a terminal."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from tests.benchmarks.explanations import Cost
from tests.benchmarks.summary import Figures, Ratio

RATIO_TARGETS = {"cpsat": 3.0, "highs": 2.5}
"""Times our CPU seconds, at least, proving no more than we do."""
NAMES = {
    "ours": "Strongstride",
    "cpsat": "CP-SAT by default, whole week",
    "highs": "HiGHS, whole week",
    "ours_default": "our search, CP-SAT by default",
}


def is_reached(group: str, found: Figures) -> bool | None:
    """Return whether a group reaches what was promised of it; None when nothing was."""
    if group == "published":
        return found.proved_within_5 >= 0.98 and found.p50 < 0.5 and found.p95 < 2
    return found.proved_within_10 >= 0.9 if group == "hand-made" else None


def is_faster(found: Ratio) -> bool | None:
    """Return whether a ratio reaches its target; None for a method without one."""
    target = RATIO_TARGETS.get(found.method)
    return None if target is None else found.ratio >= target and found.proved <= found.ours_proved


def figures_table(groups: Mapping[str, Figures]) -> Table:
    """Return the table of our own runs."""
    table = _table(
        "Strongstride: CPU seconds of a week, one worker",
        ("group", "weeks", "proved in 5 s", "in 10 s", "p50", "p90", "p95", "max", "unproved", "target"),
    )
    for group, one in groups.items():
        seconds = [f"{value:.2f}" for value in (one.p50, one.p90, one.p95, one.most)]
        shares = [f"{value:.1%}" for value in (one.proved_within_5, one.proved_within_10)]
        reached = _said(is_reached(group, one))
        table.add_row(group, str(one.count), *shares, *seconds, str(one.unproved), reached)
    return table


def ratios_table(ratios: Sequence[Ratio]) -> Table:
    """Return the table of the baselines."""
    table = _table(
        "The same weeks in other methods: CPU seconds together, unproved ones at their limit",
        ("method", "group", "weeks", "proved", "by us", "seconds", "ours", "ratio", "target"),
    )
    for one in ratios:
        sign = "≥ " if one.proved < one.count else ""
        counts = (str(one.count), str(one.proved), str(one.ours_proved))
        seconds = (f"{one.seconds:.1f}", f"{one.ours_seconds:.1f}", f"{sign}{one.ratio:.1f} x")
        wanted = RATIO_TARGETS.get(one.method)
        target = f"≥ {wanted} x: {_said(is_faster(one))}" if wanted else "–"
        table.add_row(NAMES[one.method], one.group, *counts, *seconds, target)
    return table


def costs_table(costs: Sequence[Cost]) -> Table:
    """Return the table of the explanations."""
    table = _table(
        "Explanations: CPU time as a multiple of a solve",
        ("question", "asked", "of its week: median", "worst", "of a median week", "unfinished", "target"),
    )
    for one in costs:
        times = [f"{value:.1f} x" for value in (one.middle, one.worst, one.of_ordinary)]
        target = f"≤ {one.target:.0f} x: {one.within} of {one.count}"
        table.add_row(one.question, str(one.count), *times, str(one.unfinished), target)
    return table


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for at, column in enumerate(columns):
        table.add_column(column, justify="left" if at == 0 else "right")
    return table


def _said(reached: bool | None) -> str:
    return "–" if reached is None else "reached" if reached else "MISSED"


def console() -> Console:
    """Return a console that does not cut tables short when there is no terminal."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=130)
