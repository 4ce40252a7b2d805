"""What the service knows: its rules, goals, exercises, and weeks to try."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse, Response

import solver
from api import demo
from api.contract.base import Message, ScenarioDocument
from api.contract.library import ExerciseList, GoalList, RuleList, ScenarioList, ScenarioSummary
from api.edge.openapi import responses
from api.edge.problem import not_found
from api.edge.strict_route import StrictRoute
from api.routers.common import Tenant

router = APIRouter(prefix="/v1", tags=["library"], route_class=StrictRoute)
_ERRORS = responses()


@router.get("/rules", operation_id="list_rules", response_model=RuleList, responses=_ERRORS)
def list_rules(tenant: Tenant) -> Response:
    """List every hard rule: words, source, parameters with their defaults."""
    return _stored("rules")


@router.get("/goals", operation_id="list_goals", response_model=GoalList, responses=_ERRORS)
def list_goals(tenant: Tenant) -> Response:
    """List every goal: words, source, tier and weight."""
    return _stored("goals")


@router.get("/exercises", operation_id="list_exercises", response_model=ExerciseList, responses=_ERRORS)
def list_exercises(tenant: Tenant) -> Response:
    """List the exercises of the catalogue."""
    return _stored("exercises")


@router.get("/scenarios", operation_id="list_scenarios", response_model=ScenarioList, responses=_ERRORS)
def list_scenarios(tenant: Tenant) -> Response:
    """List weeks to try, possible and impossible ones."""
    return _stored("scenarios")


@router.get(
    "/scenarios/{scenario_id:path}",
    operation_id="get_scenario",
    response_model=ScenarioDocument,
    responses=responses(404),
)
def get_scenario(
    scenario_id: Annotated[str, Path(max_length=100, examples=["minimal"])], tenant: Tenant
) -> Response:
    """Return a week to try; it can be posted to `/v1/plans` as it is."""
    try:
        return JSONResponse(demo.document(scenario_id))
    except KeyError:
        raise not_found("scenario") from None


def _stored(name: str) -> Response:
    return Response(_MADE[name](), media_type="application/json")


def _json(message: Message) -> bytes:
    return message.model_dump_json(exclude_none=True).encode()


@cache
def _rules() -> bytes:
    found = solver.described()
    return _json(RuleList.model_validate({key: found[key] for key in ("rules", "definitions")}))


@cache
def _goals() -> bytes:
    return _json(GoalList.model_validate({"goals": solver.described()["goals"]}))


@cache
def _exercises() -> bytes:
    return _json(ExerciseList(version=solver.versions()[1], exercises=solver.exercises()))


@cache
def _scenarios() -> bytes:
    found = (ScenarioSummary(id=name, name=demo.document(name).get("name", name)) for name in demo.names())
    return _json(ScenarioList(scenarios=tuple(found)))


_MADE = {"rules": _rules, "goals": _goals, "exercises": _exercises, "scenarios": _scenarios}
