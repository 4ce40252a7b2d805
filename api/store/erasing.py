"""Erases deleted plans from SQLite's write-ahead log.

`secure_delete` overwrites what is deleted in the database itself. What was written there is also in
the log beside it, and stays until the log is cut off, for which nobody may read at that moment.
"""

import sqlite3
import threading
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import ConnectionPoolEntry

_MARK = "strongstride_deleted"
_OPTION = "strongstride_eraser"
#: Milliseconds to wait for readers; after that it is tried again later.
_PATIENCE = 500


class Eraser:
    """Cuts the log off after each transaction that deleted something.

    Parameters
    ----------
    busy_ms : how long the engine's connections wait for others
    """

    def __init__(self, busy_ms: int) -> None:
        self._busy_ms = busy_ms
        self._due = threading.Event()

    def attach(self, engine: sa.Engine) -> sa.Engine:
        """Return the engine, watched over by this eraser."""
        sa.event.listen(engine, "checkin", self._returned)
        return engine.execution_options(**{_OPTION: self})

    def again(self, engine: sa.Engine) -> None:
        """Try once more when readers were in the way."""
        if self._due.is_set():
            with engine.connect() as connection:
                connection.info[_MARK] = True

    def _returned(self, connection: Any, record: ConnectionPoolEntry) -> None:
        if connection is None or not record.info.pop(_MARK, False):
            return
        self._due.set()
        try:
            connection.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout={self._busy_ms}")
        except sqlite3.Error:
            # For instance no space is left: later.
            return
        if not busy:
            self._due.clear()


def deleted(connection: sa.Connection) -> None:
    """Note that this transaction deletes what shall be gone for good."""
    connection.info[_MARK] = True


def erase_rest(engine: sa.Engine) -> None:
    """Erase what could not be erased at once; PostgreSQL does so by itself (vacuum)."""
    eraser: Eraser | None = engine.get_execution_options().get(_OPTION)
    if eraser is not None:
        eraser.again(engine)
