"""Processes that solve, in the store: who is alive."""

import time
from collections.abc import Iterable

import sqlalchemy as sa

from api.jobs.states import State
from api.store.tables import chunks, executors, jobs


def _now(connection: sa.Connection) -> "sa.ColumnElement[float]":
    """Return the database's clock: those of several machines may differ by more than a heartbeat."""
    if connection.dialect.name == "postgresql":
        # Not now(), which stands still within a transaction.
        return sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.Double)
    return sa.literal(time.time())


def beat(connection: sa.Connection, executor_id: str, solvers: int) -> None:
    """Say that an executor is alive."""
    now = _now(connection)
    found = connection.execute(
        sa.update(executors).where(executors.c.id == executor_id).values(seen_at=now, solvers=solvers)
    )
    if not found.rowcount:
        connection.execute(
            sa.insert(executors).values(id=executor_id, solvers=solvers, started_at=now, seen_at=now)
        )


def alive(connection: sa.Connection, silent_seconds: float | None) -> set[str]:
    """Return the executors that have not been silent for too long; without a limit, none."""
    if silent_seconds is None:
        return set()
    query = sa.select(executors.c.id).where(executors.c.seen_at >= _now(connection) - silent_seconds)
    return set(connection.execute(query).scalars())


def dead(connection: sa.Connection, silent_seconds: float | None, myself: str) -> list[str]:
    """Return the other processes that have been silent for too long; without a limit, all others.

    Those that have something and are not on the list any more are among them: they wrote themselves
    off, or somebody else did, and then took up one thing more.
    """
    everybody = sa.union(
        sa.select(executors.c.id),
        sa.select(jobs.c.executor).where(jobs.c.state == State.SOLVING, jobs.c.executor.is_not(None)),
        sa.select(chunks.c.executor).where(
            ~chunks.c.finished, chunks.c.turn.is_not(None), chunks.c.executor.is_not(None)
        ),
    )
    # In this order: who begins in between has given a sign of life before it has anything.
    seen = set(connection.execute(everybody).scalars())
    return sorted(seen - alive(connection, silent_seconds) - {myself})


def solvers_alive(connection: sa.Connection, silent_seconds: float) -> int:
    """Return how many solver children the living executors have."""
    query = sa.select(sa.func.coalesce(sa.func.sum(executors.c.solvers), 0)).where(
        executors.c.seen_at >= _now(connection) - silent_seconds
    )
    return int(connection.execute(query).scalar_one())


def forget(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Take executors off the list."""
    connection.execute(sa.delete(executors).where(executors.c.id.in_(list(ids))))
