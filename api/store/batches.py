"""Batches and their chunks in the store.

A batch is cut into chunks of a few items. Only some chunks of a batch are in the queue at a time; each
that ends brings the next one in. A chunk's place is its turn, as in start-time fair queueing: one
after the tenant's last turn, but never before the turn that is being served now. So a small batch
does not wait for the end of a large one of somebody else, and nobody is served twice in a row while
another tenant waits.
"""

import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from api.jobs.states import FINAL, OPEN, State
from api.store import erasing
from api.store.tables import batches, chunks, jobs

#: Items of one chunk: a second or so of solving, so that its bookkeeping does not count.
CHUNK_ITEMS = 4
#: Chunks of one batch that are in the queue at a time.
WINDOW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """A batch as it is asked for."""

    tenant: str
    kind: str
    fingerprint: str
    idempotency_key: str | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


def insert(connection: sa.Connection, new: NewBatch, executor: str) -> None:
    """Store a batch that is still being received by ``executor``."""
    connection.execute(
        sa.insert(batches).values(
            id=new.id,
            tenant=new.tenant,
            kind=new.kind,
            fingerprint=new.fingerprint,
            idempotency_key=new.idempotency_key,
            receiver=executor,
            total=0,
            stop_requested=False,
            created_at=time.time(),
            finished_at=None,
        )
    )


def received(connection: sa.Connection, batch_id: str, total: int, fingerprint: str) -> list[tuple[str, int]]:
    """Note that a batch is complete and cut it into chunks; return those to enqueue, with their turns."""
    row = connection.execute(
        sa.update(batches)
        .where(batches.c.id == batch_id)
        .values(total=total, fingerprint=fingerprint, receiver=None)
        .returning(batches.c.tenant)
    ).one()
    rows = [
        {
            "id": f"{batch_id}.{first // CHUNK_ITEMS}",
            "tenant": row.tenant,
            "batch_id": batch_id,
            "first": first,
            "last": min(first + CHUNK_ITEMS, total) - 1,
            "turn": None,
            "executor": None,
            "starts": 0,
            "finished": False,
        }
        for first in range(0, total, CHUNK_ITEMS)
    ]
    if rows:
        connection.execute(sa.insert(chunks), rows)
    return _bring_in(connection, batch_id, WINDOW)


def _bring_in(connection: sa.Connection, batch_id: str, most: int) -> list[tuple[str, int]]:
    """Give the next chunks of a batch their turns."""
    waiting = connection.execute(
        sa.select(chunks.c.id, chunks.c.tenant)
        .where(chunks.c.batch_id == batch_id, chunks.c.turn.is_(None), ~chunks.c.finished)
        .order_by(chunks.c.first)
        .limit(most)
    ).all()
    brought = []
    for chunk_id, tenant in waiting:
        turn = _next_turn(connection, tenant)
        connection.execute(sa.update(chunks).where(chunks.c.id == chunk_id).values(turn=turn))
        brought.append((chunk_id, turn))
    return brought


def _next_turn(connection: sa.Connection, tenant: str) -> int:
    served, latest, mine = connection.execute(
        sa.select(
            # Of those that wait: one that takes long must not hold the others' turns back.
            sa.func.min(chunks.c.turn).filter(chunks.c.executor.is_(None)),
            sa.func.max(chunks.c.turn),
            sa.func.max(chunks.c.turn).filter(chunks.c.tenant == tenant),
        ).where(~chunks.c.finished, chunks.c.turn.is_not(None))
    ).one()
    return max(served or latest or 1, (mine or 0) + 1)


def start_chunk(connection: sa.Connection, chunk_id: str, executor: str) -> sa.Row[Any] | None:
    """Take a chunk for an executor; None when it is finished, another's, or its batch deleted."""
    return connection.execute(
        sa.update(chunks)
        .where(
            chunks.c.id == chunk_id,
            ~chunks.c.finished,
            sa.or_(chunks.c.executor.is_(None), chunks.c.executor == executor),
        )
        .values(executor=executor)
        .returning(*chunks.c)
    ).one_or_none()


