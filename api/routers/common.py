"""What the routes share: the service, the tenant, waiting, and answers made of stored bytes."""

import re
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Header, Path, Request
from fastapi.responses import Response

from api.contract.plans import metadata_of
from api.edge.problem import ApiError, not_found, too_busy, too_many
from api.jobs.intake import KeyReused, TooManyPending
from api.jobs.states import FINAL
from api.service import Service

# Dependencies are coroutines, though they wait for nothing: FastAPI runs functions in a thread each.

#: Seconds a client may ask us to hold the line.
LONGEST_WAIT = 60.0
_WAIT = re.compile(r"(?:^|[,;]\s*)wait\s*=\s*\"?(\d{1,6})\"?\s*(?:[,;]|$)", re.IGNORECASE)
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


async def wait_of(prefer: Annotated[str | None, Header(max_length=200)] = None) -> float | None:
    """Return the seconds of ``Prefer: wait=…`` (RFC 7240), None when nobody waits."""
    found = _WAIT.search(prefer or "")
    return None if found is None else min(float(found[1]), LONGEST_WAIT)


TheService = Annotated[Service, Depends(service_of)]
Tenant = Annotated[str, Depends(tenant_of)]
Wait = Annotated[float | None, Depends(wait_of)]
PlanId = Annotated[str, Path(max_length=64, description="The plan's id.")]
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


def envelope(
    row: sa.Row[Any], name: str, *, location: str | None = None, status: int | None = None
) -> Response:
    """Return a job and its answer, the answer exactly as it was stored.

    Parameters
    ----------
    row : the job with its documents
    name : of the member that holds the answer
    location : where the job is found, for one that has not ended
    status : of the answer; by default 200 for a job that has ended, else 202
    """
    body = f'{{"metadata":{metadata_of(row).model_dump_json(exclude_none=True)}'
    body += "}" if row.answer is None else f',"{name}":{row.answer}}}'
    ended = row.state in FINAL
    headers = {} if location is None else {"Location": location}
    if not ended:
        headers["Retry-After"] = str(ASK_AGAIN)
    return Response(
        body.encode(), status or (200 if ended else 202), headers=headers, media_type="application/json"
    )
