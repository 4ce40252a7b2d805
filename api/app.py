"""The app: the edge, the service, and the routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from anyio import to_thread
from fastapi import Depends, FastAPI, Response

import solver
from api import openapi
from api.edge import assemble
from api.edge.body_limits import BodyLimit
from api.edge.keys import Key, KeyRing, tenant_of
from api.edge.metrics import Metrics
from api.edge.rates import Rates
from api.jobs.states import State
from api.routers import batches, events, health, judging, library, plans, questions, sweeps
from api.service import Service
from api.settings import Settings
from api.store import jobs, keys

log = structlog.get_logger()

_DESCRIPTION = """Plans the strength training of runners with a constraint solver: a runner's week goes in,
the best balanced set of exercises comes out, placed on days that keep every recovery rule, proved
optimal, judged by independent code, and explained."""
_KIB = 1024


class StoredKeys:
    """Looks keys up in the store."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def find_key(self, key_id: str) -> Key | None:
        """Return a key by its id."""
        with self._service.engine.connect() as connection:
            row = keys.find(connection, key_id)
        return None if row is None else Key(row.tenant, bytes.fromhex(row.digest), row.revoked_at is not None)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the app; it begins to work when the server starts it."""
    settings = settings or Settings()
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(service.start)
        try:
            yield
        finally:
            await to_thread.run_sync(service.close)

    app = FastAPI(
        title="Strongstride",
        version=solver.versions()[0],
        description=_DESCRIPTION,
        lifespan=lifespan,
        # A scenario is one thing, whether it comes or goes.
        separate_input_output_schemas=False,
        **assemble.app_options(),
    )
    app.state.service = service
    tenant = tenant_of(_key_ring(service), Rates(settings.requests_per_minute))
    metrics = assemble.install(
        app,
        assemble.EdgeSettings(
            body=BodyLimit(bytes=settings.body_kib * _KIB),
            bodies={"/v1/batches": BodyLimit(bytes=settings.batch_body_kib * _KIB, seconds=600)},
            cors_origins=settings.cors_origins,
        ),
        tenant,
    )
    app.state.metrics_response = lambda: figures(service, metrics)
    for router in (judging, plans, events, questions, batches, sweeps, library):
        app.include_router(router.router, dependencies=[Depends(tenant)])
    app.include_router(health.router)
    openapi.complete(app)
    return app


def _key_ring(service: Service) -> KeyRing | None:
    """Return what proves keys; None where none are asked for, which is said in the log."""
    if not keys_needed(service.settings):
        log.warning("no_api_keys", hint="anybody who reaches this address may use the service")
        return None
    return KeyRing(StoredKeys(service))


def keys_needed(settings: Settings) -> bool:
    """Return whether requests need keys.

    Without a word about it, an embedded service that only listens on loopback needs none.
    """
    if settings.keys != "auto":
        return settings.keys == "required"
    return not (settings.is_embedded and settings.host in _LOOPBACK)


_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def figures(service: Service, metrics: Metrics) -> Response:
    """Return the figures for Prometheus, those of jobs and children as they are now."""
    with service.engine.connect() as connection:
        counts = jobs.counts_by_state(connection)
    for state in State:
        metrics.jobs.labels(state.value).set(counts.get(state.value, 0))
    metrics.queue_depth.set(counts.get("queued", 0))
    if service.executor is not None:
        pool = service.executor.pool.figures
        metrics.children.labels("busy").set(pool.busy)
        metrics.children.labels("idle").set(pool.free)
        metrics.count_children(pool.died + pool.overran, pool.recycled)
    return metrics.response()
