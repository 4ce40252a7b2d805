"""Looks jobs up. Every question about somebody's job names the tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from api.jobs.states import OPEN, State
from api.store.tables import jobs

#: Everything of a job but its documents, which may be long.
_DOCUMENTS = {"scenario", "answer"}
SUMMARY = tuple(column for column in jobs.c if column.name not in _DOCUMENTS)


def find(
    connection: sa.Connection, tenant: str, job_id: str, *, kind: str | None = None, whole: bool = False
) -> sa.Row[Any] | None:
    """Return a tenant's job, with its documents when they are wanted; a stranger's is not there."""
    chosen = sa.select(*(jobs.c if whole else SUMMARY))
    query = chosen.where(jobs.c.id == job_id, jobs.c.tenant == tenant)
    if kind is not None:
        query = query.where(jobs.c.kind == kind)
    return connection.execute(query).one_or_none()


def by_idempotency_key(connection: sa.Connection, tenant: str, key: str) -> sa.Row[Any] | None:
    """Return the job that the tenant asked for under a key, without its answer."""
    chosen: sa.Select[Any] = sa.select(*SUMMARY, jobs.c.scenario)
    return connection.execute(
        chosen.where(jobs.c.tenant == tenant, jobs.c.idempotency_key == key)
    ).one_or_none()


def exists(connection: sa.Connection, job_id: str) -> bool:
    """Return whether a job is there."""
    return connection.execute(sa.select(jobs.c.id).where(jobs.c.id == job_id)).first() is not None


def page(
    connection: sa.Connection,
    tenant: str,
    *,
    limit: int,
    after: tuple[float, str] | None = None,
    state: str | None = None,
    batch_id: str | None = None,
) -> Sequence[sa.Row[Any]]:
    """Return a tenant's plans, the newest first; ``after`` is the time and id of the last one seen."""
    query = sa.select(*SUMMARY).where(jobs.c.tenant == tenant, jobs.c.kind == "plan")
    if state is not None:
        query = query.where(jobs.c.state == state)
    query = query.where(jobs.c.batch_id == batch_id) if batch_id else query
    if after is not None:
        query = query.where(sa.tuple_(jobs.c.created_at, jobs.c.id) < sa.tuple_(*after))
    return connection.execute(query.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(limit)).all()


def answered(connection: sa.Connection, tenant: str, fingerprint: str) -> sa.Row[Any, Any] | None:
    """Return an answer the tenant got to the very same question, if it would come out the same again."""
    return connection.execute(
        sa.select(jobs.c.answer, jobs.c.outcome)
        .where(
            jobs.c.tenant == tenant,
            jobs.c.fingerprint == fingerprint,
            jobs.c.state == State.COMPLETED,
            jobs.c.reproducible,
        )
        .limit(1)
    ).one_or_none()


def all_answered(
    connection: sa.Connection, tenant: str, fingerprints: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Return fingerprint -> answer and outcome of those questions that were answered before."""
    rows = connection.execute(
        sa.select(jobs.c.fingerprint, jobs.c.answer, jobs.c.outcome).where(
            jobs.c.tenant == tenant,
            jobs.c.fingerprint.in_(list(fingerprints)),
            jobs.c.state == State.COMPLETED,
            jobs.c.reproducible,
        )
    ).all()
    return {fingerprint: (answer, outcome) for fingerprint, answer, outcome in rows}


def same_question(connection: sa.Connection, tenant: str, plan_id: str, fingerprint: str) -> str | None:
    """Return the id of the same explanation of the same plan, unless it failed or was stopped halfway."""
    found: str | None = connection.execute(
        sa.select(jobs.c.id)
        .where(
            jobs.c.tenant == tenant,
            jobs.c.plan_id == plan_id,
            jobs.c.fingerprint == fingerprint,
            jobs.c.state.not_in([State.FAILED, State.CANCELLED]),
            sa.or_(sa.not_(jobs.c.stop_requested), jobs.c.outcome == "finished"),
        )
        .order_by(jobs.c.created_at)
        .limit(1)
    ).scalar_one_or_none()
    return found


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many jobs have not ended, and the turn that the tenant's next one gets.

    Turns are as in `api.store.batches`: nobody waits for the end of another tenant's line.
    """

    mine: int
    all: int
    next_turn: int


def crowd(connection: sa.Connection, tenant: str) -> Crowd:
    """Return how crowded the service is for a tenant."""
    mine = jobs.c.tenant == tenant
    found = connection.execute(
        sa.select(
            sa.func.count().filter(mine).label("mine"),
            sa.func.count().label("all"),
            # Of those that wait: one that takes long must not hold the others' turns back.
            sa.func.min(jobs.c.turn).filter(jobs.c.state == State.QUEUED).label("served"),
            sa.func.max(jobs.c.turn).label("latest"),
            sa.func.max(jobs.c.turn).filter(mine).label("last"),
        ).where(jobs.c.state.in_(list(OPEN)))
    ).one()
    served = found.served or found.latest or 1
    return Crowd(found.mine, found.all, max(served, (found.last or 0) + 1))


def counts_by_state(connection: sa.Connection) -> dict[str, int]:
    """Return state -> number of jobs."""
    rows = connection.execute(
        sa.select(jobs.c.state, sa.func.count().label("number")).group_by(jobs.c.state)
    ).all()
    return {row.state: row.number for row in rows}
