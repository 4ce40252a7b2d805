"""Routes that read bodies strictly: ``APIRouter(route_class=StrictRoute)``."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.edge.json_bounds import LARGE, Bounds
from api.edge.json_error import JsonError
from api.edge.keys import TenantOf
from api.edge.problem import ApiError, Fault, malformed
from api.edge.strict_json import decode

#: Above it a body is decoded beside the event loop: some milliseconds would delay everybody.
_LARGE_BODY = 16 * 1024


def decode_body(body: bytes, bounds: Bounds = Bounds()) -> Any:  # noqa: B008 - frozen
    """Return what a body says; what is wrong with it is answered with 400.

    Raises
    ------
    ApiError
    """
    try:
        return decode(body, bounds=bounds)
    except JsonError as error:
        fault = Fault(pointer=error.pointer, code=error.code, message=error.message, hint=error.hint)
        raise malformed(f"The body cannot be read: {error.message}.", [fault]) from None


class StrictRequest(Request):
    """A request whose JSON is read by `decode`."""

    bounds = Bounds()

    async def json(self) -> Any:
        """Return the decoded body."""
        if not hasattr(self, "_json"):
            body = await self.body()
            if len(body) > _LARGE_BODY:
                self._json = await run_in_threadpool(decode_body, body, self.bounds)
            else:
                self._json = decode_body(body, self.bounds)
        return self._json


class LargeRequest(StrictRequest):
    """A request that may hold thousands of scenarios."""

    bounds = LARGE


class StrictRoute(APIRoute):
    """A route that takes JSON only, and reads it strictly."""

    request_class: type[StrictRequest] = StrictRequest

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return FastAPI's handler, given our request in place of its own."""
        handler = super().get_route_handler()
        takes_body = self.body_field is not None

        async def strict(request: Request) -> Response:
            if takes_body:
                # FastAPI reads the body before it asks any dependency.
                tenant: TenantOf | None = getattr(request.app.state, "tenant_of", None)
                if tenant is not None:
                    await tenant.of(request)
                check_content_type(request)
            return await handler(self.request_class(request.scope, request.receive))

        return strict


class LargeRoute(StrictRoute):
    """A strict route for bodies with thousands of scenarios."""

    request_class = LargeRequest


def check_content_type(request: Request) -> None:
    """Let JSON in UTF-8 pass, and requests without a body.

    Raises
    ------
    ApiError
        415
    """
    headers = request.headers
    if headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers:
        return
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise _unsupported("The body is compressed: send it without Content-Encoding.", "Accept-Encoding")
    kind, _, parameters = headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise _unsupported("The body has to be JSON: send it with Content-Type: application/json.", "Accept")
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if "charset=" in charset and "charset=utf-8" not in charset:
        raise _unsupported("JSON is UTF-8: take the charset out of Content-Type.", "Accept")


def _unsupported(detail: str, header: str) -> ApiError:
    offered = {"Accept": "application/json", "Accept-Encoding": "identity"}[header]
    return ApiError(415, "unsupported_media_type", detail, headers={header: offered})
