"""Frames of trade-offs: the points of a front, and sensitivities tier by tier."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.domain.front import Front, Sensitivity
from solver.report.frames.layout import build
from solver.report.frames.layouts import FRONT, SENSITIVITY

if TYPE_CHECKING:
    import pandas as pd


def front_frame(front: Front) -> "pd.DataFrame":
    """Return a front with one row per point, the cheapest first."""
    return build(FRONT, _points(front))


def _points(front: Front) -> Iterator[dict[str, Any]]:
    for point in front.points:
        yield {
            "cost": point.cost,
            "shortfall": point.shortfall,
            "proved": point.proved,
            "knee": point.knee,
            "cost_name": front.cost,
            "cost_unit": front.cost_unit,
            "gain_name": front.gain,
            "gain_unit": front.gain_unit,
            "settings": json.dumps(point.settings, sort_keys=True),
        }


def sensitivity_frame(found: Sensitivity) -> "pd.DataFrame":
    """Return a sensitivity with one row per value and tier."""
    return build(SENSITIVITY, _steps(found))


def _steps(found: Sensitivity) -> Iterator[dict[str, Any]]:
    base = {tier.tier: tier.value for step in found.steps if step.is_base for tier in step.tiers}
    for step in found.steps:
        for tier in step.tiers:
            yield {
                "path": found.path,
                "value": step.value,
                "is_base": step.is_base,
                "status": step.outcome,
                "tier": tier.tier,
                "name": tier.name,
                "points": tier.value,
                "bound": tier.bound,
                "change": tier.value - base[tier.tier] if tier.tier in base else None,
            }
