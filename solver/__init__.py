"""Strongstride plans the strength training of runners: a proved optimum, judged and explained.

The face of the package. Names are loaded when they are first used, so that judging a plan, or
starting a service, does not load OR-Tools.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solver.domain.exercise import Exercise
    from solver.domain.explanation import (
        Alternatives,
        Comparison,
        Contrast,
        Explanation,
        Patch,
        Reason,
        Wish,
        Worth,
    )
    from solver.domain.judgement import Judgement
    from solver.domain.plan import Plan, TierValue
    from solver.domain.problem import Problem, Refusal, ScenarioError
    from solver.domain.scenario import Scenario
    from solver.domain.sweep import Cell, CellResult, Sweep
    from solver.explaining.alternatives import alternatives
    from solver.explaining.compare import compare
    from solver.explaining.explain import explain
    from solver.explaining.front import front
    from solver.explaining.reasons import reasons
    from solver.explaining.sensitivity import sensitivity
    from solver.explaining.why_not import why_not
    from solver.explaining.worth import worth
    from solver.goals import GOALS
    from solver.judging.acceptance import accept, baseline_of
    from solver.judging.judge import check
    from solver.library import described, exercises, rule_book
    from solver.plan.provenance import versions
    from solver.plan.room import room
    from solver.rules import RULES
    from solver.scenario.baseline_files import read_baseline
    from solver.scenario.calendars import read_calendar
    from solver.scenario.overrides import overridden
    from solver.scenario.plan_reader import read_plan
    from solver.scenario.reader import parse_scenario, read_scenario, scenario_from
    from solver.scenario.run_plans import read_run_plans
    from solver.scenario.sweeps import make_sweep, read_sweep
    from solver.search.journal import JournalError
    from solver.search.limits import Limits, Progress
    from solver.search.solve import PlanRejected, solve
    from solver.search.sweep import SweepProgress, sweep

_HOME = {
    "Alternatives": "solver.domain.explanation",
    "Comparison": "solver.domain.explanation",
    "Contrast": "solver.domain.explanation",
    "Explanation": "solver.domain.explanation",
    "Patch": "solver.domain.explanation",
    "Reason": "solver.domain.explanation",
    "Worth": "solver.domain.explanation",
    "Wish": "solver.domain.explanation",
    "Cell": "solver.domain.sweep",
    "CellResult": "solver.domain.sweep",
    "Sweep": "solver.domain.sweep",
    "front": "solver.explaining.front",
    "sensitivity": "solver.explaining.sensitivity",
    "make_sweep": "solver.scenario.sweeps",
    "read_sweep": "solver.scenario.sweeps",
    "read_calendar": "solver.scenario.calendars",
    "read_run_plans": "solver.scenario.run_plans",
    "accept": "solver.judging.acceptance",
    "Exercise": "solver.domain.exercise",
    "described": "solver.library",
    "exercises": "solver.library",
    "rule_book": "solver.library",
    "overridden": "solver.scenario.overrides",
    "room": "solver.plan.room",
    "versions": "solver.plan.provenance",
    "baseline_of": "solver.judging.acceptance",
    "read_baseline": "solver.scenario.baseline_files",
    "JournalError": "solver.search.journal",
    "SweepProgress": "solver.search.sweep",
    "sweep": "solver.search.sweep",
    "alternatives": "solver.explaining.alternatives",
    "compare": "solver.explaining.compare",
    "explain": "solver.explaining.explain",
    "reasons": "solver.explaining.reasons",
    "why_not": "solver.explaining.why_not",
    "worth": "solver.explaining.worth",
    "GOALS": "solver.goals",
    "Judgement": "solver.domain.judgement",
    "Limits": "solver.search.limits",
    "Plan": "solver.domain.plan",
    "TierValue": "solver.domain.plan",
    "PlanRejected": "solver.search.solve",
    "Problem": "solver.domain.problem",
    "Progress": "solver.search.limits",
    "RULES": "solver.rules",
    "Refusal": "solver.domain.problem",
    "Scenario": "solver.domain.scenario",
    "ScenarioError": "solver.domain.problem",
    "check": "solver.judging.judge",
    "parse_scenario": "solver.scenario.reader",
    "read_plan": "solver.scenario.plan_reader",
    "read_scenario": "solver.scenario.reader",
    "scenario_from": "solver.scenario.reader",
    "solve": "solver.search.solve",
}

#: Rooms that analysts use as a whole: `solver.frames`, `solver.charts`.
_ROOMS = {"charts": "solver.report.charts", "frames": "solver.report.frames"}

__all__ = [
    "GOALS",
    "RULES",
    "Alternatives",
    "Cell",
    "CellResult",
    "Comparison",
    "Contrast",
    "Exercise",
    "Explanation",
    "JournalError",
    "Judgement",
    "Limits",
    "Patch",
    "Plan",
    "PlanRejected",
    "Problem",
    "Progress",
    "Reason",
    "Refusal",
    "Scenario",
    "ScenarioError",
    "Sweep",
    "SweepProgress",
    "TierValue",
    "Wish",
    "Worth",
    "accept",
    "alternatives",
    "baseline_of",
    "check",
    "compare",
    "described",
    "exercises",
    "explain",
    "front",
    "make_sweep",
    "overridden",
    "parse_scenario",
    "read_baseline",
    "read_calendar",
    "read_plan",
    "read_run_plans",
    "read_scenario",
    "read_sweep",
    "reasons",
    "room",
    "rule_book",
    "scenario_from",
    "sensitivity",
    "solve",
    "sweep",
    "versions",
    "why_not",
    "worth",
]


def __getattr__(name: str) -> Any:
    """Load a name of the face from its room."""
    if name in _ROOMS:
        return import_module(_ROOMS[name])
    if name not in _HOME:
        raise AttributeError(f"module 'solver' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
