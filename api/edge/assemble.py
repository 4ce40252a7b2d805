"""Puts the edge on an app, in the right order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api.edge import handlers, openapi, telemetry
from api.edge.access import AccessLog
from api.edge.body_limits import BodyLimit, BodyLimits
from api.edge.docs import mount_docs
from api.edge.guard import Guard, SecurityHeaders
from api.edge.keys import TenantOf
from api.edge.metrics import Metrics
from api.edge.request_ids import HEADER, RequestIds

#: Headers that scripts of other origins may send.
_ASKED = (
    "Authorization",
    "X-API-Key",
    "Content-Type",
    "Prefer",
    "Idempotency-Key",
    "Last-Event-ID",
    HEADER,
)


@dataclass(frozen=True)
class EdgeSettings:
    """What can be set about the edge.

    Attributes
    ----------
    body : the usual limit of bodies
    bodies : limits by prefix of the path, for instance of batches
    cors_origins : origins that browsers may call from
    docs : whether ``/docs`` is there
    """

    body: BodyLimit = field(default_factory=BodyLimit)
    bodies: Mapping[str, BodyLimit] = field(default_factory=dict)
    cors_origins: tuple[str, ...] = ()
    docs: bool = True


def app_options() -> dict[str, Any]:
    """Return what `FastAPI` has to be given: ``FastAPI(title=..., **app_options())``.

    Its own documentation pages load from elsewhere; its redirects of trailing slashes repeat the
    caller's Host header; its telemetry would send what exceptions say.
    """
    return {
        "docs_url": None,
        "redoc_url": None,
        "swagger_ui_oauth2_redirect_url": None,
        "redirect_slashes": False,
        **telemetry.options(),
    }


def install(app: FastAPI, settings: EdgeSettings | None = None, tenant: TenantOf | None = None) -> Metrics:
    """Put everything on an app that was made with `app_options`; return where figures are kept.

    Parameters
    ----------
    app : the app, before its first request
    settings : limits, origins, documentation
    tenant : the dependency that routes take; asked by strict routes before they read a body

    From outside in: request id, access log and figures, security headers, CORS, guard, body limits.
    Logs are configured for a process, not for an app: see `logs.configure`.
    """
    settings = settings or EdgeSettings()
    metrics = Metrics()
    app.state.tenant_of = tenant
    handlers.install(app)
    openapi.install(app)
    if settings.docs:
        mount_docs(app)
    # The one added last is the outermost.
    app.add_middleware(BodyLimits, usual=settings.body, by_prefix=settings.bodies)
    app.add_middleware(Guard)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=list(_ASKED),
            expose_headers=[
                HEADER,
                "Location",
                "Preference-Applied",
                "Retry-After",
                "RateLimit",
                "RateLimit-Policy",
            ],
            max_age=600,
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(AccessLog, metrics=metrics)
    app.add_middleware(RequestIds)
    return metrics
