"""Plans and scenarios made by hand, for reports to show."""

import re
from typing import Any

from solver.domain.plan import Plan
from solver.domain.scenario import Scenario

WEEK: dict[str, Any] = {
    "name": "Half-marathon build with a vest hike",
    "athlete": {"level": "intermediate", "age": 38},
    "equipment": ["dumbbells", "long_band", "step_box"],
    "places": {"gym": ["barbell", "rack", "bench", "pull_up_bar"]},
    "week": {
        "mon": {"strength": {"minutes": 40}},
        "tue": {
            "run": {"kind": "quality", "minutes": 60},
            "strength": {"minutes": 35, "place": "gym", "hours_after_run": 8},
        },
        "wed": {"run": {"kind": "easy", "minutes": 45}, "strength": {"minutes": 30}},
        "thu": {"other": {"sport": "bike", "minutes": 90, "hard": True}, "strength": {"minutes": 40}},
        "fri": {"run": {"kind": "easy", "minutes": 40}},
        "sat": {"run": {"kind": "easy", "minutes": 70, "vest": {"minutes": 45}}},
        "sun": {"run": {"kind": "race", "distance_km": 21.1, "priority": "C"}},
    },
}


def exercise(name: str, prescription: str, rest: int, **more: Any) -> dict[str, Any]:
    """Return one planned exercise as the document says it."""
    identifier = re.sub(r"\W+", "_", name.lower())
    per_set = re.match(r"(\d+)x(\d+)(s?)", prescription)
    assert per_set is not None
    return {
        "exercise": identifier,
        "name": name,
        "sets": int(per_set[1]),
        "amount": int(per_set[2]),
        "unit": "seconds" if per_set[3] else "reps",
        "per_side": "/side" in prescription,
        "rpe": int(prescription[-1]),
        "rest_seconds": rest,
        "prescription": prescription,
        **more,
    }


def _pair(letter: str, *muscles: str) -> dict[str, Any]:
    return {"pair": letter, "primary_muscles": list(muscles)}


TUESDAY: dict[str, Any] = {
    "day": "tue",
    "place": "gym",
    "start": "8 h after the run",
    "minutes": 34,
    "seconds": 2021,
    "modality": "free_weights",
    "fatigue": 20.5,
    "warm_up": [
        "Easy cycling, 2 min",
        "Bodyweight squat, 10",
        "Two lighter sets of the first lift",
    ],
    "exercises": [
        exercise("Barbell back squat", "4x4 @ RPE 8", 180, primary_muscles=["quads", "glute_max"]),
        exercise(
            "Single-leg deadlift, dumbbell/kettlebell", "3x8/side @ RPE 7", 90, **_pair("A", "hamstrings")
        ),
        exercise("Pull-up, negative", "3x6 @ RPE 8", 90, **_pair("A", "lats")),
        exercise("Push-up", "3x12 @ RPE 7", 60, **_pair("B", "chest", "front_delts", "triceps")),
        exercise("Single-leg calf raise", "3x12/side @ RPE 7", 45, **_pair("B", "calves_gastroc")),
        exercise("Side plank", "2x30s/side @ RPE 7", 45, primary_muscles=["obliques"]),
    ],
}
THURSDAY: dict[str, Any] = {
    "day": "thu",
    "minutes": 38,
    "modality": "bands",
    "fatigue": 12.0,
    "warm_up": ["Brisk walk or skipping, 4 min", "Bodyweight lunge, 10"],
    "exercises": [
        exercise(
            "Rear-foot-elevated split squat, bodyweight", "3x10/side @ RPE 7", 60, **_pair("A", "quads")
        ),
        exercise("Band row", "3x12 @ RPE 7", 90, **_pair("A", "mid_back", "lats")),
        exercise("Single-leg bridge", "3x12/side @ RPE 7", 60, primary_muscles=["glute_max", "hamstrings"]),
        exercise("Incline push-up (hands on wall, table, bench or box)", "3x12 @ RPE 7", 60),
        exercise("Dead bug", "3x10/side @ RPE 7", 45, primary_muscles=["abs"]),
    ],
}


def _muscle(group: str, sets: float, floor: float, target: float, cap: float) -> dict[str, Any]:
    return {"group": group, "sets": sets, "floor": floor, "target": target, "cap": cap}


