"""One line and one count for every request."""

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge.metrics import Metrics

log = structlog.stdlib.get_logger("strongstride.access")

#: Stands for paths that no route has.
_NO_ROUTE = "none"
#: Asked every few seconds by machines: logged only when something is wrong.
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


def route_template(scope: Scope) -> str:
    """Return the route's template, such as ``/v1/plans/{id}``: a path itself may hold anything."""
    # Routes of included routers know only their own part; FastAPI keeps the whole beside them.
    effective = scope.get("fastapi", {}).get("effective_route_context")
    for holder in (effective, scope.get("route")):
        path = getattr(holder, "path_format", None) or getattr(holder, "path", None)
        if isinstance(path, str):
            return path
    return _NO_ROUTE


class AccessLog:
    """Logs and counts requests: route, method, status, milliseconds, tenant; no path, query or body."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 499  # the caller went away before there was an answer
        has_ended = False

        async def watched(message: Message) -> None:
            nonlocal status, has_ended
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                has_ended = not message.get("more_body", False)
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(scope, receive, watched)
        finally:
            self._metrics.in_flight.dec()
            self._done(scope, status, time.perf_counter() - began, has_ended)

    def _done(self, scope: Scope, status: int, seconds: float, has_ended: bool) -> None:
        route, method = route_template(scope), scope["method"]
        self._metrics.observe(route, method, status, seconds)
        say = log.debug if route in _QUIET and status < 400 else log.info
        say(
            "request",
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000, 2),
            tenant=scope.get("tenant"),
            # A stream that the caller left, or half an answer.
            **({} if has_ended else {"cut": True}),
        )
