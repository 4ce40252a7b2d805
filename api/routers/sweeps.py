"""Sweeps: a grid over one scenario, every cell a plan."""

from math import prod
from typing import Annotated

from anyio import to_thread
from fastapi import Response
from pydantic import ValidationError

import solver
from api.contract.batches import Batch, SweepRequest
from api.edge.handlers import scenario_problem, validation_problem
from api.edge.openapi import responses
from api.edge.problem import ApiError, Fault, invalid
from api.jobs.batching import bad_item
from api.routers.batching import routes, taken_in
from api.routers.common import IdempotencyKey, Tenant, TheService, made
from api.routers.examples import SWEEPS
from api.service import Service
from api.sizes import readable
from api.store.new_jobs import NewJob
from solver import Cell, ScenarioError, Sweep

router = routes("sweep", "sweeps")


@router.post(
    "",
    operation_id="create_sweep",
    status_code=202,
    response_model_exclude_none=True,
    responses={**made(), **responses(409, body=True)},
)
async def create_sweep(
    request: Annotated[SweepRequest, SWEEPS],
    response: Response,
    service: TheService,
    tenant: Tenant,
    idempotency_key: IdempotencyKey = None,
) -> Batch:
    """Plan one week many times, with something changed each time.

    Axes are combined, so their lengths multiply. The label of each item is the cell's id, made of its
    coordinates. A cell that is no scenario is reported as failed, and the others go on.
    """
    _check_size(service, request)
    sweep = await to_thread.run_sync(_sweep, request)
    items = (_job(service, tenant, cell) for cell in sweep.cells)
    batch = await taken_in(service, tenant, "sweep", idempotency_key, items)
    response.headers["Location"] = f"/v1/sweeps/{batch.id}"
    return batch


def _sweep(request: SweepRequest) -> Sweep:
    """Return the sweep with all its cells, which may take seconds.

    Raises
    ------
    ApiError
        422
    """
    base = readable(request.scenario)
    try:
        return solver.make_sweep(base, grid=request.grid, zipped=request.zipped, variants=request.variants)
    except ScenarioError as error:
        raise scenario_problem(error) from None
    except ValidationError as error:
        raise validation_problem({**one, "loc": ("body", *one["loc"])} for one in error.errors()) from None
    except ValueError as error:
        raise invalid([Fault(code="not_allowed", message=str(error))]) from None


def _check_size(service: Service, request: SweepRequest) -> None:
    """Refuse a sweep by what its axes say, before any cell is made."""
    lengths = [
        *(len(values) for values in request.grid.values()),
        *(max(map(len, axis.values()), default=0) for axis in request.zipped.values()),
        *(len(named) for named in request.variants.values()),
    ]
    most = service.settings.batch_items
    if prod(lengths) > most:
        detail = f"The axes span {prod(lengths)} cells; {most} is the most here: shorten an axis."
        raise ApiError(413, "too_large", detail)


def _job(service: Service, tenant: str, cell: Cell) -> NewJob:
    bounds = service.limits(None, None)
    if cell.scenario is None:
        new = service.new_plan(tenant, {"cell": cell.id}, bounds, label=cell.id)
        return bad_item(new, "the cell is no scenario", scenario_problem(ScenarioError(cell.problems)).errors)
    document = cell.scenario.model_dump(mode="json", exclude_unset=True)
    return service.new_plan(tenant, document, bounds, label=cell.id)
