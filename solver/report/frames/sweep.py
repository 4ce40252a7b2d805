"""Frames of a sweep: one row per cell, per cell and goal, per cell and muscle group."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from solver.domain.room import Room
from solver.domain.scenario import Scenario
from solver.domain.sweep import Cell, CellResult
from solver.report.frames.layout import build
from solver.report.frames.layouts import AXIS_PREFIX, ROOM, SWEEP, SWEEP_DOSE, SWEEP_GOALS, SWEEP_TIERS
from solver.report.frames.plan import dose_row, goal_rows

if TYPE_CHECKING:
    import pandas as pd


def sweep_frame(results: Iterable[CellResult]) -> "pd.DataFrame":
    """Return a sweep with one row per cell.

    Each axis is a column ``at_<axis>``, boolean, whole, decimal or text by what is in it; the
    others are those of ``LAYOUTS["sweep"]``.
    """
    return build(SWEEP, map(_row, results))


def sweep_goal_frame(results: Iterable[CellResult]) -> "pd.DataFrame":
    """Return the goals of a sweep, one row per cell and goal."""
    return build(SWEEP_GOALS, ({**_head(r), **row} for r in results for row in goal_rows(r.tiers)))


def sweep_dose_frame(results: Iterable[CellResult]) -> "pd.DataFrame":
    """Return the doses of a sweep, one row per cell and muscle group."""
    return build(
        SWEEP_DOSE,
        ({**_head(r), **dose_row(dose)} for r in results if r.weekly for dose in r.weekly.muscles),
    )


def room_frame(cells: Iterable[Cell], room: Callable[[Scenario], Room]) -> "pd.DataFrame":
    """Return what the rules leave of each cell before anything is solved, one row per cell.

    Parameters
    ----------
    room : `solver.room`; a cell that is no scenario has no days
    """
    return build(ROOM, (_room(cell, room) for cell in cells))


def _room(cell: Cell, room: Callable[[Scenario], Room]) -> dict[str, Any]:
    head = {"cell": cell.id, **{f"{AXIS_PREFIX}{axis}": label for axis, label in cell.at.items()}}
    if cell.scenario is None:
        return head
    found = room(cell.scenario)
    return {
        **head,
        "open_days": len(found.open),
        "leg_days": len(found.legs),
        "days": "|".join(found.open),
        "legs": "|".join(found.legs),
        "closed": "|".join(f"{day}:{'+'.join(rules)}" for day, rules in found.closed.items()),
    }


def _head(result: CellResult) -> dict[str, Any]:
    return {"cell": result.id, **{f"{AXIS_PREFIX}{axis}": label for axis, label in result.at.items()}}


def _row(result: CellResult) -> dict[str, Any]:
    return {
        **_head(result),
        "status": result.status,
        "reason": result.reason,
        **(_week(result) if result.weekly else {}),
        **_tiers(result),
        "request_hash": result.request_hash,
        "reproducible": result.reproducible,
        "deterministic_time": result.deterministic_time,
        "cpu_seconds": result.cpu_seconds,
        "wall_seconds": result.wall_seconds,
    }


def _week(result: CellResult) -> dict[str, Any]:
    assert result.weekly is not None
    muscles, coverage = result.weekly.muscles, result.weekly.coverage
    return {
        "sessions": len(result.sessions),
        "days": "|".join(session.day for session in result.sessions),
        "minutes": sum(session.minutes or 0 for session in result.sessions),
        "sets": sum(session.sets for session in result.sessions),
        "dose_missing": sum(max(0.0, dose.target - dose.sets) for dose in muscles),
        "coverage_missing": sum(max(0, item.wanted - item.reached) for item in coverage),
        "free_days": len(result.weekly.free_days),
    }


def _tiers(result: CellResult) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for tier in result.tiers:
        if tier.tier in SWEEP_TIERS:
            cells |= {f"tier_{tier.tier}": tier.value, f"bound_{tier.tier}": tier.bound}
    return cells
