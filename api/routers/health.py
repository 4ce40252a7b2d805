"""Whether the service is alive and ready, and its figures."""

import asyncio
import time
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api import demo
from api.contract.base import Message
from api.edge.openapi import responses
from api.edge.problem import ApiError
from api.jobs.intake import canonical
from api.routers.common import TheService
from api.service import Service
from api.solving.errors import SolvingError
from api.solving.question import Question
from api.store import executors

router = APIRouter(tags=["health"])

#: Seconds the tiny week may take; children that are all at work count as ready.
_TINY = 5.0
#: Seconds for which the service is believed to be ready.
_BELIEVED = 3.0


class Health(Message):
    """Whether the process answers."""

    status: Literal["alive"] = "alive"


class Readiness(Message):
    """Whether plans can be had."""

    status: Literal["ready"] = "ready"
    solvers: int
    """Solver children that are alive, of all processes."""


@router.get("/healthz", operation_id="get_health")
async def get_health() -> Health:
    """Say that the process answers; asks nothing else."""
    return Health()


@router.get("/readyz", operation_id="get_readiness", responses=responses(key=False))
async def get_readiness(service: TheService) -> Readiness:
    """Say whether plans can be had: asks the store, and has a tiny week solved when a solver is free."""
    return await asyncio.to_thread(_ready, service)


def _ready(service: Service) -> Readiness:
    # Anybody may ask, as often as he likes: a tiny week every few seconds is enough.
    if time.monotonic() < service.ready_until:
        return Readiness(solvers=service.solvers_alive)
    with service.engine.connect() as connection:
        alive = executors.solvers_alive(connection, 12.0)
    if service.executor is not None and service.executor.pool.figures.free > 0:
        tiny = Question("plan", canonical(demo.document("minimal")), {}, None, _TINY, _TINY)
        try:
            service.executor.pool.run(tiny, urgent=True, wait_seconds=_TINY)
        except SolvingError:
            raise _not_ready("The tiny week was not solved.") from None
    if not alive:
        raise _not_ready("No solver is alive: start a worker.")
    service.solvers_alive, service.ready_until = alive, time.monotonic() + _BELIEVED
    return Readiness(solvers=alive)


def _not_ready(detail: str) -> ApiError:
    return ApiError(503, "not_ready", detail, headers={"Retry-After": "5"})


@router.get("/metrics", operation_id="get_metrics", include_in_schema=False)
def get_metrics(request: Request) -> Response:
    """Return the figures for Prometheus."""
    answer: Response = request.app.state.metrics_response()
    return answer
