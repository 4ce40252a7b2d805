"""Live progress as server-sent events; a dropped connection goes on where it was."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, NamedTuple

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Header, Path
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.contract.plans import metadata_of
from api.edge.openapi import responses
from api.edge.problem import Fault, gone, invalid
from api.edge.strict_route import StrictRoute
from api.jobs.states import FINAL
from api.routers.common import Tenant, TheService, found
from api.service import Service
from api.store import events as told
from api.store import jobs

router = APIRouter(tags=["plans"], route_class=StrictRoute)

#: Seconds after which a quiet stream says that it is alive, before a proxy takes it for dead.
_QUIET = 15.0
#: Milliseconds after which a client comes back.
_RETRY = 1000
_LONGEST_NUMBER = 9


async def last_seen(
    last_event_id: Annotated[
        str | None,
        Header(
            max_length=20,
            description="The last event that arrived: the stream goes on after it.",
            json_schema_extra={"pattern": "^([0-9]{1,9})?$"},
        ),
    ] = None,
) -> int:
    """Return the number of the last event a client has seen, 0 at the start.

    Raises
    ------
    ApiError
        422 when it is not a number of ours.
    """
    if last_event_id is None or last_event_id == "":
        return 0
    if not (last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) <= _LONGEST_NUMBER):
        message = "Last-Event-ID is the id of an event of this stream, a number"
        raise invalid([Fault(code="not_allowed", message=message, hint="leave it out to start anew")])
    return int(last_event_id)


async def opened(
    plan_id: Annotated[str, Path(max_length=64, description="A plan's or a question's id.")],
    service: TheService,
    tenant: Tenant,
    seen: Annotated[int, Depends(last_seen)],
) -> "Stream":
    """Open a stream, before anything is sent.

    Raises
    ------
    ApiError
        404, or 410 when everything was told: then the client need not come back.
    """

    def look() -> "Stream":
        with service.engine.connect() as connection:
            row = found(jobs.find(connection, tenant, plan_id))
            if row.state in FINAL and not told.after(connection, plan_id, seen):
                raise gone("The job has ended and every event was told: its plan has the rest.")
            if row.state in FINAL and seen == 0:
                raise gone("The job has ended: its plan has the rest.")
        return Stream(service, tenant, row, seen)

    return await asyncio.to_thread(look)


class Told(NamedTuple):
    """One event of a stream."""

    number: int
    name: str
    data: str


class Stream:
    """The events of one job for one client."""

    def __init__(self, service: Service, tenant: str, row: sa.Row[Any], seen: int) -> None:
        self._service = service
        self._tenant = tenant
        self._row = row
        self._seen = seen

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        """Yield what there is and what comes, until the job has ended."""
        yield ServerSentEvent(
            event="status",
            raw_data=metadata_of(self._row).model_dump_json(exclude_none=True),
            retry=_RETRY,
        )
        quiet = 0.0
        with self._service.signals.news(self._row.id) as bell:
            while not self._service.ending.is_set():
                fresh = await asyncio.to_thread(self._fresh)
                for event in fresh:
                    self._seen = event.number
                    yield ServerSentEvent(event=event.name, raw_data=event.data, id=str(event.number))
                    if event.name == "done":
                        return
                if not fresh and self._row.state in FINAL:
                    # Cancelled before it was begun: nobody was there to tell.
                    yield ServerSentEvent(event="done", raw_data=json.dumps({"status": self._row.state}))
                    return
                quiet = 0.0 if fresh else quiet + self._service.look
                if quiet >= _QUIET:
                    quiet = 0.0
                    yield ServerSentEvent(comment="still here")
                await bell.wait(self._service.look)

    def _fresh(self) -> list[Told]:
        with self._service.engine.connect() as connection:
            row = jobs.find(connection, self._tenant, self._row.id)
            events = told.after(connection, self._row.id, self._seen)
        if row is None:
            return [Told(self._seen + 1, "done", json.dumps({"status": "deleted"}))]
        self._row = row
        return [Told(event.number, event.name, event.data) for event in events]


@router.get(
    "/v1/plans/{plan_id}/events",
    operation_id="stream_plan_events",
    response_class=EventSourceResponse,
    responses=responses(404, 410, 422),
)
async def stream_plan_events(stream: Annotated[Stream, Depends(opened)]) -> AsyncIterator[ServerSentEvent]:
    """Stream a job's progress: `status`, `progress` with each better plan's tiers and bounds, `done`.

    Works for plans and for explanations. Once the job has ended and everything was told, the answer is 410.
    """
    async for event in stream.events():
        yield event
