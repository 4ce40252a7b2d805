"""One frame of published weeks: what the rules leave of each, and what its best week misses."""

from collections.abc import Sequence

import pandas as pd

import solver
from solver import frames
from solver.domain.base import DayName
from solver.domain.run_plan import RunPlan
from solver.domain.scenario import Scenario


def frame_of(
    cells: Sequence[solver.Cell], results: Sequence[solver.CellResult], plans: Sequence[RunPlan]
) -> pd.DataFrame:
    """Return one row for each week: the columns of the frames `room` and `sweep`, and these.

    ``weeks_left``: weeks to the end of the plan; ``run_days``; ``hard_open``: the open days with a
    quality run or hard other sport; ``wanted``: sessions wanted; ``policy``: on which days the runner wants
    strength; ``off_policy``: sessions on other days; ``short``: muscle groups below their target.
    """
    room = frames.room_frame(cells, solver.room).rename(columns={"days": "open"}).set_index("cell")
    outcome = frames.sweep_frame(results).set_index("cell")
    frame = room.join(outcome.drop(columns=[column for column in outcome if column in room]))
    lengths = pd.Series({plan.id: len(plan.weeks) for plan in plans})
    frame["weeks_left"] = frame["at_plan"].map(lengths) - frame["at_week"]
    known = {cell.id: cell.scenario for cell in cells if cell.scenario is not None}
    own = {
        name: {
            "run_days": _run_days(scenario),
            "hard_open": "|".join(_hard_open(scenario)),
            "wanted": scenario.sessions.target,
            "policy": scenario.policy.consolidation,
        }
        for name, scenario in known.items()
    }
    goals, doses = frames.sweep_goal_frame(results), frames.sweep_dose_frame(results)
    frame = frame.join(pd.DataFrame.from_dict(own, orient="index"))
    frame["off_policy"] = goals[goals["goal"] == "consolidation"].set_index("cell")["value"]
    frame["short"] = doses[doses["missing"] > 0].groupby("cell")["group"].agg("|".join)
    whole: pd.DataFrame = frame.rename_axis("cell").reset_index()
    return whole


def missing(frame: pd.DataFrame) -> "pd.Series[bool]":
    """Return which weeks miss something that a coach would count."""
    none = frame["sessions"].isna() | (frame["sessions"] < frame["wanted"])
    thin = (frame["coverage_missing"] > 0) | (frame["dose_missing"] > 0)
    return (none | thin).fillna(True).astype(bool)


def _run_days(scenario: Scenario) -> int:
    return sum(bool(day.all_runs) for day in scenario.week.days)


def _hard_open(scenario: Scenario) -> list[DayName]:
    """Return the open days with a quality run or hard other sport."""
    return [
        name
        for name in solver.room(scenario).open
        if any(run.kind == "quality" for run in scenario.week.day(name).all_runs)
        or any(sport.hard for sport in scenario.week.day(name).all_other)
    ]
