"""Plans: asked for, looked at, stopped, deleted, patched."""

import asyncio
import json
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
)
from api.edge.openapi import responses
from api.edge.problem import conflict
from api.edge.strict_route import StrictRoute
from api.jobs.intake import KeyReused, Taken, TooManyPending
from api.jobs.states import FINAL, State
from api.routers.common import (
    Cursor,
    IdempotencyKey,
    PageSize,
    PlanId,
    Tenant,
    TheService,
    envelope,
    found,
    page_start,
    refused,
    waited,
)
from api.routers.examples import PATCH, SCENARIOS
from api.routers.patching import patched
from api.routers.preferences import Prefer, Preference
from api.service import Service
from api.sizes import readable
from api.store import jobs
from api.store.new_jobs import NewJob

router = APIRouter(prefix="/v1/plans", tags=["plans"], route_class=StrictRoute)

_Seconds = Annotated[float | None, Query(gt=0, le=7200, allow_inf_nan=False)]


@router.post(
    "",
    operation_id="create_plan",
    status_code=202,
    response_model=PlanEnvelope,
    responses={
        **waited(PlanEnvelope | Validated, 200, "Done in time, or only validated"),
        **waited(PlanEnvelope, 202, "Accepted: look again at `Location`"),
        **responses(body=True),
    },
)
async def create_plan(
    scenario: Annotated[ScenarioDocument, SCENARIOS],
    service: TheService,
    tenant: Tenant,
    prefer: Prefer,
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
        name = (await asyncio.to_thread(readable, scenario)).name
        return Response(Validated(name=name).model_dump_json(), media_type="application/json")
    bounds = service.limits(deterministic_seconds, wall_seconds)
    new = service.new_plan(tenant, scenario, bounds, idempotency_key=idempotency_key)
    return await submit(service, new, prefer, scenario)


async def submit(service: Service, new: NewJob, prefer: Preference, scenario: dict[str, Any]) -> Response:
    """Take a plan in and answer, at once or when it has ended."""
    wait = prefer.seconds

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
    return envelope(row, "plan", prefer, location=f"/v1/plans/{job_id}", status=status)


@router.get("", operation_id="list_plans", response_model_exclude_none=True, responses=responses(422))
def list_plans(
    service: TheService,
    tenant: Tenant,
    limit: PageSize = 50,
    cursor: Cursor = None,
    status: Annotated[State | None, Query(description="Only jobs in this state.")] = None,
    batch_id: Annotated[str | None, Query(max_length=64, description="Only items of this batch.")] = None,
) -> PlanPage:
    """List plans, the newest first."""
    after = page_start(cursor)
    with service.engine.connect() as connection:
        rows = jobs.page(connection, tenant, limit=limit + 1, after=after, state=status, batch_id=batch_id)
    shown = rows[:limit]
    more = len(rows) > limit
    return PlanPage(
        items=tuple(map(metadata_of, shown)),
        next_cursor=cursor_of(shown[-1].created_at, shown[-1].id) if more else None,
    )


@router.get(
    "/{plan_id}",
    operation_id="get_plan",
    response_model=PlanEnvelope,
    responses={
        **waited(PlanEnvelope, 200, "The job as it is", has_location=False),
        **responses(404),
    },
)
async def get_plan(plan_id: PlanId, service: TheService, tenant: Tenant, prefer: Prefer) -> Response:
    """Return a job and its plan, if there is one yet; `Prefer: wait=10` waits for it."""
    row = await service.ended(tenant, plan_id, prefer.seconds or 0.0)
    if row is not None and row.kind != "plan":
        row = None
    return envelope(found(row), "plan", prefer, status=200)


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
    parts = [f'"limits":{limits.model_dump_json()}']
    if row.scenario is not None:
        parts.append(f'"scenario":{row.scenario}')
    if row.label is not None:
        parts.append(f'"label":{json.dumps(row.label)}')
    return Response(f"{{{','.join(parts)}}}".encode(), media_type="application/json")


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
    responses={
        **waited(PlanEnvelope, 200, "Done in time"),
        **waited(PlanEnvelope, 202, "Accepted: look again at `Location`"),
        **responses(404, 409, body=True),
    },
)
async def create_plan_from_patch(
    plan_id: PlanId,
    request: Annotated[PatchRequest, PATCH],
    service: TheService,
    tenant: Tenant,
    prefer: Prefer,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Plan the week of another plan with some edits; `parent_id` and `origin_id` say where it comes from."""
    parent = found(await asyncio.to_thread(service.job, tenant, plan_id, kind="plan"))
    if parent.scenario is None:
        raise conflict("There is no scenario to change: this item of a batch could not be read.", "no_input")
    scenario = await asyncio.to_thread(patched, parent.scenario, request.patch)
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
    return await submit(service, new, prefer, scenario)
