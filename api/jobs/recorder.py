"""Writes down what a running job tells, a few times a second, so that any process can stream it."""

import threading
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.store import jobs


class Recorder:
    """The events of one job. Told from the thread that solves, written by the one that watches."""

    def __init__(self, engine: sa.Engine, job_id: str) -> None:
        self._engine = engine
        self._job_id = job_id
        self._waiting: list[dict[str, Any]] = []
        self._next: int | None = None
        self._lock = threading.Lock()

    def tell(self, event: dict[str, Any]) -> None:
        """Take an event; it is written with the next ones."""
        with self._lock:
            self._waiting.append(event)

    def flush(self) -> bool:
        """Write what is waiting; return whether there was anything."""
        with self._lock:
            if not self._waiting:
                return False
            with self._engine.begin() as connection:
                self.write(connection)
        return True

    def close(self, connection: sa.Connection, last: dict[str, Any]) -> None:
        """Write what is waiting and the last event, within the transaction that ends the job."""
        with self._lock:
            self._waiting.append(last)
            self.write(connection)

    def write(self, connection: sa.Connection) -> None:
        """Write what is waiting; two processes on one job must not lose each other's events."""
        while self._waiting:
            if self._next is None:
                self._next = jobs.last_event(connection, self._job_id) + 1
            try:
                with connection.begin_nested():
                    jobs.add_events(connection, self._job_id, self._next, self._waiting)
            except IntegrityError:
                if jobs.exists(connection, self._job_id):
                    # Another process took the numbers: look again.
                    self._next = None
                    continue
            else:
                self._next += len(self._waiting)
            self._waiting.clear()
