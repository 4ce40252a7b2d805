"""Takes jobs in: once per idempotency key, within what there is room for."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.jobs.executor import Executor
from api.jobs.queue import JOBS, JobQueue
from api.jobs.states import State
from api.settings import Settings
from api.store import jobs, new_jobs
from api.store.database import writing
from api.store.new_jobs import NewJob


class KeyReused(Exception):  # noqa: N818 - says what is the case
    """The idempotency key was used for another request."""


class TooManyPending(Exception):  # noqa: N818 - says what is the case
    """There is no room for more jobs.

    Attributes
    ----------
    mine : whether it is the tenant who has too many, not everybody together
    """

    def __init__(self, mine: bool) -> None:
        super().__init__()
        self.mine = mine


@dataclass(frozen=True)
class Taken:
    """A job that was taken in.

    Attributes
    ----------
    row : as stored; of one that was there before, a summary
    to_run : the whole row when this process shall run it now, on the short way past the queue
    is_new : whether it was not there before
    """

    row: sa.Row[Any]
    to_run: sa.Row[Any] | None
    is_new: bool


class Intake:
    """Accepts jobs; each is stored and enqueued in one transaction before anybody is told of it."""

    def __init__(
        self, settings: Settings, engine: sa.Engine, queue: JobQueue, executor: Executor | None
    ) -> None:
        self._settings = settings
        self._engine = engine
        self._queue = queue
        self._executor = executor

    def take(
        self, new: NewJob, *, somebody_waits: bool = False, check: Callable[[], object] | None = None
    ) -> Taken:
        """Take a job in.

        Parameters
        ----------
        new : what is asked
        somebody_waits : take the short way when a child is free, for a caller who holds the line
        check : raises when the question is no good; not asked about one that was answered before

        Raises
        ------
        KeyReused, TooManyPending
        """
        for again in (True, False):
            try:
                with self._engine.begin() as connection:
                    taken = self._without_work(connection, new)
                if taken is not None:
                    return taken
                if check is not None:
                    check()
                with writing(self._engine) as connection:
                    return self._to_work_out(connection, new, somebody_waits)
            except IntegrityError:
                # Two requests with one key at the same time: the other one was first, and is found now.
                if not again or new.idempotency_key is None:
                    raise
        raise AssertionError("unreachable")

    def _without_work(self, connection: sa.Connection, new: NewJob) -> Taken | None:
        """Take in what was asked for or answered before; None when it is new."""
        known = self._known(connection, new)
        if known is not None:
            return Taken(known, None, is_new=False)
        answer = jobs.answered(connection, new.tenant, new.fingerprint)
        if answer is None:
            return None
        done = replace(
            new, state=State.COMPLETED, answer=answer.answer, outcome=answer.outcome, reproducible=True
        )
        return Taken(new_jobs.insert_one(connection, done), None, is_new=True)

    def _to_work_out(self, connection: sa.Connection, new: NewJob, somebody_waits: bool) -> Taken:
        crowd = jobs.crowd(connection, new.tenant)
        if crowd.mine >= self._settings.tenant_pending or crowd.all >= self._settings.pending:
            raise TooManyPending(crowd.mine >= self._settings.tenant_pending)
        new = replace(new, turn=crowd.next_turn)
        if somebody_waits and self._executor is not None and self._executor.pool.figures.free > 0:
            mine = replace(new, state=State.SOLVING, executor=self._executor.id)
            row = new_jobs.insert_one(connection, mine)
            return Taken(row, row, is_new=True)
        row = new_jobs.insert_one(connection, replace(new, state=State.QUEUED))
        self._queue.put(connection, JOBS, new.id, priority=crowd.next_turn)
        return Taken(row, None, is_new=True)

    def _known(self, connection: sa.Connection, new: NewJob) -> sa.Row[Any] | None:
        if new.idempotency_key is None:
            return None
        row = jobs.by_idempotency_key(connection, new.tenant, new.idempotency_key)
        if row is not None and not _is_same(row, new):
            raise KeyReused
        return row


def _is_same(row: sa.Row[Any], new: NewJob) -> bool:
    """Whether a job is what is asked for; by the words, since the fingerprint changes with our version."""
    alike = ("kind", "scenario", "label", "plan_id", "parent_id", "deterministic_seconds", "wall_seconds")
    return json.loads(row.parameters) == new.parameters and all(
        getattr(row, name) == getattr(new, name) for name in alike
    )


def canonical(document: Any) -> str:
    """Return a JSON document in the one form that equal documents share."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
