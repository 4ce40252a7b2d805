"""What a front is drawn between: costs that a scenario can cap, and goals that can be missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solver.domain.scenario import Scenario
from solver.domain.wording import did_you_mean
from solver.goals import GOALS

_FORMAT_CAPS = {"full_body": 40, "little_and_often": 20}
_LEAST_MINUTES = 5

#: Goals that belong together under one name.
GAINS: dict[str, tuple[str, ...]] = {
    "coverage": ("pattern_exposures", "exposures"),
    "patterns": ("pattern_exposures",),
    "dose": ("dose_target",),
    "floor": ("muscle_floor",),
    "balance": ("anterior_posterior", "push_pull", "knee_hip", "single_leg_share", "core_contractions"),
}
_GAIN_UNITS = {
    "coverage": "exposures missing",
    "patterns": "exposures missing",
    "dose": "sets missing",
    "floor": "sets missing",
    "balance": "half-sets outside the bands",
}
#: Costs beside the goals.
COSTS: dict[str, str] = {
    "sessions": "sessions a week",
    "session_minutes": "minutes a session may take",
    "week_minutes": "minutes a week set aside (sessions x minutes of each)",
}


@dataclass(frozen=True)
class Settings:
    """One amount of a cost, and what the scenario then says."""

    cost: int
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class Gain:
    """What is bought: goals whose weighted sum is to be small."""

    name: str
    unit: str
    goals: tuple[str, ...]


def gain_called(name: str) -> Gain:
    """Return the gain called ``name``: one of `GAINS`, or the id of a goal.

    Raises
    ------
    ValueError
        When there is none.
    """
    words = {goal.id: goal.words for goal in GOALS}
    known = {key: tuple(goal for goal in goals if goal in words) for key, goals in GAINS.items()}
    if name in known:
        return Gain(name, _GAIN_UNITS[name], known[name])
    if name in words:
        return Gain(name, words[name], (name,))
    raise _unknown("gain", name, [*known, *words])


def cost_unit(name: str) -> str:
    """Return what a cost is counted in.

    Raises
    ------
    ValueError
        When there is no such cost.
    """
    words = {goal.id: goal.words for goal in GOALS}
    if name in COSTS:
        return COSTS[name]
    if name in words:
        return words[name]
    raise _unknown("cost", name, [*COSTS, *words])


def _unknown(kind: str, name: str, known: list[str]) -> ValueError:
    hint = did_you_mean(name, known)
    return ValueError(
        f"no {kind} is called {name!r}; there are {', '.join(known)}{'; ' + hint if hint else ''}"
    )


def chains(scenario: Scenario, cost: str) -> list[list[Settings]]:
    """Return the amounts of a cost that is a limit of the scenario, in chains.

    Along a chain every setting allows all that the one before allows, so that what can be reached
    never gets worse.
    """
    if cost == "sessions":
        return [[Settings(k, _sessions(scenario, k)) for k in _session_counts(scenario)]]
    if cost == "session_minutes":
        return [[Settings(m, _minutes(scenario, m)) for m in _session_minutes(scenario)]]
    return [
        [
            Settings(k * m, {**_sessions(scenario, k), **_minutes(scenario, m)})
            for m in _session_minutes(scenario)
        ]
        for k in _session_counts(scenario)
        if k
    ]


def _session_counts(scenario: Scenario) -> range:
    low, _, high = scenario.sessions_wanted
    return range(low, high + 1)


def _sessions(scenario: Scenario, most: int) -> dict[str, Any]:
    low = scenario.sessions_wanted[0]
    return {"sessions.min": low, "sessions.target": most, "sessions.max": most}


def _session_minutes(scenario: Scenario) -> range:
    """Return the minutes a session may take, up to what the days and the format give."""
    cap = scenario.rules.get("time_budget", {}).get(scenario.format, _FORMAT_CAPS[scenario.format])
    default = scenario.strength_minutes or 0
    rooms = [day.strength.minutes if day.strength else None for day in scenario.week.days]
    longest = max(default if room is None else room for room in rooms)
    return range(_LEAST_MINUTES, min(cap, longest) + 1)


def _minutes(scenario: Scenario, most: int) -> dict[str, Any]:
    return {f"rules.time_budget.{scenario.format}": most}
