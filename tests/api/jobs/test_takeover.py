"""What dead processes left is taken over, once, by whoever notices; those that live keep what they have."""

import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from api.jobs.audit import Audit
from api.jobs.queue import CHUNKS, JOBS, JobQueue
from api.jobs.states import State
from api.jobs.takeover import take_over
from api.service import Service
from api.settings import Settings
from api.store import batches, executors, job_steps
from api.store.batches import NewBatch
from api.store.tables import batches as batch_table
from api.store.tables import executors as executor_table
from api.store.tables import jobs as job_table
from tests.support.nodes import DATABASES, TENANT, ended, running, settings_for, word_job
from tests.support.pools import eventually

BATCH = {"tenant": TENANT, "kind": "batch", "fingerprint": ""}


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A new database for services that come one after the other."""
    return settings_for(request.param, tmp_path)


@pytest.fixture
def idle(settings: Settings) -> Any:
    """A service that takes things in and works nothing out."""
    service = Service(settings)
    from api.jobs.queue import migrate
    from api.store import database

    database.migrate(service.engine)
    migrate(service.engine)
    yield service
    service.queue.close()
    service.engine.dispose()


def _dead(service: Service, executor: str = "dead") -> None:
    """Have an executor been silent for long."""
    with service.engine.begin() as connection:
        executors.beat(connection, executor, 2)
        connection.execute(sa.update(executor_table).values(seen_at=time.time() - 3600))


def _row(service: Service, job_id: str) -> Any:
    with service.engine.connect() as connection:
        return connection.execute(sa.select(job_table).where(job_table.c.id == job_id)).one()


def _begun(service: Service, executor: str = "dead") -> str:
    """Take a job in and have an executor begin it."""
    job_id = str(service.take(word_job("echo x")).row.id)
    with service.engine.begin() as connection:
        assert job_steps.start(connection, job_id, executor) is not None
    return job_id


def _queued(service: Service, work_id: str) -> int:
    """Return how many starts of a piece of work are in the queue."""
    return len(service.queue.among([f"{work_id}:{number}" for number in range(20)]))


def test_a_job_of_a_dead_process_is_put_back_once(idle: Service) -> None:
    """Two who notice at once, and a third later: it is in the queue one time more."""
    job_id = _begun(idle)
    _dead(idle)
    before = _queued(idle, job_id)
    assert take_over(idle.engine, idle.queue, ["dead"]) == 1
    assert take_over(idle.engine, idle.queue, ["dead"]) == 0
    assert _queued(idle, job_id) == before + 1
    assert _row(idle, job_id).state == "queued"


def test_only_being_put_back_counts_towards_parking(idle: Service) -> None:
    """Begun and put back ten times is ten, not twenty."""
    job_id = str(idle.take(word_job("echo x")).row.id)
    for _ in range(10):
        with idle.engine.begin() as connection:
            assert job_steps.start(connection, job_id, "dead") is not None
        assert take_over(idle.engine, idle.queue, ["dead"]) == 1
    assert _row(idle, job_id).starts == 10


def test_two_who_notice_at_once_put_it_back_once(idle: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read the same list before one of them acts."""
    job_id = _begun(idle)
    before = _queued(idle, job_id)
    held_by = idle.queue.held_by
    inner: list[int] = []

    def first(executors: Any) -> Any:
        found = held_by(executors)
        if not inner:
            inner.append(0)
            inner[0] = take_over(idle.engine, idle.queue, ["dead"])
        return found

    monkeypatch.setattr(idle.queue, "held_by", first)
    outer = take_over(idle.engine, idle.queue, ["dead"])
    assert [outer, *inner].count(1) == 1 and _queued(idle, job_id) == before + 1


def test_what_the_living_have_stays_theirs(idle: Service) -> None:
    """A stale entry in the queue of the dead one does not take a job away."""
    job_id = _begun(idle, "alive")
    _claim(idle, "dead")
    assert take_over(idle.engine, idle.queue, ["dead"]) == 0
    assert _row(idle, job_id).executor == "alive"
    assert idle.queue.held_by(["dead"]) == []


def _claim(service: Service, executor: str) -> None:
    """Take everything from the queue for an executor, as the queue does before anything is begun."""
    schema = "" if service.engine.dialect.name == "sqlite" else "dbos."
    with service.engine.begin() as connection:
        connection.execute(
            sa.text(f"UPDATE {schema}workflow_status SET status = 'PENDING', executor_id = :one"),
            {"one": executor},
        )


