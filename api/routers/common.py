"""What the routes share: the service, the tenant, waiting, and answers made of stored bytes."""

from collections.abc import Mapping
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Header, Path, Query, Request
from fastapi.responses import Response

from api.contract.base import Message
from api.contract.plans import metadata_of, read_cursor
from api.edge.problem import ApiError, Fault, invalid, not_found, too_busy, too_many
from api.jobs.intake import KeyReused, TooManyPending
from api.jobs.states import FINAL
from api.routers.preferences import Preference
from api.service import Service

# Dependencies are coroutines, though they wait for nothing: FastAPI runs functions in a thread each.

#: When to ask again about a job, in seconds.
ASK_AGAIN = 1


async def service_of(request: Request) -> Service:
    """Return the service of the process."""
    service: Service = request.app.state.service
    return service


async def tenant_of(request: Request) -> str:
    """Return whose request it is; the edge has found out."""
    tenant: str = request.scope["tenant"]
    return tenant


TheService = Annotated[Service, Depends(service_of)]
Tenant = Annotated[str, Depends(tenant_of)]
PlanId = Annotated[str, Path(max_length=64, description="The plan's id.")]
QuestionId = Annotated[str, Path(max_length=64, description="The id in an explanation's metadata.")]
PageSize = Annotated[int, Query(ge=1, le=200, description="How many on a page.")]
Cursor = Annotated[
    str | None, Query(max_length=200, description="`next_cursor` of the page before; none at the start.")
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Sent again with the same body, the first request's job is the answer.",
    ),
]


def found(row: sa.Row[Any] | None, what: str = "plan") -> sa.Row[Any]:
    """Return what was looked up.

    Raises
    ------
    ApiError
        404; a stranger's looks like one that never was.
    """
    if row is None:
        raise not_found(what)
    return row


def refused(error: KeyReused | TooManyPending) -> ApiError:
    """Return the answer to a job that was not taken in."""
    if isinstance(error, KeyReused):
        detail = "This Idempotency-Key was used for another request: take a new one for a new request."
        return ApiError(422, "idempotency_key_reused", detail)
    if error.mine:
        return too_many(30, "Too many of your jobs are waiting: let some of them finish first.")
    return too_busy(30, "Too many jobs are waiting: try again a little later.")


def page_start(cursor: str | None) -> tuple[float, str] | None:
    """Return where a page begins, None at the start.

    Raises
    ------
    ApiError
        422 when the cursor is none of ours.
    """
    after = None if cursor is None else read_cursor(cursor)
    if cursor is not None and after is None:
        fault = Fault(code="not_allowed", message="the cursor is not one of ours", hint="start without one")
        raise invalid([fault])
    return after


def envelope(
    row: sa.Row[Any],
    name: str,
    prefer: Preference,
    *,
    location: str | None = None,
    status: int | None = None,
) -> Response:
    """Return a job and its answer, the answer exactly as it was stored.

    Parameters
    ----------
    row : the job with its documents
    name : of the member that holds the answer
    prefer : what the client wished about waiting, and we did
    location : where the job is found
    status : of the answer; by default 200 for a job that has ended, else 202
    """
    body = f'{{"metadata":{metadata_of(row).model_dump_json(exclude_none=True)}'
    body += "}" if row.answer is None else f',"{name}":{row.answer}}}'
    ended = row.state in FINAL
    headers = {} if location is None else {"Location": location}
    if not ended:
        headers["Retry-After"] = str(ASK_AGAIN)
    if prefer.applied:
        headers["Preference-Applied"] = prefer.applied
    return Response(
        body.encode(), status or (200 if ended else 202), headers=headers, media_type="application/json"
    )


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_LOCATION = {"Location": {"schema": _TEXT, "description": "Where it is found from now on."}}
_WAITING = {
    "Retry-After": {"schema": _NUMBER, "description": "Seconds after which to ask again, until it has ended."}
}
_APPLIED = {"Preference-Applied": {"schema": _TEXT, "description": "What of `Prefer` was honoured."}}

Described = dict[int | str, dict[str, Any]]


def made(model: type[Message] | None = None) -> Described:
    """Return how OpenAPI describes the answer 202 to something that is begun."""
    return {202: {"headers": _LOCATION, **({} if model is None else {"model": model})}}


def waited(model: Any, status: int, description: str, *, has_location: bool = True) -> Described:
    """Return how OpenAPI describes an answer that a client may wait for."""
    headers: Mapping[str, Any] = {**(_LOCATION if has_location else {}), **_WAITING, **_APPLIED}
    return {status: {"model": model, "description": description, "headers": headers}}