def open_items(connection: sa.Connection, chunk: sa.Row[Any]) -> list[str]:
    """Return the jobs of a chunk that have not ended, in order."""
    return list(
        connection.execute(
            sa.select(jobs.c.id)
            .where(
                jobs.c.batch_id == chunk.batch_id,
                jobs.c.batch_index.between(chunk.first, chunk.last),
                jobs.c.state.in_(list(OPEN)),
            )
            .order_by(jobs.c.batch_index)
        ).scalars()
    )


def finish_chunk(connection: sa.Connection, chunk: sa.Row[Any]) -> list[tuple[str, int]] | None:
    """Note that a chunk ended; return the chunks to enqueue now, with their turns.

    None when it has not: some of its items are still open.
    """
    # One at a time: two that end at once would both take the other one for open, or bring in the same.
    batch = sa.select(batches.c.id).where(batches.c.id == chunk.batch_id).with_for_update(key_share=True)
    if connection.execute(batch).first() is None:
        return []
    if open_items(connection, chunk):
        return None
    ended = connection.execute(
        sa.update(chunks)
        .where(chunks.c.id == chunk.id, ~chunks.c.finished)
        .values(finished=True, executor=None)
    )
    if not ended.rowcount:
        return []
    left = connection.execute(
        sa.select(sa.func.count()).where(chunks.c.batch_id == chunk.batch_id, ~chunks.c.finished)
    ).scalar_one()
    if not left:
        connection.execute(
            sa.update(batches)
            .where(batches.c.id == chunk.batch_id, batches.c.finished_at.is_(None))
            .values(finished_at=time.time())
        )
    return _bring_in(connection, chunk.batch_id, 1)


def requeue_chunk(
    connection: sa.Connection, chunk_id: str, executors: Iterable[str]
) -> tuple[int, int] | None:
    """Put a chunk back into the queue that one of some executors has.

    Returns
    -------
    its next start and its turn; None when none of them has it (any more)
    """
    return _requeue(connection, chunk_id, chunks.c.executor.in_(list(executors)))


def requeue_waiting_chunk(
    connection: sa.Connection, chunk_id: str, start: int | None = None
) -> tuple[int, int] | None:
    """Put a chunk anew into the queue that nobody has, which lost its place there.

    Parameters
    ----------
    start : the one that got lost; when the chunk has moved on since, nothing is done
    """
    waits = sa.and_(chunks.c.executor.is_(None), chunks.c.turn.is_not(None))
    return _requeue(
        connection, chunk_id, waits if start is None else sa.and_(waits, chunks.c.starts == start)
    )


def _requeue(
    connection: sa.Connection, chunk_id: str, when: sa.ColumnElement[bool]
) -> tuple[int, int] | None:
    row = connection.execute(
        sa.update(chunks)
        .where(chunks.c.id == chunk_id, ~chunks.c.finished, when)
        .values(executor=None, starts=chunks.c.starts + 1)
        .returning(chunks.c.starts, chunks.c.turn)
    ).one_or_none()
    return None if row is None else (row.starts, row.turn or 1)


def waiting_longest(connection: sa.Connection, most: int) -> dict[str, int]:
    """Return the chunks that wait in the queue, the first in turn first, with their next start."""
    rows = connection.execute(
        sa.select(chunks.c.id, chunks.c.starts)
        .where(~chunks.c.finished, chunks.c.turn.is_not(None), chunks.c.executor.is_(None))
        .order_by(chunks.c.turn)
        .limit(most)
    ).all()
    return {row.id: row.starts for row in rows}


def chunks_owned_by(connection: sa.Connection, executors: Iterable[str]) -> list[str]:
    """Return the open chunks that some executors have."""
    query = sa.select(chunks.c.id).where(chunks.c.executor.in_(list(executors)), ~chunks.c.finished)
    return list(connection.execute(query).scalars())


def drop_unreceived(connection: sa.Connection, executors: Iterable[str]) -> int:
    """Delete batches that their receiver did not live to receive: nobody was told of them."""
    erasing.deleted(connection)
    return connection.execute(sa.delete(batches).where(batches.c.receiver.in_(list(executors)))).rowcount


def drop_unreceived_before(connection: sa.Connection, moment: float) -> int:
    """Delete batches whose receiver, which has no sign of life, has taken longer than anybody may."""
    return connection.execute(
        sa.delete(batches).where(batches.c.receiver.is_not(None), batches.c.created_at < moment)
    ).rowcount