def test_killed_between_the_queue_and_the_start(idle: Service) -> None:
    """The store says that it waits, the queue that it was taken: it is put back."""
    job_id = str(idle.take(word_job("echo x")).row.id)
    _claim(idle, "dead")
    assert _queued(idle, job_id) == 1 and len(idle.queue.held_by(["dead"])) == 1
    assert take_over(idle.engine, idle.queue, ["dead"]) == 1
    assert idle.queue.held_by(["dead"]) == [] and _queued(idle, job_id) == 1


def test_a_deleted_job_is_not_put_back(idle: Service) -> None:
    """Its entry in the queue goes, too."""
    job_id = _begun(idle)
    _claim(idle, "dead")
    idle.delete(TENANT, job_id)
    assert take_over(idle.engine, idle.queue, ["dead"]) == 0
    assert idle.queue.holders() == set()


def test_owners_that_are_on_no_list_are_dead(idle: Service) -> None:
    """Who signed off and left something; nobody that gives signs of life."""
    _begun(idle, "signed off")
    _begun(idle, "alive")
    with idle.engine.begin() as connection:
        executors.beat(connection, "alive", 2)
        executors.beat(connection, "me", 2)
    with idle.engine.connect() as connection:
        assert executors.dead(connection, 12.0, "me") == ["signed off"]
        assert executors.dead(connection, None, "me") == ["alive", "signed off"]


def test_a_chunk_of_a_dead_process_goes_on_where_it_was(settings: Settings) -> None:
    """Items that have ended are not worked out again; one that was begun is."""
    with running(settings) as service:
        pass
    idle = Service(settings)
    items = [word_job(f"nonce {number} 0") for number in range(6)]
    batch_id = idle.batch_intake.take(NewBatch(**BATCH), items)
    with idle.engine.begin() as connection:
        assert batches.start_chunk(connection, f"{batch_id}.0", "dead") is not None
        assert batches.start_chunk(connection, f"{batch_id}.0", "other") is None
        for one in items[:2]:
            job_steps.start(connection, one.id, "dead")
        job_steps.finish(
            connection, items[0].id, State.COMPLETED, "dead", answer='"first"', outcome="optimal"
        )
    _dead(idle)
    idle.queue.close()
    idle.engine.dispose()
    with running(settings) as service:
        assert ended(service, items[0].id).answer == '"first"'
        assert [ended(service, one.id).state for one in items] == ["completed"] * 6


