"""Batches: thousands of weeks asked for at once, read as they come."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from anyio import from_thread, to_thread
from fastapi import Request, Response
from pydantic import ValidationError
from starlette.requests import ClientDisconnect

from api.contract.batches import Batch, BatchItem, BatchRequest
from api.edge.handlers import scenario_problem, validation_problem
from api.edge.json_bounds import LARGE
from api.edge.json_error import JsonError
from api.edge.openapi import responses
from api.edge.problem import ApiError, Fault, invalid, malformed
from api.edge.strict_json import decode
from api.jobs.batching import bad_item
from api.routers.batching import routes, taken_in
from api.routers.common import IdempotencyKey, Tenant, TheService, made
from api.routers.examples import BATCH, LINES
from api.service import Service
from api.sizes import readable
from api.store.new_jobs import NewJob
from solver import ScenarioError

router = routes("batch", "batches")

NDJSON = "application/x-ndjson"
_REQUEST = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/BatchRequest"},
                "examples": {"two_athletes": {"value": BATCH}},
            },
            # Not the item's schema: a document of this type is many of them, one on a line.
            NDJSON: {
                "schema": {
                    "type": "string",
                    "format": "binary",
                    "description": "Every line is a `BatchItem`.",
                },
                "examples": {"two_athletes": {"value": LINES}},
            },
        },
    }
}
#: Messages that only the request above names.
COMPONENTS = (BatchRequest, BatchItem)


@router.post(
    "",
    operation_id="create_batch",
    status_code=202,
    response_model_exclude_none=True,
    openapi_extra=_REQUEST,
    responses={**made(), **responses(409, body=True)},
)
async def create_batch(
    request: Request,
    response: Response,
    service: TheService,
    tenant: Tenant,
    idempotency_key: IdempotencyKey = None,
) -> Batch:
    """Ask for many plans at once.

    JSON with `items`, or the items as lines of `application/x-ndjson`, which are read as they arrive.
    An item that is no scenario is reported as failed, with what is wrong, and the others go on. Nothing
    of a batch is begun before all of it was received.
    """
    if _kind(request) == NDJSON:
        lines = _lines(request, service.settings.body_kib * 1024)
        documents: Iterable[Any] = _waiting(lines)
    else:
        documents = await _documents(request)
    items = (_job(service, tenant, document) for document in documents)
    batch = await taken_in(service, tenant, "batch", idempotency_key, items)
    response.headers["Location"] = f"/v1/batches/{batch.id}"
    return batch


def _kind(request: Request) -> str:
    """Return how a batch is written.

    Raises
    ------
    ApiError
        415
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (NDJSON, "application/json"):
        detail = f"A batch is application/json, or lines of {NDJSON}: say which in Content-Type."
        raise _unsupported(detail, {"Accept": f"application/json, {NDJSON}"})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        detail = "The body is compressed: send it without Content-Encoding."
        raise _unsupported(detail, {"Accept-Encoding": "identity"})
    return kind


def _unsupported(detail: str, headers: dict[str, str]) -> ApiError:
    return ApiError(415, "unsupported_media_type", detail, headers=headers)


async def _documents(request: Request) -> list[Any]:
    """Return the items of a JSON body; one that is wrong inside is not fatal, a wrong frame is."""
    body = await request.body()
    try:
        document = await to_thread.run_sync(partial(decode, body, bounds=LARGE))
    except JsonError as error:
        fault = Fault(pointer=error.pointer, code=error.code, message=error.message, hint=error.hint)
        raise malformed(f"The body cannot be read: {error.message}.", [fault]) from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        message = "a batch is an object with a list of items"
        raise invalid([Fault(pointer="/items", code="missing", message=message)])
    if unknown := set(document) - {"items"}:
        message = f"a batch has items and nothing else; {len(unknown)} other keys were sent"
        raise invalid([Fault(code="unknown_key", message=message)])
    items: list[Any] = document["items"]
    return items


async def _lines(request: Request, longest: int) -> AsyncIterator[bytes]:
    """Yield the lines of a body as they arrive."""
    rest = b""
    async for piece in request.stream():
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            yield line
        if len(rest) > longest:
            detail = f"A line is longer than {longest // 1024} KiB: every item is a line of its own."
            raise ApiError(413, "too_large", detail)
    yield rest


def _waiting(lines: AsyncIterator[bytes]) -> Iterator[Any]:
    """Yield what lines say, in a thread; it waits for the sender, who waits for it in turn."""
    while True:
        try:
            line = from_thread.run(_next, lines)
        except ClientDisconnect:
            raise malformed("The connection ended before the batch did: nothing of it was kept.") from None
        if line is None:
            return
        if line.strip():
            try:
                yield decode(line)
            except JsonError as error:
                yield error


async def _next(lines: AsyncIterator[bytes]) -> bytes | None:
    return await anext(lines, None)


def _job(service: Service, tenant: str, document: Any) -> NewJob:
    """Return an item as a job, or as a failed one that says why."""
    bounds = service.limits(None, None)
    new = NewJob(
        tenant=tenant,
        kind="plan",
        scenario=None,
        fingerprint=service.fingerprint("bad item", "", {}, bounds),
        deterministic_seconds=bounds.deterministic_seconds,
        wall_seconds=bounds.wall_seconds,
    )
    if isinstance(document, JsonError):
        fault = Fault(code=document.code, message=document.message, hint=document.hint)
        return bad_item(new, "the line is no JSON", [fault])
    try:
        item = BatchItem.model_validate(document)
    except ValidationError as error:
        found = ({**one, "loc": ("body", *one["loc"])} for one in error.errors())
        return bad_item(new, "this is no item of a batch", validation_problem(found).errors)
    try:
        readable(item.scenario)
    except ScenarioError as error:
        return replace(
            bad_item(new, "the scenario cannot be planned", scenario_problem(error).errors), label=item.label
        )
    return service.new_plan(tenant, item.scenario, bounds, label=item.label)
