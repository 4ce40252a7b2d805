"""Examples for OpenAPI: real documents, each of which solves."""

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
