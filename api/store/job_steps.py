"""The steps of a job: begun, put back, stopped, ended, deleted; and who has which one in hand.

A step from one state to another is one statement that says from where it may be taken: when two take it
at the same time, one of them finds that there is nothing left to do.
"""

import time
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from api.jobs.states import OPEN, State, before, step
from api.store import erasing
from api.store.tables import jobs


def start(connection: sa.Connection, job_id: str, executor: str) -> sa.Row[Any] | None:
    """Take a job for an executor and return it; None when it is finished, deleted, or another's.

    Its own it may take again: the first time, it may not have heard that it has it.
    """
    free = jobs.c.state.in_(list(before(State.SOLVING)))
    own = sa.and_(jobs.c.state == State.SOLVING, jobs.c.executor == executor)
    return connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, sa.or_(free, own))
        .values(
            state=State.SOLVING,
            executor=executor,
            started_at=sa.func.coalesce(jobs.c.started_at, time.time()),
        )
        .returning(*jobs.c)
    ).one_or_none()


def count_attempt(connection: sa.Connection, job_id: str) -> int:
    """Note that a child died over a job; return how often that happened."""
    return (
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.id == job_id)
            .values(attempts=jobs.c.attempts + 1)
            .returning(jobs.c.attempts)
        ).scalar_one_or_none()
        or 0
    )


def requeue(connection: sa.Connection, job_id: str, executors: Iterable[str]) -> tuple[int, int] | None:
    """Put a job back into the queue that one of some executors has.

    Returns
    -------
    its next start and its turn; None when none of them has it (any more)
    """
    mine = sa.and_(jobs.c.state == State.SOLVING, jobs.c.executor.in_(list(executors)))
    return _requeue(connection, job_id, mine)


def requeue_waiting(
    connection: sa.Connection, job_id: str, start: int | None = None
) -> tuple[int, int] | None:
    """Put a job anew into the queue that nobody has, which lost its place there.

    Parameters
    ----------
    start : the one that got lost; when the job has moved on since, nothing is done
    """
    waits = jobs.c.state.in_(list(before(State.SOLVING)))
    return _requeue(connection, job_id, waits if start is None else sa.and_(waits, jobs.c.starts == start))


def _requeue(connection: sa.Connection, job_id: str, when: sa.ColumnElement[bool]) -> tuple[int, int] | None:
    row = connection.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, when)
        .values(state=State.QUEUED, executor=None, starts=jobs.c.starts + 1)
        .returning(jobs.c.starts, jobs.c.turn)
    ).one_or_none()
    return None if row is None else (row.starts, row.turn or 1)


def release_items(connection: sa.Connection, executors: Iterable[str]) -> int:
    """Let go of the items of batches that some executors have; their chunks bring them in again."""
    return connection.execute(
        sa.update(jobs)
        .where(
            jobs.c.state == State.SOLVING,
            jobs.c.executor.in_(list(executors)),
            jobs.c.batch_id.is_not(None),
        )
        .values(state=State.QUEUED, executor=None, starts=jobs.c.starts + 1)
    ).rowcount


def finish(
    connection: sa.Connection,
    job_id: str,
    state: State,
    executor: str,
    *,
    answer: str | None = None,
    outcome: str | None = None,
    reproducible: bool = False,
    error: str | None = None,
) -> bool:
    """Store how a job ended that an executor has.

    Returns
    -------
    False when it has it no more: the job had ended, was deleted, or others took it over, whose answer
    counts then
    """
    return (
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.id == job_id, jobs.c.state == State.SOLVING, jobs.c.executor == executor)
            .values(
                state=step(State.SOLVING, state),
                answer=answer,
                outcome=outcome,
                reproducible=reproducible,
                error=error,
                executor=None,
                finished_at=time.time(),
            )
        ).rowcount
        > 0
    )


def cancel_waiting(connection: sa.Connection, job_id: str) -> bool:
    """Cancel a job that was not begun; False when it was, or has ended."""
    return (
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.id == job_id, jobs.c.state.in_([State.ACCEPTED, State.QUEUED]))
            .values(state=State.CANCELLED, finished_at=time.time())
        ).rowcount
        > 0
    )


def request_stop(connection: sa.Connection, job_id: str) -> None:
    """Note that somebody wants a job to end with what it has."""
    connection.execute(
        sa.update(jobs).where(jobs.c.id == job_id, jobs.c.state.in_(list(OPEN))).values(stop_requested=True)
    )


def to_stop(connection: sa.Connection, job_ids: Iterable[str], executor: str) -> set[str]:
    """Return which of some jobs an executor shall stop: those that it has no more among them."""
    wanted = list(job_ids)
    going_on = connection.execute(
        sa.select(jobs.c.id).where(
            jobs.c.id.in_(wanted),
            jobs.c.state == State.SOLVING,
            jobs.c.executor == executor,
            ~jobs.c.stop_requested,
        )
    ).scalars()
    return set(wanted) - set(going_on)


def owned_by(connection: sa.Connection, executors: Iterable[str]) -> list[str]:
    """Return the open jobs outside batches that some executors have."""
    query = sa.select(jobs.c.id).where(
        jobs.c.executor.in_(list(executors)), jobs.c.state == State.SOLVING, jobs.c.batch_id.is_(None)
    )
    return list(connection.execute(query).scalars())


def waiting_longest(connection: sa.Connection, moment: float, most: int) -> dict[str, int]:
    """Return the jobs outside batches that have waited since before a moment, with their next start."""
    rows = connection.execute(
        sa.select(jobs.c.id, jobs.c.starts)
        .where(jobs.c.state == State.QUEUED, jobs.c.batch_id.is_(None), jobs.c.created_at < moment)
        .order_by(jobs.c.created_at)
        .limit(most)
    ).all()
    return {row.id: row.starts for row in rows}


def delete(connection: sa.Connection, tenant: str, job_id: str) -> bool:
    """Delete a plan for good, with its input, answer, events and explanations."""
    erasing.deleted(connection)
    found = connection.execute(
        sa.delete(jobs).where(jobs.c.id == job_id, jobs.c.tenant == tenant, jobs.c.kind == "plan")
    )
    return found.rowcount > 0


def delete_finished_before(connection: sa.Connection, moment: float, most: int = 1000) -> int:
    """Delete single plans that ended before a moment; return how many."""
    old = (
        sa.select(jobs.c.id)
        .where(jobs.c.finished_at < moment, jobs.c.batch_id.is_(None), jobs.c.kind == "plan")
        .limit(most)
    )
    number = connection.execute(sa.delete(jobs).where(jobs.c.id.in_(old))).rowcount
    if number:
        erasing.deleted(connection)
    return number
