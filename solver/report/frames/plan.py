"""Frames of one plan, and of what differs between two."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.domain.plan import MuscleDose, Plan, PlannedExercise, PlannedSession, TierValue
from solver.report.frames.layout import build
from solver.report.frames.layouts import BALANCE, COVERAGE, DOSE, GOALS, PLAN, TIERS
from solver.report.words import in_day_order

if TYPE_CHECKING:
    import pandas as pd

_SAME = (
    "exercise",
    "name",
    "sets",
    "amount",
    "unit",
    "per_side",
    "rpe",
    "rest_seconds",
    "prescription",
    "pair",
)
_LISTS = ("primary_muscles", "secondary_muscles", "serves")


def plan_frame(plan: Plan) -> "pd.DataFrame":
    """Return a plan with one row per planned exercise; columns as in ``LAYOUTS["plan"]``."""
    return build(PLAN, _exercise_rows(plan))


def _exercise_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    request = plan.provenance.request_hash if plan.provenance else None
    head = {"plan": plan.name, "request_hash": request, "outcome": plan.outcome}
    for session in in_day_order(plan.sessions):
        for order, exercise in enumerate(session.exercises, 1):
            yield {**head, **_session_cells(session), "order": order, **_exercise_cells(exercise)}


def _session_cells(session: PlannedSession) -> dict[str, Any]:
    return {
        "day": session.day,
        "place": session.place,
        "start": session.start,
        "modality": session.modality,
        "session_minutes": session.minutes,
        "session_seconds": session.seconds,
        "session_fatigue": session.fatigue,
    }


def _exercise_cells(exercise: PlannedExercise) -> dict[str, Any]:
    same = {name: getattr(exercise, name) for name in _SAME}
    return {**same, **{name: "|".join(getattr(exercise, name) or ()) for name in _LISTS}}


def dose_frame(plan: Plan) -> "pd.DataFrame":
    """Return weekly sets against their bands, one row per muscle group."""
    return build(DOSE, map(dose_row, plan.weekly.muscles if plan.weekly else ()))


def dose_row(dose: MuscleDose) -> dict[str, Any]:
    """Return one muscle group as a row."""
    return {
        "group": dose.group,
        "sets": dose.sets,
        "floor": dose.floor,
        "target": dose.target,
        "cap": dose.cap,
        "missing": max(0.0, dose.target - dose.sets),
        "band": _band(dose),
    }


def _band(dose: MuscleDose) -> str:
    if dose.sets > dose.cap:
        return "above cap"
    if dose.sets < dose.floor:
        return "below floor"
    return "below target" if dose.sets < dose.target else "in band"


def coverage_frame(plan: Plan) -> "pd.DataFrame":
    """Return what was trained how often, one row per movement or core function."""
    rows = plan.weekly.coverage if plan.weekly else ()
    return build(COVERAGE, ({"what": c.what, "reached": c.reached, "wanted": c.wanted} for c in rows))


def balance_frame(plan: Plan) -> "pd.DataFrame":
    """Return the balances of the week, one row per pair of sides."""
    rows = plan.weekly.balance if plan.weekly else ()
    return build(
        BALANCE,
        (
            {
                "what": balance.what,
                "first": balance.sides[0],
                "second": balance.sides[1],
                "first_sets": balance.sets[0],
                "second_sets": balance.sets[1],
                "band": balance.band,
                "outside": balance.outside,
                "open": balance.open,
            }
            for balance in rows
        ),
    )


def tier_frame(plan: Plan) -> "pd.DataFrame":
    """Return each tier's value and proved bound, one row per tier."""
    return build(TIERS, map(_tier_row, plan.tiers or ()))


def _tier_row(tier: TierValue) -> dict[str, Any]:
    return {
        "tier": tier.tier,
        "name": tier.name,
        "value": tier.value,
        "bound": tier.bound,
        "gap": tier.value - tier.bound,
        "proved": tier.proved,
    }


def goal_frame(plan: Plan) -> "pd.DataFrame":
    """Return every goal's value, one row per goal."""
    return build(GOALS, goal_rows(plan.tiers or ()))


def goal_rows(tiers: tuple[TierValue, ...]) -> Iterator[dict[str, Any]]:
    """Yield the goals of all tiers as rows."""
    for tier in tiers:
        for goal in tier.goals:
            yield {
                "tier": tier.tier,
                "tier_name": tier.name,
                "goal": goal.id,
                "value": goal.value,
                "weight": goal.weight,
                "points": goal.value * goal.weight,
            }
