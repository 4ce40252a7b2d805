"""Plans: asked for, looked at, stopped, deleted, patched."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from api.contract.base import ScenarioDocument
from api.contract.plans import (
    Limits,
    Metadata,
    PatchRequest,
    PlanEnvelope,
    PlanInput,
    PlanPage,
    Validated,
    cursor_of,
    metadata_of,
    read_cursor,
)
from api.edge.openapi import responses
from api.edge.problem import Fault, invalid
from api.edge.strict_route import StrictRoute
from api.jobs.intake import KeyReused, Taken, TooManyPending
from api.jobs.states import FINAL, State
from api.routers.common import (
    IdempotencyKey,
    PlanId,
    Tenant,
    TheService,
    Wait,
    envelope,
    found,
    refused,
)
from api.routers.examples import SCENARIOS
from api.routers.patching import patched
from api.service import Service
from api.sizes import readable
from api.store import jobs
from api.store.jobs import NewJob

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=StrictRoute)

_Seconds = Annotated[float | None, Query(gt=0, le=7200, allow_inf_nan=False)]


@router.post(
    "",
    operation_id="create_plan",
    status_code=202,
    response_model=PlanEnvelope,
    responses={
        200: {"model": PlanEnvelope | Validated, "description": "Done in time, or only validated"},
        **responses(body=True),
    },
)
async def create_plan(
    scenario: Annotated[ScenarioDocument, SCENARIOS],
    service: TheService,
    tenant: Tenant,
    wait: Wait,
    idempotency_key: IdempotencyKey = None,
    operation: Annotated[
        Literal["solve", "validate"], Query(description="`validate` only says what is wrong with it.")
    ] = "solve",
    deterministic_seconds: _Seconds = None,
    wall_seconds: _Seconds = None,
) -> Response:
    """Plan a week.

    The body is the scenario document. The answer is 202 with `Location`; with `Prefer: wait=5` it is
    200 with the whole plan when that is done in time. An infeasible week is a completed job, whose
    outcome is `infeasible`.
    """
    if operation == "validate":
        name = readable(scenario).name
        return Response(Validated(name=name).model_dump_json(), media_type="application/json")
    bounds = service.limits(deterministic_seconds, wall_seconds)
    new = service.new_plan(tenant, scenario, bounds, idempotency_key=idempotency_key)
    return await submit(service, new, wait, scenario)


async def submit(service: Service, new: NewJob, wait: float | None, scenario: dict[str, Any]) -> Response:
    """Take a plan in and answer, at once or when it has ended."""

    def take() -> Taken:
        return service.take(new, somebody_waits=wait is not None, check=lambda: readable(scenario))

    try:
        taken = await asyncio.to_thread(take)
    except (KeyReused, TooManyPending) as error:
        raise refused(error) from None
    job_id, row = taken.row.id, taken.row
    is_answer = taken.is_new and (row.state in FINAL or wait is None)
    if not is_answer:
        row = found(await service.ended(new.tenant, job_id, wait or 0.0))
    status = 200 if wait is not None and row.state in FINAL else 202
    return envelope(row, "plan", location=f"/v1/plans/{job_id}", status=status)


@router.get("", operation_id="list_plans", response_model=PlanPage, responses=responses(422))
def list_plans(
    service: TheService,
    tenant: Tenant,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    status: Annotated[State | None, Query(description="Only jobs in this state.")] = None,
    batch_id: Annotated[str | None, Query(max_length=64, description="Only items of this batch.")] = None,
) -> PlanPage:
    """List plans, the newest first."""
    after = None if cursor is None else read_cursor(cursor)
    if cursor is not None and after is None:
        fault = Fault(code="not_allowed", message="the cursor is not one of ours", hint="start without one")
        raise invalid([fault])
    with service.engine.connect() as connection:
        rows = jobs.page(connection, tenant, limit=limit + 1, after=after, state=status, batch_id=batch_id)
    shown = rows[:limit]
    more = len(rows) > limit
    return PlanPage(
        items=tuple(map(metadata_of, shown)),
        next_cursor=cursor_of(shown[-1].created_at, shown[-1].id) if more else None,
    )


@router.get("/{plan_id}", operation_id="get_plan", response_model=PlanEnvelope, responses=responses(404))
async def get_plan(plan_id: PlanId, service: TheService, tenant: Tenant, wait: Wait) -> Response:
    """Return a job and its plan, if there is one yet; `Prefer: wait=10` waits for it."""
    row = await service.ended(tenant, plan_id, wait or 0.0)
    if row is not None and row.kind != "plan":
        row = None
    return envelope(found(row), "plan", status=200)


@router.get(
    "/{plan_id}/metadata",
    operation_id="get_plan_metadata",
    response_model_exclude_none=True,
    responses=responses(404),
)
def get_plan_metadata(plan_id: PlanId, service: TheService, tenant: Tenant) -> Metadata:
    """Return where a job is: cheap, for polling."""
    with service.engine.connect() as connection:
        return metadata_of(found(jobs.find(connection, tenant, plan_id, kind="plan")))


@router.get(
    "/{plan_id}/input", operation_id="get_plan_input", response_model=PlanInput, responses=responses(404)
)
def get_plan_input(plan_id: PlanId, service: TheService, tenant: Tenant) -> Response:
    """Return what was asked."""
    row = found(service.job(tenant, plan_id, kind="plan"))
    limits = Limits(deterministic_seconds=row.deterministic_seconds, wall_seconds=row.wall_seconds)
    body = f'{{"scenario":{row.scenario or "null"},"limits":{limits.model_dump_json()}}}'
    return Response(body.encode(), media_type="application/json")


@router.post(
    "/{plan_id}/stop",
    operation_id="stop_plan",
    status_code=202,
    response_model_exclude_none=True,
    responses=responses(404),
)
def stop_plan(plan_id: PlanId, service: TheService, tenant: Tenant) -> Metadata:
    """Stop now and keep the best plan so far; one that waits is cancelled. As often as you like."""
    found(service.job(tenant, plan_id, kind="plan"))
    return metadata_of(found(service.stop(tenant, plan_id)))


@router.delete("/{plan_id}", operation_id="delete_plan", status_code=204, responses=responses(404))
def delete_plan(plan_id: PlanId, service: TheService, tenant: Tenant) -> Response:
    """Delete a plan, its input, its events and its explanations for good."""
    found(service.job(tenant, plan_id, kind="plan"))
    service.stop(tenant, plan_id)
    service.delete(tenant, plan_id)
    return Response(status_code=204)


@router.post(
    "/{plan_id}/from-patch",
    operation_id="create_plan_from_patch",
    status_code=202,
    response_model=PlanEnvelope,
    responses={200: {"model": PlanEnvelope, "description": "Done in time"}, **responses(404, body=True)},
)
async def create_plan_from_patch(
    plan_id: PlanId,
    request: PatchRequest,
    service: TheService,
    tenant: Tenant,
    wait: Wait,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Plan the week of another plan with some edits; `parent_id` and `origin_id` say where it comes from."""
    parent = found(await asyncio.to_thread(service.job, tenant, plan_id, kind="plan"))
    scenario = patched(parent.scenario, request.patch)
    bounds = service.limits(parent.deterministic_seconds, parent.wall_seconds)
    new = service.new_plan(
        tenant,
        scenario,
        bounds,
        parent_id=parent.id,
        origin_id=parent.origin_id or parent.id,
        label=request.label,
        idempotency_key=idempotency_key,
    )
    return await submit(service, new, wait, scenario)
