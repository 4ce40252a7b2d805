"""A job's way to its end: answered once, stopped, lost, parked."""

import math
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from api.jobs.recorder import Recorder
from api.jobs.runner import MOST_STARTS
from api.jobs.states import State
from api.service import Service
from api.solving.pool import SolverPool
from api.solving.question import Answer, Question
from api.store import batches, events, job_steps, jobs, new_jobs
from api.store.batches import NewBatch
from api.store.database import writing
from api.store.tables import jobs as table
from tests.support import faulty
from tests.support.nodes import TENANT, WordPool, ended, running, settings_for, state_of, word_job
from tests.support.pools import eventually


def _solving(service: Service, scenario: str = "hold", **more: Any) -> str:
    job_id = str(service.take(word_job(scenario, **more)).row.id)
    eventually(lambda: state_of(service, job_id) == "solving", "it is being solved")
    return job_id


def _counts(service: Service) -> dict[str, int]:
    with service.engine.connect() as connection:
        return jobs.counts_by_state(connection)


def _events(service: Service, job_id: str) -> list[str]:
    with service.engine.connect() as connection:
        return [row.name for row in events.after(connection, job_id, 0)]


def test_a_job_is_answered_once(service: Service) -> None:
    """However often it comes up: a second start, or a second end, changes nothing."""
    row = ended(service, service.take(word_job("echo x")).row.id)
    assert (row.state, row.answer, row.outcome) == ("completed", '"x"', "optimal")
    assert service.executor is not None
    service.executor.runner.run(row.id)
    assert service.job(TENANT, row.id) == row
    assert _events(service, row.id) == ["status", "done"]


def test_who_waits_takes_the_short_way(service: Service) -> None:
    """Past the queue, when a solver is free; the queue never hears of it."""
    taken = service.take(word_job("echo x"), somebody_waits=True)
    assert taken.to_run is not None
    assert ended(service, taken.row.id).answer == '"x"'
    assert service.queue.among([f"{taken.row.id}:0"]) == set()


def test_a_queued_job_is_cancelled(service: Service) -> None:
    """At once, and it never begins; as often as one likes."""
    for _ in range(2):
        _solving(service)
    job_id = str(service.take(word_job("echo never")).row.id)
    row = service.stop(TENANT, job_id)
    assert row is not None and row.state == "cancelled"
    again = service.stop(TENANT, job_id)
    assert again is not None and again.state == "cancelled"
    assert service.executor is not None
    service.executor.runner.run(job_id)
    assert state_of(service, job_id) == "cancelled"


def test_a_job_being_solved_keeps_its_best(service: Service) -> None:
    """Whichever process the wish comes from."""
    job_id = _solving(service)
    service.stop(TENANT, job_id)
    row = ended(service, job_id)
    assert (row.state, row.outcome, row.reproducible) == ("completed", "feasible", False)
    other = _solving(service)
    with service.engine.begin() as connection:
        job_steps.request_stop(connection, other)
    assert ended(service, other).outcome == "feasible"


def test_a_finished_job_is_not_stopped(service: Service) -> None:
    """Its answer stays."""
    row = ended(service, service.take(word_job("echo x")).row.id)
    service.stop(TENANT, row.id)
    assert service.job(TENANT, row.id) == row


def test_a_deleted_job_is_not_worked_on(service: Service) -> None:
    """Its solver is free for the next one soon."""
    held = [_solving(service) for _ in range(2)]
    for job_id in held:
        service.delete(TENANT, job_id)
    assert ended(service, service.take(word_job("echo x")).row.id).answer == '"x"'
    assert [service.job(TENANT, job_id) for job_id in held] == [None, None]


def test_a_bug_of_ours_ends_in_a_failed_job(service: Service) -> None:
    """What nobody expects does not leave a job hanging."""
    row = ended(service, service.take(word_job("bug")).row.id)
    assert row.state == "failed" and '"internal"' in row.error


def test_an_answer_that_the_database_refuses_ends_in_a_failed_job(tmp_path: Path) -> None:
    """PostgreSQL's texts have no U+0000: the next try would be refused as well."""
    with running(settings_for("postgresql", tmp_path), NulPool) as service:
        row = ended(service, service.take(word_job("echo x")).row.id)
        assert row.state == "failed" and '"internal"' in row.error


class NulPool(WordPool):
    """Answers what PostgreSQL does not take."""

    def run(self, question: Question, **options: Any) -> Answer:
        return Answer("a\0b", "optimal")


def test_a_lost_child_is_tried_three_times(service: Service) -> None:
    """Then the job is parked, and says so."""
    row = ended(service, service.take(word_job("die")).row.id)
    assert row.state == "failed" and row.attempts == 3 and '"parked"' in row.error


