"""Examples for OpenAPI: real documents, each of which solves."""

import json
from typing import Any

from fastapi import Body
from fastapi.openapi.models import Example

from api import demo

_SUMMARIES = {
    "minimal": "The least that can be said of a week",
    "half_marathon_build": "Half-marathon training with a gym day, pins and a sore knee",
    "impossible_four_vest_days": "A week without any room: completed, with the outcome infeasible",
}

SCENARIOS = Body(
    description="The scenario document: a runner's week, equipment, minutes and wishes.",
    openapi_examples={
        name: Example(summary=summary, value=demo.document(name)) for name, summary in _SUMMARIES.items()
    },
)
WEEK = demo.document("minimal")


def _examples(**values: tuple[str, Any]) -> Any:
    return Body(
        openapi_examples={
            name: Example(summary=summary, value=value) for name, (summary, value) in values.items()
        }
    )


PATCH = _examples(
    more_time=(
        "Ten minutes more on every day",
        {"patch": [{"op": "replace", "path": "strength_minutes", "value": 40}], "label": "more time"},
    ),
    two_edits=(
        "A rest day, and a kettlebell",
        {
            "patch": [
                {"op": "replace", "path": "pins.tue", "value": "rest"},
                {"op": "replace", "path": "equipment", "value": ["kettlebells"]},
            ]
        },
    ),
)
WISHES = _examples(
    exercise=("Another exercise on Friday", {"exercise": "slrdl_bw", "day": "fri"}),
    rest=("No session on Monday", {"session": False, "day": "mon"}),
    sessions=("Three sessions", {"sessions": 3}),
)
SWEEPS = _examples(
    minutes_and_equipment=(
        "Minutes against equipment: four plans",
        {
            "scenario": WEEK,
            "grid": {"strength_minutes": [20, 30]},
            "variants": {"home": {"nothing": {}, "kettlebell": {"equipment": ["kettlebells"]}}},
        },
    ),
)
BATCH = {
    "items": [
        {"label": "athlete-1", "scenario": WEEK},
        {"label": "athlete-2", "scenario": {**WEEK, "strength_minutes": 25}},
    ]
}
LINES = "".join(json.dumps(item) + "\n" for item in BATCH["items"])
#: A week that somebody wrote by hand, for the judge.
BY_HAND = {
    "sessions": [
        {
            "day": "mon",
            "exercises": [{"exercise": "calf_raise_bi", "sets": 2}, {"exercise": "bird_dog", "sets": 2}],
        }
    ]
}
CHECKS = _examples(by_hand=("A session that somebody wrote by hand", {"scenario": WEEK, "plan": BY_HAND}))
_JUDGED = {"tier": 1, "name": "sessions", "value": 1, "bound": 0, "goals": []}
COMPARISONS = _examples(
    as_they_are=(
        "Two weeks as they are; plans of ours are named by `id`",
        {
            "before": {"plan": {**BY_HAND, "tiers": [_JUDGED]}},
            "after": {"plan": {**BY_HAND, "tiers": [{**_JUDGED, "value": 0}]}},
        },
    )
)
