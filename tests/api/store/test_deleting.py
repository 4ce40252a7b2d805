"""Deleting really deletes: no word of a scenario is left, in our tables, the queue's, or the files."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from api.service import Service
from api.store import batches, events, job_steps, new_jobs
from api.store.batches import NewBatch
from api.store.erasing import erase_rest
from api.store.tables import batches as batch_table
from api.store.tables import chunks, job_events
from api.store.tables import jobs as job_table
from tests.support.nodes import DATABASES, TENANT, ended, running, settings_for, word_job
from tests.support.pools import eventually

MARK = "aching-left-knee-8251"


@pytest.fixture(params=DATABASES)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    """A running service."""
    with running(settings_for(request.param, tmp_path)) as service:
        yield service


def _texts(engine: sa.Engine, schema: str | None) -> str:
    """Return all that is in all tables of a schema."""
    metadata = sa.MetaData()
    metadata.reflect(engine, schema=schema)
    with engine.connect() as connection:
        return "".join(
            str(tuple(row))
            for table in metadata.tables.values()
            for row in connection.execute(table.select())
        )


def _files(service: Service) -> bytes:
    return b"".join(file.read_bytes() for file in service.settings.data_dir.glob("strongstride.db*"))


def _worked_out(service: Service) -> str:
    job_id = str(service.take(word_job(f"echo {MARK} " + "x" * 20_000, label=MARK)).row.id)
    row = ended(service, job_id)
    with service.engine.begin() as connection:
        events.add(connection, job_id, 100, [{"event": "step", "doing": MARK}])
        why = word_job(f"echo {MARK}", kind="reasons", plan_id=job_id)
        new_jobs.insert_one(connection, why)
    assert MARK in row.answer
    return job_id


def test_a_deleted_plan_is_gone(service: Service) -> None:
    """Its input, answer, events and explanations; also from SQLite's file and its log."""
    job_id = _worked_out(service)
    assert MARK in _texts(service.engine, None)
    if service.settings.is_embedded:
        assert MARK.encode() in _files(service)
    assert not service.delete("tenant-b", job_id)
    assert service.delete(TENANT, job_id)
    assert MARK not in _texts(service.engine, None)
    if service.settings.is_embedded:
        assert MARK.encode() not in _files(service)


def test_a_deleted_batch_is_gone(service: Service) -> None:
    """With its items, chunks, and what was said about items."""
    items = [word_job(f"echo {MARK} {number}") for number in range(9)]
    batch_id = service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), items)
    for item in items:
        ended(service, item.id)
    with service.engine.begin() as connection:
        new_jobs.insert_one(connection, word_job(f"echo {MARK}", kind="reasons", plan_id=items[0].id))
        assert not batches.delete(connection, "tenant-b", batch_id)
        assert batches.delete(connection, TENANT, batch_id)
    with service.engine.connect() as connection:
        for table in (job_table, job_events, batch_table, chunks):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
    assert MARK not in _texts(service.engine, None)
    if service.settings.is_embedded:
        assert MARK.encode() not in _files(service)


def test_the_queue_never_knows_what_was_asked(service: Service) -> None:
    """It has ids, and nothing else."""
    items = [word_job(f"echo {MARK} {number}", label=MARK) for number in range(3)]
    service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), items)
    _worked_out(service)
    schema = None if service.settings.is_embedded else "dbos"
    if schema is not None:
        assert MARK not in _texts(service.engine, schema)
        return
    metadata = sa.MetaData()
    metadata.reflect(service.engine)
    ours = {job_table.name, job_events.name, batch_table.name, chunks.name}
    with service.engine.connect() as connection:
        for name, table in metadata.tables.items():
            if name not in ours:
                assert MARK not in str(connection.execute(table.select()).all()), name


def test_what_a_reader_holds_up_is_erased_later(tmp_path: Path) -> None:
    """A long read keeps the log from being cut off; the next round does it."""
    with running(settings_for("sqlite", tmp_path)) as service:
        job_id = _worked_out(service)
        with service.engine.connect() as reader:
            reader.exec_driver_sql("BEGIN")
            reader.execute(sa.select(job_table.c.id)).all()
            service.delete(TENANT, job_id)
            assert MARK.encode() in _files(service)
        erase_rest(service.engine)
        assert MARK.encode() not in _files(service)


def test_what_is_old_is_deleted_if_that_is_wanted(service: Service) -> None:
    """Plans with their explanations, batches with their items; what is young or open stays."""
    old, young = _worked_out(service), _worked_out(service)
    batch_ids = []
    for _ in range(2):
        items = [word_job("echo x") for _ in range(5)]
        batch_ids.append(
            service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), items)
        )
    held = str(service.take(word_job("hold")).row.id)

    def ended_batches() -> bool:
        with service.engine.connect() as connection:
            return not connection.execute(
                sa.select(batch_table.c.id).where(batch_table.c.finished_at.is_(None))
            ).first()

    eventually(ended_batches, "both batches have ended")
    now = time.time()
    with service.engine.begin() as connection:
        for table, one in ((job_table, old), (batch_table, batch_ids[0])):
            connection.execute(sa.update(table).where(table.c.id == one).values(finished_at=now - 1000))
        assert job_steps.delete_finished_before(connection, now - 500) == 1
        assert batches.delete_finished_before(connection, now - 500) == 1
        left = set(
            connection.execute(sa.select(job_table.c.id).where(job_table.c.batch_id.is_(None))).scalars()
        )
        explained = connection.execute(sa.select(job_table.c.plan_id).where(job_table.c.kind == "reasons"))
        assert {young, held} < left and old not in left and set(explained.scalars()) == {young}
        in_batches = connection.execute(
            sa.select(job_table.c.batch_id).where(job_table.c.batch_id.is_not(None))
        )
        assert set(in_batches.scalars()) == {batch_ids[1]}
    service.stop(TENANT, held)


def test_the_queue_forgets_what_has_ended(service: Service) -> None:
    """Its tables do not grow for ever."""
    job_id = str(service.take(word_job("echo x")).row.id)
    ended(service, job_id)
    metadata = sa.MetaData()
    schema = None if service.settings.is_embedded else "dbos"
    metadata.reflect(service.engine, schema=schema, only=["workflow_status"])
    (table,) = metadata.tables.values()

    def forgotten() -> bool:
        service.queue.forget_finished(time.time() + 60)
        with service.engine.connect() as connection:
            return not connection.execute(table.select()).first()

    eventually(forgotten, "nothing is left in the queue")
    assert ended(service, job_id).answer == '"x"'
