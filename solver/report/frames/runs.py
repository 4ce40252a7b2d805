"""A run plan as a frame: one row per run or other sport."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from solver.domain.base import DAYS
from solver.domain.run_plan import RunPlan
from solver.domain.week import Run
from solver.report.frames.layout import build
from solver.report.frames.layouts import RUN_PLAN

if TYPE_CHECKING:
    import pandas as pd


def run_plan_frame(plans: RunPlan | Iterable[RunPlan], pace_min_per_km: float = 6.0) -> "pd.DataFrame":
    """Return run plans with one row per run or other sport.

    Parameters
    ----------
    pace_min_per_km : minutes per kilometre for runs that only say their distance
    """
    many = [plans] if isinstance(plans, RunPlan) else plans
    return build(RUN_PLAN, (row for plan in many for row in _rows(plan, pace_min_per_km)))


def _rows(plan: RunPlan, pace: float) -> Iterator[dict[str, Any]]:
    for number, week in enumerate(plan.weeks, 1):
        for name in DAYS:
            for activity in week.day(name).activities:
                yield {"plan": plan.id, "week": number, "day": name, **_cells(activity, pace)}


def _cells(activity: Any, pace: float) -> dict[str, Any]:
    if not isinstance(activity, Run):
        return {"kind": "other", "sport": activity.sport, "minutes": activity.minutes, "hard": activity.hard}
    minutes = activity.minutes
    if minutes is None and activity.distance_km is not None:
        minutes = round(activity.distance_km * pace)
    return {"kind": activity.kind, "minutes": minutes, "distance_km": activity.distance_km}
