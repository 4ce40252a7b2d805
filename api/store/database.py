"""Opens the database and brings it to the newest version of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.pool import ConnectionPoolEntry

from api.settings import Settings
from api.store.erasing import Eraser

MIGRATIONS = Path(__file__).parent / "migrations"
#: Seconds to wait for another writer of the file.
_BUSY_SECONDS = 30.0
#: A server that is gone without a word is noticed within about 10 seconds, in the middle of a query too.
_SOON_NOTICED = {
    "connect_timeout": 3,
    "keepalives_idle": 4,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def open_engine(settings: Settings) -> sa.Engine:
    """Return the engine for the settings' database; the data folder is made when it is missing."""
    if settings.is_embedded:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        engine = sa.create_engine(
            settings.sqlalchemy_url,
            pool_size=16,
            max_overflow=48,
            connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        )
        sa.event.listen(engine, "connect", _durable_sqlite)
        return Eraser(int(_BUSY_SECONDS * 1000)).attach(engine)
    return sa.create_engine(
        settings.sqlalchemy_url,
        pool_size=8,
        max_overflow=24,
        pool_timeout=5,
        pool_pre_ping=True,
        connect_args=_SOON_NOTICED,
    )


def _durable_sqlite(connection: Any, _record: ConnectionPoolEntry) -> None:
    # A transaction takes the writer's lock with its first change: one that began as a reader would be
    # refused when somebody else has written since.
    connection.isolation_level = "IMMEDIATE"
    for pragma in (
        "journal_mode=WAL",
        # What was acknowledged survives a power cut too.
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={int(_BUSY_SECONDS * 1000)}",
        # A deleted plan is overwritten in the file, not only forgotten.
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Begin a transaction that reads first and writes then, alone from the beginning on SQLite.

    Python's driver begins a transaction with the first change only; what was read before that may be
    out of date. PostgreSQL lets others write meanwhile all the same.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest version; several processes may try at once."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
