"""Jobs in the store. Every question about somebody's job names the tenant."""

import json
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from api.jobs.states import FINAL, OPEN, State, before, step
from api.store import erasing
from api.store.tables import jobs

#: Everything of a job but its documents, which may be long.
_DOCUMENTS = {"scenario", "answer"}
SUMMARY = tuple(column for column in jobs.c if column.name not in _DOCUMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """A job as it is asked for.

    Attributes
    ----------
    kind : see `api.solving.question.Kind`
    plan_id : the plan an explanation is about
    label : what the sender calls it, given back as it came
    """

    tenant: str
    kind: str
    scenario: str | None
    fingerprint: str
    deterministic_seconds: float
    wall_seconds: float
    parameters: dict[str, Any] = field(default_factory=dict)
    plan_id: str | None = None
    parent_id: str | None = None
    origin_id: str | None = None
    batch_id: str | None = None
    batch_index: int | None = None
    label: str | None = None
    idempotency_key: str | None = None
    state: State = State.ACCEPTED
    executor: str | None = None
    turn: int | None = None
    answer: str | None = None
    outcome: str | None = None
    reproducible: bool = False
    error: str | None = None
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


def row_of(new: NewJob) -> dict[str, Any]:
    """Return the row of a new job."""
    now = time.time()
    return {
        "id": new.id,
        "tenant": new.tenant,
        "kind": new.kind,
        "state": new.state.value,
        "plan_id": new.plan_id,
        "parent_id": new.parent_id,
        "origin_id": new.origin_id,
        "batch_id": new.batch_id,
        "batch_index": new.batch_index,
        "label": new.label,
        "scenario": new.scenario,
        "parameters": json.dumps(new.parameters, separators=(",", ":")),
        "deterministic_seconds": new.deterministic_seconds,
        "wall_seconds": new.wall_seconds,
        "fingerprint": new.fingerprint,
        "idempotency_key": new.idempotency_key,
        "outcome": new.outcome,
        "answer": new.answer,
        "reproducible": new.reproducible,
        "error": new.error,
        "cached": new.answer is not None,
        "executor": new.executor,
        "turn": new.turn,
        "starts": 0,
        "attempts": 0,
        "stop_requested": False,
        "created_at": now,
        "started_at": now if new.state == State.SOLVING else None,
        "finished_at": now if new.state in FINAL else None,
    }


def insert_one(connection: sa.Connection, new: NewJob) -> sa.Row[Any]:
    """Store a new job and return it.

    Raises
    ------
    sqlalchemy.exc.IntegrityError
        When the tenant used the idempotency key before.
    """
    return connection.execute(sa.insert(jobs).values(row_of(new)).returning(*jobs.c)).one()


def insert(connection: sa.Connection, new: Iterable[NewJob]) -> None:
    """Store new jobs, all of one shape.

    Raises
    ------
    sqlalchemy.exc.IntegrityError
        When the tenant used the idempotency key before.
    """
    connection.execute(sa.insert(jobs), [row_of(one) for one in new])


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


def exists(connection: sa.Connection, job_id: str) -> bool:
    """Return whether a job is there."""
    return connection.execute(sa.select(jobs.c.id).where(jobs.c.id == job_id)).first() is not None


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
