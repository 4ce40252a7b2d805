"""The weeks of a run plan as scenarios: the runs of the plan, everything else of the runner."""

from typing import Any

from solver.domain.base import DAYS
from solver.domain.run_plan import RunPlan
from solver.domain.scenario import Scenario
from solver.domain.week import Day, Week

_RECOVERY_REACH_DAYS = 14


def week_tree(scenario: Scenario, plan: RunPlan, number: int) -> dict[str, Any]:
    """Return the scenario's document with the runs of one week of a plan.

    Room for strength stays the scenario's. The plan's weeks before and after give the neighbouring
    days and the last race, so that no week of a plan is cyclic.

    Parameters
    ----------
    number : week of the plan, from 1

    Raises
    ------
    ValueError
        When the plan has no such week.
    """
    if not 1 <= number <= len(plan.weeks):
        raise ValueError(f"the plan {plan.id!r} has weeks 1 to {len(plan.weeks)}, not {number}")
    tree = scenario.model_dump(mode="json", exclude_unset=True)
    runs = plan.weeks[number - 1]
    tree["week"] = {name: _day(scenario.week, runs, name) for name in DAYS}
    before = plan.weeks[number - 2].sun if number > 1 else Day()
    after = plan.weeks[number].mon if number < len(plan.weeks) else Day()
    tree |= {"previous_day": _dumped(before), "next_day": _dumped(after)}
    if race := _last_race(plan, number):
        tree["last_race"] = race
    return tree


def _dumped(day: Day) -> dict[str, Any]:
    return day.model_dump(mode="json", exclude_unset=True)


def _day(own: Week, runs: Week, name: Any) -> dict[str, Any]:
    strength = own.day(name).strength
    room = {} if strength is None else {"strength": strength.model_dump(mode="json", exclude_unset=True)}
    return {**_dumped(runs.day(name)), **room}


def _last_race(plan: RunPlan, number: int) -> dict[str, Any] | None:
    """Return the race nearest before the week, if it can still be felt.

    A longer race further back is kept when its recovery outlasts the nearer one's; the rule knows
    one race only, and the longest is the one that asks for most.
    """
    found = []
    for back in range(1, _RECOVERY_REACH_DAYS + 1):
        week, day = divmod((number - 1) * 7 - back, 7)
        if week < 0:
            break
        runs = plan.weeks[week].day(DAYS[day]).all_runs
        distances = [run.distance_km for run in runs if run.kind == "race" and run.distance_km]
        found += [(distance, -back) for distance in distances]
    if not found:
        return None
    distance, back = max(found)
    return {"days_ago": -back, "distance_km": distance}
