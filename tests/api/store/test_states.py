"""The states of a job: every step that is legal, and no other, in the code and in the store."""

from itertools import product

import pytest
import sqlalchemy as sa

from api.jobs.states import FINAL, STEPS, IllegalStep, State, step
from api.store import job_steps, new_jobs
from api.store.tables import jobs as table
from tests.support.nodes import word_job

LEGAL = [(now, then) for now, following in STEPS.items() for then in sorted(following)]
ILLEGAL = [pair for pair in product(State, State) if pair not in LEGAL]


@pytest.mark.parametrize(("now", "then"), LEGAL)
def test_a_legal_step_is_made(now: State, then: State) -> None:
    """The table of steps is what `step` goes by."""
    assert step(now, then) is then


@pytest.mark.parametrize(("now", "then"), ILLEGAL)
def test_an_illegal_step_raises(now: State, then: State) -> None:
    """Also from a state to itself: nothing ends twice."""
    with pytest.raises(IllegalStep):
        step(now, then)


def test_nothing_follows_an_end() -> None:
    """A job that has ended stays as it is."""
    assert all(not STEPS[state] for state in FINAL)


def _job(engine: sa.Engine, state: State, executor: str | None = None) -> str:
    with engine.begin() as connection:
        return str(new_jobs.insert_one(connection, word_job("echo x", state=state, executor=executor)).id)


def _state(engine: sa.Engine, job_id: str) -> State:
    with engine.connect() as connection:
        return State(connection.execute(sa.select(table.c.state).where(table.c.id == job_id)).scalar_one())


@pytest.mark.parametrize("state", State)
def test_only_what_waits_is_started(engine: sa.Engine, state: State) -> None:
    """A job that another executor has, or that has ended, is not started."""
    job_id = _job(engine, state, "other" if state == State.SOLVING else None)
    with engine.begin() as connection:
        row = job_steps.start(connection, job_id, "me")
    may = State.SOLVING in STEPS[state]
    assert (row is not None) == may
    assert _state(engine, job_id) == (State.SOLVING if may else state)


def test_one_starts_its_own_again(engine: sa.Engine) -> None:
    """Whoever did not hear that it has a job asks again, and has it."""
    job_id = _job(engine, State.QUEUED)
    with engine.begin() as connection:
        assert job_steps.start(connection, job_id, "me") is not None
        assert job_steps.start(connection, job_id, "me") is not None
        assert job_steps.start(connection, job_id, "other") is None


@pytest.mark.parametrize("end", sorted(FINAL))
@pytest.mark.parametrize("state", State)
def test_only_who_has_a_job_ends_it(engine: sa.Engine, state: State, end: State) -> None:
    """One answer counts: the owner's, once."""
    job_id = _job(engine, state, "me" if state == State.SOLVING else None)
    with engine.begin() as connection:
        assert not job_steps.finish(connection, job_id, end, "other")
        assert job_steps.finish(connection, job_id, end, "me") == (state == State.SOLVING)
        assert not job_steps.finish(connection, job_id, State.FAILED, "me")
    assert _state(engine, job_id) == (end if state == State.SOLVING else state)


@pytest.mark.parametrize("state", State)
def test_only_what_waits_is_cancelled_at_once(engine: sa.Engine, state: State) -> None:
    """One that is being solved keeps its best, and what has ended stays."""
    job_id = _job(engine, state)
    with engine.begin() as connection:
        done = job_steps.cancel_waiting(connection, job_id)
    assert done == (state in (State.ACCEPTED, State.QUEUED))
    assert _state(engine, job_id) == (State.CANCELLED if done else state)


@pytest.mark.parametrize("state", State)
def test_only_the_dead_ones_jobs_are_put_back(engine: sa.Engine, state: State) -> None:
    """Once: the second who notices finds nothing to put back."""
    job_id = _job(engine, state, "dead" if state == State.SOLVING else None)
    with engine.begin() as connection:
        assert job_steps.requeue(connection, job_id, ["other"]) is None
        assert (job_steps.requeue(connection, job_id, ["dead"]) is not None) == (state == State.SOLVING)
        assert job_steps.requeue(connection, job_id, ["dead"]) is None
