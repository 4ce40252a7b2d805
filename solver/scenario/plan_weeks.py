"""The weeks of a run plan as scenarios: the runs of the plan, everything else of the runner."""

from typing import Any

from solver.domain.base import DAYS, Noun
from solver.domain.run_plan import RunPlan
from solver.domain.scenario import Scenario
from solver.domain.week import Day, Week

_RECOVERY_REACH_DAYS = 14


def week_tree(scenario: Scenario, plan: RunPlan, number: int) -> dict[str, Any]:
    """Return the scenario's document with the runs of one week of a plan.

    Room for strength and other sport stay the scenario's; a vest worn on a run goes to the plan's
    first run of that day, races excepted. The plan's weeks before and after give the neighbouring
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
    before = plan.weeks[number - 2] if number > 1 else Week()
    after = plan.weeks[number] if number < len(plan.weeks) else Week()
    tree |= {
        "previous_day": _activities(scenario.week.sun, before.sun),
        "next_day": _activities(scenario.week.mon, after.mon),
    }
    if race := _last_race(plan, number):
        tree["last_race"] = race
    return tree


def _day(own: Week, runs: Week, name: Any) -> dict[str, Any]:
    strength = own.day(name).strength
    room = {} if strength is None else {"strength": _dumped(strength)}
    return {**_activities(own.day(name), runs.day(name)), **room}


def _activities(own: Day, planned: Day) -> dict[str, Any]:
    """Return the runs of the plan, other sport of the plan and of the runner, and the runner's vest."""
    day = {
        "runs": [_dumped(run) for run in planned.all_runs],
        "other": [_dumped(sport) for sport in (*planned.all_other, *own.all_other)],
    }
    vest = next((_dumped(run)["vest"] for run in own.all_runs if run.vest), None)
    wearing = next((run for run in day["runs"] if run["kind"] != "race"), None)
    if vest is not None and wearing is not None:
        wearing["vest"] = vest
    return {key: found for key, found in day.items() if found}


def _dumped(noun: Noun) -> dict[str, Any]:
    return noun.model_dump(mode="json", exclude_unset=True)


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
