"""Tidy frames: one row per thing, columns documented in `LAYOUTS`, pandas' nullable dtypes.

pandas is loaded when a frame is made, not when this is imported.
"""

from solver.report.frames.differences import difference_frame
from solver.report.frames.files import read_frame, write_frame
from solver.report.frames.layout import Column, Layout, describe
from solver.report.frames.layouts import LAYOUTS
from solver.report.frames.plan import (
    balance_frame,
    coverage_frame,
    dose_frame,
    goal_frame,
    plan_frame,
    tier_frame,
)
from solver.report.frames.runs import run_plan_frame
from solver.report.frames.sweep import room_frame, sweep_dose_frame, sweep_frame, sweep_goal_frame
from solver.report.frames.trade import front_frame, sensitivity_frame

__all__ = [
    "LAYOUTS",
    "Column",
    "Layout",
    "balance_frame",
    "coverage_frame",
    "describe",
    "difference_frame",
    "dose_frame",
    "front_frame",
    "goal_frame",
    "plan_frame",
    "read_frame",
    "room_frame",
    "run_plan_frame",
    "sensitivity_frame",
    "sweep_dose_frame",
    "sweep_frame",
    "sweep_goal_frame",
    "tier_frame",
    "write_frame",
]
