"""Writes down what a running job tells, a few times a second, so that any process can stream it."""

import threading
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.store import events as stream
from api.store import jobs


class Recorder:
    """The events of one job. Told from the thread that solves, written by the one that watches."""

    def __init__(self, engine: sa.Engine, job_id: str) -> None:
        self._engine = engine
        self._job_id = job_id
        self._waiting: list[dict[str, Any]] = []
        self._waits_since = 0.0
        self._next: int | None = None
        self._is_closed = False
        # Whoever tells does not wait for the database.
        self._list_lock = threading.Lock()
        self._write_lock = threading.Lock()

    def tell(self, event: dict[str, Any]) -> None:
        """Take an event; it is written with the next ones."""
        with self._list_lock:
            if not self._waiting:
                self._waits_since = time.monotonic()
            self._waiting.append(event)

    def has_waited(self, seconds: float) -> bool:
        """Whether an event has waited so long to be written."""
        with self._list_lock:
            return bool(self._waiting) and time.monotonic() - self._waits_since >= seconds

    def flush(self) -> bool:
        """Write what is waiting; return whether there was anything.

        What could not be written waits on.
        """
        with self._write_lock:
            with self._list_lock:
                events = list(self._waiting)
            if not events or self._is_closed:
                return False
            with self._engine.begin() as connection:
                self._write(connection, events)
            with self._list_lock:
                del self._waiting[: len(events)]
                self._waits_since = time.monotonic()
        return True

    def stop_flushing(self) -> None:
        """Leave the rest to `close`; called before the transaction that ends the job begins.

        `flush` holds the same lock while it waits for the database: on SQLite, which has one writer,
        each would wait for the other.
        """
        with self._write_lock:
            self._is_closed = True

    def close(self, connection: sa.Connection, last: dict[str, Any]) -> None:
        """Write what is waiting and the last event, within the transaction that ends the job.

        When that transaction fails, this can be done once more.
        """
        with self._list_lock:
            events = [*self._waiting, last]
        self._next = None
        self._write(connection, events)

    def _write(self, connection: sa.Connection, events: list[dict[str, Any]]) -> None:
        """Write events; two processes on one job must not lose each other's."""
        first, self._next = self._next, None
        while True:
            if first is None:
                first = stream.last(connection, self._job_id) + 1
            try:
                with connection.begin_nested():
                    stream.add(connection, self._job_id, first, events)
            except IntegrityError:
                if not jobs.exists(connection, self._job_id):
                    return
                # Another process took the numbers: look again.
                first = None
            else:
                self._next = first + len(events)
                return