def test_a_poisoned_job_parks_and_its_neighbours_go_on(tmp_path: Path) -> None:
    """With real children that really die."""
    pool = partial(SolverPool, perform=faulty.perform, prepare=None)
    with running(settings_for("sqlite", tmp_path, solver_memory_mb=512), pool) as service:
        poison = service.take(word_job("segfault")).row.id
        good = [service.take(word_job(f"echo {number}")).row.id for number in range(3)]
        assert [ended(service, job_id).answer for job_id in good] == ["0", "1", "2"]
        row = ended(service, poison)
        assert row.state == "failed" and row.attempts == 3
        assert "SIGSEGV" in row.error and '"parked"' in row.error


def test_a_job_that_brings_down_processes_is_parked(service: Service) -> None:
    """After so many starts without an end."""
    new = word_job("echo x")
    with service.engine.begin() as connection:
        new_jobs.insert_one(connection, new)
        connection.execute(table.update().values(starts=MOST_STARTS + 1))
    assert service.executor is not None
    service.executor.runner.run(new.id)
    row = ended(service, new.id)
    assert row.state == "failed" and '"parked"' in row.error


def test_events_are_written_once_when_the_end_is_tried_twice(service: Service) -> None:
    """A transaction that fails loses no event and doubles none."""
    new = word_job("echo x", state=State.SOLVING, executor="me")
    with service.engine.begin() as connection:
        new_jobs.insert_one(connection, new)
    recorder = Recorder(service.engine, new.id)
    recorder.tell({"event": "status", "status": "solving"})
    recorder.flush()
    recorder.tell({"event": "step", "doing": "something"})
    recorder.stop_flushing()
    with pytest.raises(ZeroDivisionError), writing(service.engine) as connection:
        recorder.close(connection, {"event": "done"})
        raise ZeroDivisionError
    assert not recorder.flush()
    with writing(service.engine) as connection:
        recorder.close(connection, {"event": "done"})
    assert _events(service, new.id) == ["status", "step", "done"]


def test_an_end_and_a_look_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """On SQLite, with its one writer: events are flushed while the job's end is being stored."""
    with running(settings_for("sqlite", tmp_path)) as service:
        new = word_job("echo x", state=State.SOLVING, executor="me")
        with service.engine.begin() as connection:
            new_jobs.insert_one(connection, new)
        recorder = Recorder(service.engine, new.id)
        recorder.tell({"event": "step", "doing": "something"})
        recorder.stop_flushing()
        began = time.monotonic()
        with ThreadPoolExecutor(1) as threads, writing(service.engine) as connection:
            flushed = threads.submit(recorder.flush)
            time.sleep(0.1)
            recorder.close(connection, {"event": "done"})
        assert not flushed.result()
        # The database gives up waiting after 30 s.
        assert time.monotonic() - began < 20.0
        assert _events(service, new.id) == ["step", "done"]


def test_two_recorders_of_one_job_lose_nothing(service: Service) -> None:
    """As when a process that was taken for dead goes on."""
    new = word_job("echo x", state=State.SOLVING, executor="me")
    with service.engine.begin() as connection:
        new_jobs.insert_one(connection, new)
    both = [Recorder(service.engine, new.id) for _ in range(2)]
    for number in range(3):
        for recorder in both:
            recorder.tell({"event": "step", "doing": str(number)})
            assert recorder.flush()
    assert len(_events(service, new.id)) == 6


def test_a_stopped_batch_ends(service: Service) -> None:
    """What waits is cancelled, what is being solved keeps its best, and the batch itself has ended."""
    items = [word_job("hold") for _ in range(60)]
    batch_id = service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), items)
    # Two are being solved, the third waits at the pool's door.
    eventually(lambda: _counts(service).get("solving") == 3, "three are begun")
    with service.engine.begin() as connection:
        batches.stop(connection, batch_id)

    def over() -> bool:
        with service.engine.connect() as connection:
            row = batches.find(connection, TENANT, batch_id, "batch")
        return row is not None and row.finished_at is not None

    eventually(over, "the batch has ended")
    assert Counter(state_of(service, one.id) for one in items) == {"cancelled": 58, "completed": 2}


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_cancels_are_answered_within_a_second(service: Service, number: int) -> None:
    """p99, while both solvers are at work and the others wait; those being solved stop, too."""
    ids = [str(service.take(word_job("hold")).row.id) for _ in range(number)]
    took = []
    for job_id in ids:
        began = time.perf_counter()
        assert service.stop(TENANT, job_id) is not None
        took.append(time.perf_counter() - began)
    print(f"{number} cancels: median {median(took) * 1000:.1f} ms, p99 {_p99(took) * 1000:.1f} ms")
    assert _p99(took) < 1.0
    assert all(ended(service, job_id).state in ("cancelled", "completed") for job_id in ids)


def _p99(times: list[float]) -> float:
    return sorted(times)[math.ceil(0.99 * len(times)) - 1]
