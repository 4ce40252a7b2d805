"""A small app with everything of the edge, for its tests."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlalchemy import exc as database
from starlette.responses import StreamingResponse

import solver
from api.edge import (
    BodyLimit,
    EdgeSettings,
    Key,
    KeyRing,
    LargeRoute,
    NewKey,
    Rates,
    StrictRoute,
    app_options,
    install,
    new_key,
    responses,
    tenant_of,
)
from api.edge.problem import ApiError, conflict, too_busy

LIMIT = 100_000


class Runs(BaseModel):
    """A body with fields of many kinds."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["easy", "long"]
    minutes: Annotated[int, Field(gt=-1, le=600, strict=True)] = 0
    name: Annotated[str, Field(max_length=20)] = ""
    notes: dict[str, int] = {}

    @field_validator("name")
    @classmethod
    def _no_sickness(cls, name: str) -> str:
        if name.startswith("sick"):
            raise ValueError(f"{name} is not a name")
        return name


class Store:
    """Keys in memory."""

    def __init__(self) -> None:
        self.key: NewKey = new_key()
        self.other: NewKey = new_key()
        self.revoked = False
        self.asked = 0

    def find_key(self, key_id: str) -> Key | None:
        self.asked += 1
        keys = {self.key.key_id: (self.key, "club"), self.other.key_id: (self.other, "team")}
        if key_id not in keys:
            return None
        key, tenant = keys[key_id]
        return Key(tenant, key.digest, self.revoked and tenant == "club")


FAILURES: dict[str, Exception] = {
    "operational": database.OperationalError("SELECT secret", {"name": "secret"}, Exception("gone")),
    "interface": database.InterfaceError("SELECT secret", {}, Exception("gone")),
    "pool": database.TimeoutError("QueuePool limit"),
    "disconnect": database.DBAPIError("SELECT secret", {}, Exception("gone"), connection_invalidated=True),
    "integrity": database.IntegrityError("INSERT secret", {"name": "secret"}, Exception("UNIQUE")),
    "ours": KeyError("secret"),
    "conflict": conflict("The plan is solving: stop it first."),
    "busy": too_busy(1.2),
    "many": ApiError(422, "invalid", "Much", []),
    "teapot": HTTPException(418, "secret"),
}


def routers(tenant: Any) -> list[APIRouter]:
    """Return routers, one of them within another."""
    inner = APIRouter(route_class=StrictRoute, prefix="/plans")

    @inner.get("/{plan_id}", responses=responses(404))
    async def one(plan_id: int, limit: Annotated[int, Query(le=10)] = 1) -> dict[str, int]:
        return {"id": plan_id, "limit": limit}

    @inner.get("/{plan_id}/fail/{how}")
    async def fail(plan_id: int, how: str, x_note: Annotated[int, Header()] = 0) -> None:
        raise FAILURES[how]

    @inner.post("", status_code=202, responses=responses(body=True))
    async def make(body: Runs) -> Runs:
        return body

    @inner.post("/scenario")
    async def scenario(body: dict[str, Any]) -> None:
        solver.scenario_from(body)

    outer = APIRouter(prefix="/v1", dependencies=[Depends(tenant)])
    outer.include_router(inner)

    large = APIRouter(route_class=LargeRoute, prefix="/v1/batches")

    @large.post("")
    async def batch(body: list[Any]) -> int:
        return len(body)

    return [outer, large]


def make_app(
    store: Store | None = None,
    per_minute: int = 100_000,
    settings: EdgeSettings | None = None,
) -> FastAPI:
    """Make an app; without a store it is the embedded one."""
    app = FastAPI(title="Small", **app_options())
    default = EdgeSettings(
        body=BodyLimit(LIMIT, seconds=1, idle_seconds=0.3),
        bodies={"/v1/batches": BodyLimit(64 * LIMIT)},
        cors_origins=("https://coach.example",),
    )
    tenant = tenant_of(KeyRing(store, seconds=0.2) if store else None, Rates(per_minute))
    app.state.metrics = install(app, settings or default, tenant)
    for router in routers(tenant):
        app.include_router(router)

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/metrics")
    async def metrics() -> Response:
        response: Response = app.state.metrics.response()
        return response

    @app.get("/half")
    async def half() -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"half"
            raise RuntimeError("secret")

        return StreamingResponse(pieces())

    @app.get("/slow-stream")
    async def slow_stream(request: Request) -> bool:
        await asyncio.sleep(0.5)
        return await request.is_disconnected()

    return app


def client(app: FastAPI, **options: Any) -> TestClient:
    """Return a client that gets answers also when the app fails."""
    return TestClient(app, raise_server_exceptions=False, **options)
