"""The tables in the database and those in the code are the same, however many make them."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.jobs.queue import migrate
from api.settings import Settings
from api.store import database
from api.store.tables import metadata
from tests.support.nodes import DATABASES
from tests.support.postgres import postgres


def test_migrations_make_the_tables_of_the_code(engine: sa.Engine) -> None:
    """What Alembic would still change is nothing."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "strongstride_version"})
        ours = [one for one in compare_metadata(context, metadata) if "dbos" not in str(one)]
    assert ours == []


def bring_up(url: str | None, folder: Path) -> None:
    """Do what a service does first; runs in processes of its own."""
    settings = Settings.model_validate({"database_url": url, "data_dir": folder})
    engine = database.open_engine(settings)
    database.migrate(engine)
    migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("kind", DATABASES)
def test_several_processes_may_migrate_at_once(kind: str, tmp_path: Path) -> None:
    """Each finds the newest tables afterwards, on a database that was empty before."""
    url = postgres().url(postgres().new_database()) if kind == "postgresql" else None
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        for one in [processes.submit(bring_up, url, tmp_path) for _ in range(2)]:
            one.result()
    engine = database.open_engine(Settings.model_validate({"database_url": url, "data_dir": tmp_path}))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM strongstride_version")).scalar_one() == 1
        assert connection.execute(sa.text("SELECT count(*) FROM jobs")).scalar_one() == 0
    engine.dispose()


def test_a_migration_is_made_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service killed during its first start finds an empty database, not half of the tables."""
    engine = database.open_engine(Settings(data_dir=tmp_path))

    def fail(*_: object, **_options: object) -> None:
        raise RuntimeError("killed here")

    monkeypatch.setattr("alembic.op.create_index", fail)
    with pytest.raises(RuntimeError, match="killed here"):
        database.migrate(engine)
    assert sa.inspect(engine).get_table_names() == []
    monkeypatch.undo()
    database.migrate(engine)
    assert "jobs" in sa.inspect(engine).get_table_names()
    engine.dispose()
