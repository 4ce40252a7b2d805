"""A sweep as a table for the terminal: one line per cell."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from solver.domain.sweep import CellResult, Sweep
from solver.report.words import clean, count, listing


def sweep_view(sweep: Sweep, results: Sequence[CellResult]) -> RenderableType:
    """Return the cells with what came of them, and how many came out how."""
    axes = list(sweep.cells[0].at) if sweep.cells else []
    table = Table(
        *(clean(axis.rpartition(".")[2]) for axis in axes),
        "answer",
        "days",
        "min",
        "goals missed, tier by tier",
        box=None,
        pad_edge=False,
    )
    for result in results:
        table.add_row(*(Text(clean(str(result.at.get(axis, "")))) for axis in axes), *_answer(result))
    statuses = Counter(result.status for result in results)
    said = listing([f"{number} {status}" for status, number in statuses.most_common()])
    summary = Text(f"{count(len(results), 'cell')}: {said}.")
    return Group(table, Text(""), summary)


def _answer(result: CellResult) -> tuple[Text, Text, Text, Text]:
    days = " ".join(session.day for session in result.sessions)
    minutes = sum(session.minutes or 0 for session in result.sessions)
    tiers = " ".join(
        str(tier.value) if tier.proved else f"{tier.bound}..{tier.value}" for tier in result.tiers
    )
    return (
        Text(result.status),
        Text(days),
        Text(str(minutes) if result.sessions else ""),
        Text(tiers or clean(result.reason or "")[:60]),
    )
