"""What a job told, in the store: the events of its stream, numbered from 1."""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from api.store.tables import job_events


def add(connection: sa.Connection, job_id: str, first: int, events: Sequence[dict[str, Any]]) -> None:
    """Append events to a job's stream, numbered from ``first``."""
    if events:
        rows = [
            {
                "job_id": job_id,
                "number": first + place,
                "name": event["event"],
                "data": json.dumps({key: value for key, value in event.items() if key != "event"}),
            }
            for place, event in enumerate(events)
        ]
        connection.execute(sa.insert(job_events), rows)


def last(connection: sa.Connection, job_id: str) -> int:
    """Return the number of a job's last event, 0 when there is none."""
    found: int | None = connection.execute(
        sa.select(sa.func.max(job_events.c.number)).where(job_events.c.job_id == job_id)
    ).scalar_one()
    return found or 0


def after(connection: sa.Connection, job_id: str, number: int) -> Sequence[sa.Row[Any, Any, Any]]:
    """Return a job's events after one that was seen."""
    return connection.execute(
        sa.select(job_events.c.number, job_events.c.name, job_events.c.data)
        .where(job_events.c.job_id == job_id, job_events.c.number > number)
        .order_by(job_events.c.number)
    ).all()