def find(connection: sa.Connection, tenant: str, batch_id: str, kind: str) -> sa.Row[Any] | None:
    """Return a tenant's batch or sweep, once it was received."""
    return connection.execute(
        sa.select(*batches.c).where(
            batches.c.id == batch_id,
            batches.c.tenant == tenant,
            batches.c.kind == kind,
            batches.c.receiver.is_(None),
        )
    ).one_or_none()


def by_idempotency_key(connection: sa.Connection, tenant: str, key: str) -> sa.Row[Any] | None:
    """Return the batch that the tenant sent under a key."""
    return connection.execute(
        sa.select(*batches.c).where(batches.c.tenant == tenant, batches.c.idempotency_key == key)
    ).one_or_none()


def page(
    connection: sa.Connection, tenant: str, kind: str, *, limit: int, after: tuple[float, str] | None = None
) -> Sequence[sa.Row[Any]]:
    """Return a tenant's batches or sweeps, the newest first."""
    query = sa.select(*batches.c).where(
        batches.c.tenant == tenant, batches.c.kind == kind, batches.c.receiver.is_(None)
    )
    if after is not None:
        query = query.where(sa.tuple_(batches.c.created_at, batches.c.id) < sa.tuple_(*after))
    return connection.execute(
        query.order_by(batches.c.created_at.desc(), batches.c.id.desc()).limit(limit)
    ).all()


def counts(connection: sa.Connection, batch_id: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many items are in each state, and how many completed ones have each outcome."""
    rows = connection.execute(
        sa.select(jobs.c.state, jobs.c.outcome, sa.func.count())
        .where(jobs.c.batch_id == batch_id)
        .group_by(jobs.c.state, jobs.c.outcome)
    ).all()
    states: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    for state, outcome, number in rows:
        states[state] = states.get(state, 0) + number
        if outcome is not None:
            outcomes[outcome] = outcomes.get(outcome, 0) + number
    return states, outcomes


def items(
    connection: sa.Connection, batch_id: str, *, after: int, limit: int, ended: bool
) -> Sequence[sa.Row[Any]]:
    """Return items of a batch with their answers, in order, from the one after ``after``."""
    query = sa.select(*jobs.c).where(jobs.c.batch_id == batch_id, jobs.c.batch_index > after)
    if ended:
        query = query.where(jobs.c.state.in_(list(FINAL)))
    return connection.execute(query.order_by(jobs.c.batch_index).limit(limit)).all()


def stop(connection: sa.Connection, batch_id: str) -> None:
    """End a batch: what waits is cancelled, what runs keeps the best it has."""
    now = time.time()
    connection.execute(sa.update(batches).where(batches.c.id == batch_id).values(stop_requested=True))
    # First all: an item that is put back in between is cancelled when it comes up again.
    connection.execute(
        sa.update(jobs)
        .where(jobs.c.batch_id == batch_id, jobs.c.state.in_(list(OPEN)))
        .values(stop_requested=True)
    )
    connection.execute(
        sa.update(jobs)
        .where(jobs.c.batch_id == batch_id, jobs.c.state.in_([State.ACCEPTED, State.QUEUED]))
        .values(state=State.CANCELLED, finished_at=now)
    )
    connection.execute(
        sa.update(chunks).where(chunks.c.batch_id == batch_id, chunks.c.turn.is_(None)).values(finished=True)
    )


def delete(connection: sa.Connection, tenant: str, batch_id: str) -> bool:
    """Delete a batch for good, with its items."""
    erasing.deleted(connection)
    found = connection.execute(sa.delete(batches).where(batches.c.id == batch_id, batches.c.tenant == tenant))
    return found.rowcount > 0


def delete_unreceived(connection: sa.Connection, batch_id: str) -> None:
    """Delete what there is of a batch that was not received to its end; one that was stays."""
    erasing.deleted(connection)
    connection.execute(sa.delete(batches).where(batches.c.id == batch_id, batches.c.receiver.is_not(None)))


def delete_finished_before(connection: sa.Connection, moment: float, most: int = 1) -> int:
    """Delete batches that ended before a moment; return how many. Others wait while it does."""
    old = sa.select(batches.c.id).where(batches.c.finished_at < moment).limit(most)
    number = connection.execute(sa.delete(batches).where(batches.c.id.in_(old))).rowcount
    if number:
        erasing.deleted(connection)
    return number
