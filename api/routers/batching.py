"""What batches and sweeps share: they are taken in, read, stopped and deleted alike."""

from collections.abc import Iterable
from typing import Annotated, Literal

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from fastapi import APIRouter, Path, Query, Response

from api.contract.batches import Batch, BatchItemPage, BatchPage, batch_of
from api.contract.plans import cursor_of, metadata_of
from api.edge.openapi import responses
from api.edge.problem import ApiError, Fault, conflict, invalid
from api.edge.strict_route import StrictRoute
from api.jobs.batching import Empty, StillReceiving, TooManyItems
from api.jobs.intake import KeyReused, TooManyPending
from api.routers.common import Cursor, PageSize, Tenant, TheService, found, page_start, refused
from api.service import Service
from api.store import batches
from api.store.batches import NewBatch
from api.store.new_jobs import NewJob

Kind = Literal["batch", "sweep"]

#: Batches that are taken in at the same time. They have threads of their own: senders may be slow, and
#: must not hold up everybody else's requests.
RECEIVED_AT_ONCE = 16
#: The largest index that the store knows.
_LAST_INDEX = 2**31 - 1
_receivers: RunVar[CapacityLimiter] = RunVar("receivers")


def _receiver() -> CapacityLimiter:
    try:
        return _receivers.get()
    except LookupError:
        limiter = CapacityLimiter(RECEIVED_AT_ONCE)
        _receivers.set(limiter)
        return limiter


async def taken_in(
    service: Service, tenant: str, kind: Kind, idempotency_key: str | None, items: Iterable[NewJob]
) -> Batch:
    """Take a batch in, in a thread that may wait for its sender.

    Raises
    ------
    ApiError
        With what stood in the way; nothing was kept then.
    """
    new = NewBatch(tenant=tenant, kind=kind, fingerprint="", idempotency_key=idempotency_key)

    def take() -> Batch:
        batch_id = service.batch_intake.take(new, items)
        return read_batch(service, tenant, kind, batch_id)

    try:
        return await to_thread.run_sync(take, limiter=_receiver())
    except (KeyReused, TooManyPending) as error:
        raise refused(error) from None
    except StillReceiving:
        detail = "A batch with this Idempotency-Key is still being received: ask again when it is done."
        raise conflict(detail, "still_receiving") from None
    except TooManyItems:
        most = service.settings.batch_items
        raise ApiError(413, "too_large", f"A {kind} has at most {most} items here: send several.") from None
    except Empty:
        raise invalid([Fault(code="missing", message=f"a {kind} has at least one item")]) from None


def read_batch(service: Service, tenant: str, kind: Kind, batch_id: str) -> Batch:
    """Return a tenant's batch.

    Raises
    ------
    ApiError
        404
    """
    with service.engine.connect() as connection:
        row = found(batches.find(connection, tenant, batch_id, kind), kind)
        return batch_of(row, *batches.counts(connection, batch_id))


def routes(kind: Kind, plural: str) -> APIRouter:
    """Return the routes that batches and sweeps have in common."""
    router = APIRouter(prefix=f"/v1/{plural}", tags=[plural], route_class=StrictRoute)
    identifier = Annotated[str, Path(max_length=64, description=f"The {kind}'s id.")]

    @router.get(
        "",
        operation_id=f"list_{plural}",
        response_model_exclude_none=True,
        responses=responses(422),
        summary=f"List {plural.title()}",
    )
    def list_them(
        service: TheService,
        tenant: Tenant,
        limit: PageSize = 50,
        cursor: Cursor = None,
    ) -> BatchPage:
        """List them, the newest first."""
        after = page_start(cursor)
        with service.engine.connect() as connection:
            rows = batches.page(connection, tenant, kind, limit=limit + 1, after=after)
            shown = [batch_of(row, *batches.counts(connection, row.id)) for row in rows[:limit]]
        last = rows[limit - 1] if len(rows) > limit else None
        return BatchPage(
            items=tuple(shown), next_cursor=None if last is None else cursor_of(last.created_at, last.id)
        )

    @router.get(
        "/{batch_id}",
        operation_id=f"get_{kind}",
        response_model_exclude_none=True,
        responses=responses(404),
        summary=f"Get {kind.title()}",
    )
    def get(batch_id: identifier, service: TheService, tenant: Tenant) -> Batch:
        """Return how far it is: items by status and by outcome."""
        return read_batch(service, tenant, kind, batch_id)

    @router.get(
        "/{batch_id}/items",
        operation_id=f"list_{kind}_items",
        response_model=BatchItemPage,
        responses=responses(404, 422),
        summary=f"List {kind.title()} Items",
    )
    def list_items(
        batch_id: identifier,
        service: TheService,
        tenant: Tenant,
        after: Annotated[
            int, Query(ge=-1, le=_LAST_INDEX, description="The index of the last item seen.")
        ] = -1,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        ended: Annotated[bool, Query(description="Only items that have ended.")] = False,
    ) -> Response:
        """Return items in their order, with the plans there are; also while others are being solved."""
        with service.engine.connect() as connection:
            found(batches.find(connection, tenant, batch_id, kind), kind)
            rows = batches.items(connection, batch_id, after=after, limit=limit + 1, ended=ended)
        shown = rows[:limit]
        parts = [
            f'{{"metadata":{metadata_of(row).model_dump_json(exclude_none=True)}'
            + ("}" if row.answer is None else f',"plan":{row.answer}}}')
            for row in shown
        ]
        following = f',"next_after":{shown[-1].batch_index}' if len(rows) > limit else ""
        body = f'{{"items":[{",".join(parts)}]{following}}}'
        return Response(body.encode(), media_type="application/json")

    @router.post(
        "/{batch_id}/stop",
        operation_id=f"stop_{kind}",
        status_code=202,
        response_model_exclude_none=True,
        responses=responses(404),
        summary=f"Stop {kind.title()}",
    )
    def stop(batch_id: identifier, service: TheService, tenant: Tenant) -> Batch:
        """Stop it: what waits is cancelled, what is being solved keeps the best so far."""
        with service.engine.begin() as connection:
            found(batches.find(connection, tenant, batch_id, kind), kind)
            batches.stop(connection, batch_id)
        return read_batch(service, tenant, kind, batch_id)

    @router.delete(
        "/{batch_id}",
        operation_id=f"delete_{kind}",
        status_code=204,
        responses=responses(404),
        summary=f"Delete {kind.title()}",
    )
    def delete(batch_id: identifier, service: TheService, tenant: Tenant) -> Response:
        """Delete it for good, with its items, their input and their plans."""
        with service.engine.begin() as connection:
            found(batches.find(connection, tenant, batch_id, kind), kind)
            batches.delete(connection, tenant, batch_id)
        return Response(status_code=204)

    return router
