"""Takes batches in, a group of items at a time, however many there are."""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError

from api.edge.problem import Fault
from api.jobs.intake import KeyReused, TooManyPending
from api.jobs.queue import CHUNKS, JobQueue
from api.jobs.states import State
from api.settings import Settings
from api.store import batches, jobs, new_jobs
from api.store.batches import NewBatch
from api.store.database import writing
from api.store.new_jobs import NewJob

#: Items stored in one transaction.
GROUP = 100
#: Seconds before what could not be deleted is tried again.
_LATER = 5.0
#: Faults of one bad item that are kept.
_SHOWN = 20

log = structlog.get_logger()


class TooManyItems(Exception):  # noqa: N818 - says what is the case
    """A batch has more items than a batch may have."""


class StillReceiving(Exception):  # noqa: N818 - says what is the case
    """Another request with the same idempotency key is being received."""


class Empty(Exception):  # noqa: N818 - says what is the case
    """A batch without items."""


class BatchIntake:
    """Receives batches; nobody is told of one before all of it is stored and enqueued."""

    def __init__(self, settings: Settings, engine: sa.Engine, queue: JobQueue, receiver: str) -> None:
        self._settings = settings
        self._engine = engine
        self._queue = queue
        self._receiver = receiver

    def take(self, new: NewBatch, items: Iterable[NewJob]) -> str:
        """Take a batch in; return its id, or that of the same batch taken in before.

        Parameters
        ----------
        items : jobs without a batch yet; those that could not be read have the state failed

        Raises
        ------
        KeyReused, StillReceiving, TooManyPending, TooManyItems, Empty
        """
        known = self._known(new)
        if known is not None:
            return self._same(known, items)
        try:
            with self._engine.begin() as connection:
                batches.insert(connection, new, self._receiver)
        except IntegrityError:
            known = self._known(new)
            if known is None:
                raise
            return self._same(known, items)
        try:
            self._receive(new, items)
        except BaseException:
            # Also when the sender hangs up: what nobody was told of is not kept.
            self._drop(new)
            raise
        return new.id

    def _drop(self, new: NewBatch) -> None:
        """Delete what was received of a batch; later, when the database is away."""
        try:
            with self._engine.begin() as connection:
                batches.delete_unreceived(connection, new.id)
        except DBAPIError as error:
            log.warning("batch_not_dropped", error=type(error).__name__)
            again = threading.Timer(_LATER, self._drop, [new])
            again.daemon = True
            again.start()

    def _known(self, new: NewBatch) -> sa.Row[Any] | None:
        if new.idempotency_key is None:
            return None
        with self._engine.connect() as connection:
            return batches.by_idempotency_key(connection, new.tenant, new.idempotency_key)

    def _same(self, known: sa.Row[Any], items: Iterable[NewJob]) -> str:
        if known.receiver is not None:
            raise StillReceiving
        digest = hashlib.sha256()
        for item in items:
            _add(digest, item)
        if digest.hexdigest() != known.fingerprint:
            raise KeyReused
        return str(known.id)

    def _receive(self, new: NewBatch, items: Iterable[NewJob]) -> None:
        digest = hashlib.sha256()
        total = 0
        for group in _groups(items, GROUP):
            for item in group:
                _add(digest, item)
            if total + len(group) > self._settings.batch_items:
                raise TooManyItems
            with writing(self._engine) as connection:
                self._store(connection, new, group, total)
            total += len(group)
        if not total:
            raise Empty
        with writing(self._engine) as connection:
            for chunk, turn in batches.received(connection, new.id, total, digest.hexdigest()):
                self._queue.put(connection, CHUNKS, chunk, priority=turn)

    def _store(self, connection: sa.Connection, new: NewBatch, group: list[NewJob], first: int) -> None:
        crowd = jobs.crowd(connection, new.tenant)
        if crowd.mine + len(group) > self._settings.tenant_pending:
            raise TooManyPending(mine=True)
        if crowd.all + len(group) > self._settings.pending:
            raise TooManyPending(mine=False)
        known = jobs.all_answered(connection, new.tenant, [item.fingerprint for item in group])
        rows = []
        for place, item in enumerate(group):
            row = replace(item, batch_id=new.id, batch_index=first + place)
            answer = known.get(item.fingerprint)
            if item.state == State.FAILED:
                rows.append(row)
            elif answer is not None:
                done = replace(row, state=State.COMPLETED, answer=answer[0], outcome=answer[1])
                rows.append(replace(done, reproducible=True))
            else:
                rows.append(replace(row, state=State.QUEUED))
        new_jobs.insert(connection, rows)


def bad_item(new: NewJob, message: str, faults: Sequence[Fault]) -> NewJob:
    """Return an item that could not be read, with what is wrong; what it said is not kept."""
    shown = [fault.model_dump(exclude_none=True) for fault in faults[:_SHOWN]]
    more = f"; {len(faults) - len(shown)} more faults are not shown" if len(faults) > len(shown) else ""
    said = {"code": "invalid", "message": message + more, "errors": shown}
    return replace(new, scenario=None, state=State.FAILED, error=json.dumps(said))


def _add(digest: Any, item: NewJob) -> None:
    # In the sender's words: the item's fingerprint changes with our version.
    words = [item.kind, item.scenario, item.parameters, item.label, item.error]
    digest.update(json.dumps([*words, item.deterministic_seconds, item.wall_seconds]).encode())


def _groups(items: Iterable[NewJob], size: int) -> Iterator[list[NewJob]]:
    iterator = iter(items)
    while group := list(islice(iterator, size)):
        yield group
