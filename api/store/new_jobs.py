"""New jobs: what is said of one when it is asked for, and how it gets into the store."""

import json
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from api.jobs.states import FINAL, State
from api.store.tables import jobs


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
