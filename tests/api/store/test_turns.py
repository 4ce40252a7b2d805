"""Turns: nobody waits for the end of somebody else's line, whatever is going on."""

import sqlalchemy as sa

from api.jobs.states import State
from api.store import batches, job_steps, jobs, new_jobs
from api.store.batches import WINDOW, NewBatch
from api.store.tables import batches as batch_table
from api.store.tables import chunks
from api.store.tables import jobs as job_table
from tests.support.nodes import word_job

ITEMS = batches.CHUNK_ITEMS


def _empty(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.delete(batch_table))
        connection.execute(sa.delete(job_table))


def _batch(connection: sa.Connection, tenant: str, number: int) -> list[tuple[int, str]]:
    """Take a batch of so many chunks in; return what is enqueued, as turn and id."""
    new = NewBatch(tenant=tenant, kind="batch", fingerprint="")
    batches.insert(connection, new, "me")
    return [(turn, one) for one, turn in batches.received(connection, new.id, number * ITEMS, "")]


def _served(engine: sa.Engine, queue: list[tuple[int, str]], rounds: int) -> list[str]:
    """Serve chunks in their turns; return whose they were."""
    order = []
    for _ in range(rounds):
        queue.sort()
        _, chunk_id = queue.pop(0)
        with engine.begin() as connection:
            row = batches.start_chunk(connection, chunk_id, "me")
            assert row is not None
            order.append(row.tenant)
            queue += [(turn, one) for one, turn in batches.finish_chunk(connection, row) or ()]
    return order


def test_only_a_window_of_a_batch_is_in_the_queue(engine: sa.Engine) -> None:
    """Each chunk that ends brings the next one in, and all are served in the end."""
    _empty(engine)
    with engine.begin() as connection:
        queue = _batch(connection, "a", 3 * WINDOW)
    assert len(queue) == WINDOW
    assert len(_served(engine, queue, 3 * WINDOW)) == 3 * WINDOW
    assert queue == []
    with engine.connect() as connection:
        assert connection.execute(sa.select(batch_table.c.finished_at)).scalar_one() is not None
        left = sa.select(sa.func.count()).select_from(chunks).where(~chunks.c.finished)
        assert connection.execute(left).scalar_one() == 0


def test_a_small_batch_does_not_wait_for_a_large_one(engine: sa.Engine) -> None:
    """It comes in turn with it, from the moment on when it came."""
    _empty(engine)
    with engine.begin() as connection:
        queue = _batch(connection, "large", 60)
    _served(engine, queue, 20)
    with engine.begin() as connection:
        queue += _batch(connection, "small", 5)
    order = _served(engine, queue, 12)
    assert order.count("small") == 5


def test_three_tenants_get_a_third_each(engine: sa.Engine) -> None:
    """However many batches one of them has."""
    _empty(engine)
    queue: list[tuple[int, str]] = []
    with engine.begin() as connection:
        for tenant in ("a", "a", "a", "b", "c"):
            queue += _batch(connection, tenant, 20)
    order = _served(engine, queue, 30)
    assert all(9 <= order.count(tenant) <= 11 for tenant in "abc")


def test_what_takes_long_does_not_hold_turns_back(engine: sa.Engine) -> None:
    """Who comes later does not get the turns of all that was served meanwhile."""
    _empty(engine)
    with engine.begin() as connection:
        queue = _batch(connection, "a", 100)
        queue.sort()
        batches.start_chunk(connection, queue.pop(0)[1], "slow")
    _served(engine, queue, 40)
    with engine.begin() as connection:
        queue += _batch(connection, "b", 20)
    order = _served(engine, queue, 20)
    assert 9 <= order.count("a") <= 11


def test_single_jobs_take_turns_alike(engine: sa.Engine) -> None:
    """A tenant's hundredth job comes after another one's first."""
    _empty(engine)
    with engine.begin() as connection:
        for _ in range(10):
            _job(connection, "a")
        assert jobs.crowd(connection, "a").next_turn == 11
        assert jobs.crowd(connection, "b").next_turn == 1
        # The first four are served, the first of them takes long.
        waiting = connection.execute(sa.select(job_table.c.id).order_by(job_table.c.turn)).scalars().all()
        for number, job_id in enumerate(waiting[:4]):
            job_steps.start(connection, job_id, "me")
            if number:
                job_steps.finish(connection, job_id, State.COMPLETED, "me", answer="1", outcome="optimal")
        assert jobs.crowd(connection, "b").next_turn == 5
        assert jobs.crowd(connection, "a").next_turn == 11


def _job(connection: sa.Connection, tenant: str) -> None:
    turn = jobs.crowd(connection, tenant).next_turn
    new_jobs.insert_one(connection, word_job("echo x", tenant, state=State.QUEUED, turn=turn))