def test_a_batch_is_over_when_its_last_two_chunks_end_at_once(idle: Service) -> None:
    """On PostgreSQL neither sees the other's end before it is committed."""
    from threading import Barrier, Thread

    items = [word_job(f"echo {number}") for number in range(8)]
    batch_id = idle.batch_intake.take(NewBatch(**BATCH), items)
    with idle.engine.begin() as connection:
        rows = [batches.start_chunk(connection, f"{batch_id}.{number}", "me") for number in range(2)]
        for one in items:
            job_steps.start(connection, one.id, "me")
            job_steps.finish(connection, one.id, State.COMPLETED, "me", answer="1", outcome="optimal")
    barrier = Barrier(2)

    def end(row: Any) -> None:
        with idle.engine.connect() as connection:
            barrier.wait()
            with connection.begin():
                batches.finish_chunk(connection, row)
                time.sleep(0.2)

    threads = [Thread(target=end, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with idle.engine.connect() as connection:
        assert batches.find(connection, TENANT, batch_id, "batch").finished_at is not None  # type: ignore[union-attr]


def test_a_chunk_with_open_items_does_not_end(idle: Service) -> None:
    """Another process may still have one of them, and die over it."""
    items = [word_job(f"echo {number}") for number in range(2)]
    batch_id = idle.batch_intake.take(NewBatch(**BATCH), items)
    with idle.engine.begin() as connection:
        row = batches.start_chunk(connection, f"{batch_id}.0", "me")
        assert row is not None
        job_steps.start(connection, items[1].id, "other")
        assert batches.finish_chunk(connection, row) is None


def test_a_batch_whose_receiver_died_is_dropped(idle: Service) -> None:
    """Nobody was told of it; its key and its room are free again."""
    with idle.engine.begin() as connection:
        batches.insert(connection, NewBatch(**BATCH, idempotency_key="k"), "dead")
    _dead(idle)
    take_over(idle.engine, idle.queue, ["dead"])
    with idle.engine.connect() as connection:
        assert connection.execute(sa.select(batch_table.c.id)).first() is None


def test_a_batch_is_received_in_peace(tmp_path: Path) -> None:
    """By a process without solvers, too: it has a pulse."""
    service = Service(settings_for("postgresql", tmp_path, solvers=0))
    service.start()
    seen: list[list[str]] = []

    def slowly() -> Any:
        yield word_job("echo x")
        with service.engine.connect() as connection:
            seen.append(executors.dead(connection, 12.0, "me"))

    batch_id = service.batch_intake.take(NewBatch(**BATCH), slowly())
    with service.engine.connect() as connection:
        assert batches.find(connection, TENANT, batch_id, "batch") is not None
    service.close()
    assert seen == [[]]


def test_an_answer_of_one_that_was_taken_for_dead_does_not_count(idle: Service) -> None:
    """The new owner's does, once."""
    job_id = _begun(idle, "slow")
    take_over(idle.engine, idle.queue, ["slow"])
    with idle.engine.begin() as connection:
        assert job_steps.start(connection, job_id, "new") is not None
        assert not job_steps.finish(
            connection, job_id, State.COMPLETED, "slow", answer="1", outcome="optimal"
        )
        assert job_steps.to_stop(connection, [job_id], "slow") == {job_id}
        assert job_steps.to_stop(connection, [job_id], "new") == set()
        assert job_steps.finish(connection, job_id, State.COMPLETED, "new", answer="2", outcome="optimal")
    assert _row(idle, job_id).answer == "2"


def test_what_is_in_no_queue_is_found(idle: Service) -> None:
    """However it got lost there; what is there is left alone."""
    lost = str(idle.take(word_job("echo x")).row.id)
    batch_id = idle.batch_intake.take(NewBatch(**BATCH), [word_job("echo y")])
    idle.queue.forget([f"{lost}:0", f"{batch_id}.0:0"])
    there = str(idle.take(word_job("echo z")).row.id)
    audit = Audit(idle.engine, idle.queue, "me", set)
    assert audit.of_queue(time.time() + 1) == 2
    assert audit.of_queue(time.time() + 1) == 0
    assert [_queued(idle, one) for one in (lost, f"{batch_id}.0", there)] == [1, 1, 1]


def test_what_is_in_the_books_and_not_in_hand_is_found(idle: Service) -> None:
    """At the second look; what is in hand is left alone."""
    lost, busy = _begun(idle, "me"), _begun(idle, "me")
    audit = Audit(idle.engine, idle.queue, "me", lambda: {busy})
    assert [audit.of_mine(), audit.of_mine(), audit.of_mine()] == [0, 1, 0]
    assert (_row(idle, lost).state, _row(idle, busy).state) == ("queued", "solving")


def test_graceful_shutdown_gives_back_and_the_next_start_finishes(settings: Settings) -> None:
    """What is being solved, what is in hand, what waits, and a batch; within seconds."""
    with running(settings) as service:
        singles = [str(service.take(word_job(f"nonce {number} 0.6")).row.id) for number in range(5)]
        items = [word_job(f"nonce {number} 0.2") for number in range(9)]
        service.batch_intake.take(NewBatch(**BATCH), items)
        short = str(service.take(word_job("nonce short 0.6"), somebody_waits=True).row.id)
        eventually(lambda: _row(service, singles[1]).state == "solving", "it is being solved")
        began = time.monotonic()
    assert time.monotonic() - began < 10.0
    everything = [*singles, short, *(one.id for one in items)]
    idle = Service(settings)
    done = {one: row.answer for one in everything if (row := _row(idle, one)).state == "completed"}
    assert {_row(idle, one).executor for one in everything} == {None}
    with idle.engine.connect() as connection:
        assert executors.dead(connection, None, "me") == []
    assert idle.queue.holders() == set()
    idle.queue.close()
    idle.engine.dispose()
    with running(settings) as service:
        answers = {one: ended(service, one).answer for one in everything}
    assert None not in answers.values() and done.items() <= answers.items()


def test_each_process_keeps_its_own_number_of_hands(settings: Settings) -> None:
    """Another one that starts later, with more cores, does not say how much this one takes."""
    with running(settings) as service:
        assert service.executor is not None
        schema = "" if settings.is_embedded else "dbos."
        with service.engine.begin() as connection:
            connection.execute(sa.text(f"UPDATE {schema}queues SET worker_concurrency = 50"))
        time.sleep(0.3)
        held = [str(service.take(word_job("hold")).row.id) for _ in range(10)]
        eventually(lambda: service.executor and len(service.executor.runner.busy()) >= 3, "three in hand")
        time.sleep(0.5)
        assert len(service.executor.runner.busy()) == 3
        for one in held:
            service.stop(TENANT, one)


def test_lanes_are_named() -> None:
    """What is in the queue today is found there by the next version."""
    assert (JOBS, CHUNKS) == ("jobs", "chunks") and JobQueue.put is not None