WEEKLY: dict[str, Any] = {
    "muscles": [
        _muscle("quads", 8, 4, 8, 12),
        _muscle("hamstrings", 6.5, 3, 6, 12),
        _muscle("glutes", 13, 4, 8, 18),
        _muscle("abductors", 1.5, 2, 4, 12),
        _muscle("adductors", 3, 1.5, 3, 12),
        _muscle("calves", 3, 4, 8, 12),
        _muscle("press", 6, 2, 4, 12),
        _muscle("back", 6, 3, 6, 12),
        _muscle("trunk", 5.5, 3, 6, 16),
    ],
    "coverage": [
        {"what": "knee", "reached": 2, "wanted": 2},
        {"what": "hip", "reached": 2, "wanted": 2},
        {"what": "push", "reached": 2, "wanted": 2},
        {"what": "pull", "reached": 2, "wanted": 2},
        {"what": "core", "reached": 2, "wanted": 2},
        {"what": "calf", "reached": 1, "wanted": 1},
        {"what": "anti_rotation", "reached": 0, "wanted": 1},
        {"what": "bent_knee_calf", "reached": 0, "wanted": 1},
    ],
    "balance": [
        {
            "what": "push:pull",
            "sides": ["push", "pull"],
            "sets": [6, 6],
            "band": "2:3 .. 3:2",
            "outside": 0,
            "open": True,
        },
        {
            "what": "knee:hip",
            "sides": ["knee", "hip"],
            "sets": [10, 4.5],
            "band": "2:3 .. 3:2",
            "outside": 7,
            "open": True,
        },
        {
            "what": "isometric:dynamic",
            "sides": ["isometric core", "dynamic core"],
            "sets": [2, 0],
            "band": "1:2 .. 2:1",
            "outside": 0,
            "open": False,
        },
    ],
    "free_days": ["mon"],
}
TIERS: list[dict[str, Any]] = [
    {
        "tier": 1,
        "name": "sessions",
        "value": 0,
        "bound": 0,
        "goals": [{"id": "missing_sessions", "value": 0, "weight": 1}],
    },
    {
        "tier": 3,
        "name": "placement",
        "value": 4,
        "bound": 4,
        "goals": [
            {"id": "consecutive_days", "value": 0, "weight": 4},
            {"id": "legs_before_vest", "value": 2, "weight": 2},
        ],
    },
    {
        "tier": 5,
        "name": "dose",
        "value": 17,
        "bound": 17,
        "goals": [{"id": "target_missing", "value": 8, "weight": 2}],
    },
]
NOTES: list[dict[str, str]] = [
    {
        "kind": "goal_missed",
        "about": "floor_missing",
        "text": "Calves get 3 of 8 sets: Thursday's 40 minutes are used up (time_budget).",
    },
    {"kind": "rule_off", "about": "one_modality", "text": "one_modality is switched off by the scenario."},
    {
        "kind": "training",
        "about": "progress",
        "text": "Add a little weight when the last set feels like RPE 6.",
    },
]
PROVENANCE: dict[str, Any] = {
    "strongstride": "0.1.0",
    "catalogue": "2026.11.1",
    "ortools": "9.15.6755",
    "seed": 0,
    "request_hash": "1a2b3c4d5e6f708192a3b4c5d6e7f809",
    "deterministic_time": 0.31,
    "reproducible": True,
}


def scenario(**changes: Any) -> Scenario:
    """Return the runner's week."""
    return Scenario.model_validate({**WEEK, **changes})


def plan(**changes: Any) -> Plan:
    """Return a plan for that week."""
    document = {
        "name": WEEK["name"],
        "outcome": "optimal",
        "tiers": TIERS,
        "sessions": [TUESDAY, THURSDAY],
        "weekly": WEEKLY,
        "notes": NOTES,
        "provenance": PROVENANCE,
        "timing": {"wall_seconds": 0.42, "cpu_seconds": 0.4},
    }
    return Plan.model_validate({**document, **changes})


def infeasible() -> Plan:
    """Return the statement that there is no week."""
    notes = [
        {"kind": "limit", "about": day, "text": f"{word}: vest_day leaves no room for strength."}
        for day, word in (("mon", "Monday"), ("tue", "Tuesday"))
    ]
    return plan(outcome="infeasible", sessions=[], weekly=None, tiers=None, notes=notes)


HOSTILE = (
    "=Evil \x1b[31mred\x1b]0;title\x07 [red]markup[/red] | <b>x</b> @team https://x.test\r\n"
    "BEGIN:VEVENT\x9b2J\u202eright\x00"
)
"""A name that tries terminals, markup, spreadsheets, Markdown, HTML and calendars."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def steering(text: str) -> list[str]:
    """Return what could steer a terminal or the direction of text; line feeds are fine."""
    return _CONTROL.findall(text)


def hostile() -> Plan:
    """Return a plan with that name wherever a plan holds text."""
    session = {**TUESDAY, "place": HOSTILE, "start": HOSTILE, "warm_up": [HOSTILE]}
    session["exercises"] = [
        {"exercise": HOSTILE, "name": HOSTILE, "sets": 3, "prescription": HOSTILE, "rest_seconds": 60},
        {"exercise": HOSTILE, "sets": 2, "pair": "=\n", "serves": [HOSTILE]},
    ]
    return plan(
        name=HOSTILE,
        sessions=[session],
        notes=[{"kind": "goal_missed", "about": HOSTILE, "text": HOSTILE}],
        provenance={**PROVENANCE, "strongstride": HOSTILE, "ortools": HOSTILE},
    )


def hostile_scenario() -> Scenario:
    """Return a scenario with that name, and a sport called so."""
    return scenario(name=HOSTILE, week={"mon": {"other": {"sport": HOSTILE[:40], "minutes": 30}}})
