"""Runs a job: takes it from the store, has a child work it out, and stores how it ended."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.jobs.queue import CHUNKS, JOBS, JobQueue
from api.jobs.recorder import Recorder
from api.jobs.signals import Signals
from api.jobs.states import State
from api.jobs.takeover import Place
from api.jobs.watch import Watch
from api.solving.errors import ChildDied, ChildOverran, PerformFailed, PoolClosed, StoppedBeforeStart
from api.solving.pool import SolverPool
from api.solving.question import Answer, Question
from api.store import batches, job_steps, jobs
from solver import ScenarioError

T = TypeVar("T")
log = structlog.get_logger()

#: A job that was put back so often has brought down whole processes.
MOST_STARTS = 25
#: Seconds before a chunk is looked at again of which another process still has an item.
_PAUSE = 1.0
#: Outcomes that come out the same on every run.
_REPRODUCIBLE = {"optimal", "infeasible", "finished"}


@dataclass(frozen=True)
class Ending:
    """How a job ended."""

    state: State
    answer: str | None = None
    outcome: str | None = None
    error: dict[str, str] | None = None


class Runner:
    """Runs jobs and chunks of batches, in whatever thread asks it to."""

    def __init__(
        self,
        engine: sa.Engine,
        queue: JobQueue,
        pool: SolverPool,
        watch: Watch,
        signals: Signals,
        executor_id: str,
        attempts: int,
    ) -> None:
        self._engine = engine
        self._queue = queue
        self._pool = pool
        self._watch = watch
        self._signals = signals
        self._executor_id = executor_id
        self._attempts = attempts
        self._closing = threading.Event()
        self._in_hand: Counter[str] = Counter()
        self._changed = threading.Condition()

    def close(self) -> None:
        """Take up nothing more; what comes from the queue all the same goes back there."""
        self._closing.set()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is in hand; False when the time is over first."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._in_hand, seconds)

    def busy(self) -> set[str]:
        """Return the ids of the jobs and chunks in hand."""
        with self._changed:
            return set(self._in_hand)

    @contextmanager
    def _holding(self, work_id: str) -> Iterator[None]:
        with self._changed:
            self._in_hand[work_id] += 1
        try:
            yield
        finally:
            with self._changed:
                self._in_hand[work_id] -= 1
                if not self._in_hand[work_id]:
                    del self._in_hand[work_id]
                self._changed.notify_all()

    def run(self, job_id: str) -> None:
        """Run a job from the queue to its end, unless it has ended or is gone."""
        with self._holding(job_id):
            if self._closing.is_set():
                self._put_back(JOBS, job_id, job_steps.requeue_waiting)
                return
            row = self._started(job_id)
            if row is not None:
                self.answer(row)

    def _started(self, job_id: str) -> sa.Row[Any] | None:
        return self._stored(lambda connection: job_steps.start(connection, job_id, self._executor_id))

    def run_chunk(self, chunk_id: str) -> None:
        """Run the open items of a part of a batch, one after another."""
        with self._holding(chunk_id):
            if self._closing.is_set():
                self._put_back(CHUNKS, chunk_id, batches.requeue_waiting_chunk)
                return
            chunk = self._stored(
                lambda connection: batches.start_chunk(connection, chunk_id, self._executor_id)
            )
            if chunk is not None and not self._run_items(chunk):
                self._put_back(CHUNKS, chunk_id, self._mine(batches.requeue_chunk))

    def _run_items(self, chunk: sa.Row[Any]) -> bool:
        """Run what is open of a chunk; False when it has to be taken up again."""
        for job_id in self._stored(lambda connection: batches.open_items(connection, chunk)):
            row = self._started(job_id)
            if row is not None and not self.answer(row, urgent=False):
                return False
        if self._stored(lambda connection: self._next_chunk(connection, chunk)):
            return True
        # Another process, taken for dead, still works on one of them.
        self._closing.wait(_PAUSE)
        return False

    def _next_chunk(self, connection: sa.Connection, chunk: sa.Row[Any]) -> bool:
        brought = batches.finish_chunk(connection, chunk)
        for following, turn in brought or ():
            self._queue.put(connection, CHUNKS, following, priority=turn)
        return brought is not None

    def answer(self, row: sa.Row[Any], *, urgent: bool = True) -> bool:
        """Work out a job that was taken up; False when this process ends first."""
        with self._holding(row.id), self._watch.over(row.id) as (stop, recorder):
            if row.stop_requested:
                stop.set()
            recorder.tell({"event": "status", "status": State.SOLVING.value})
            try:
                ending = self._ending(row, stop, recorder, urgent)
            except PoolClosed:
                self._give_back(row)
                return False
            except Exception as error:
                # Whatever it is, the job must not hang for ever.
                log.exception("runner_failed", job=row.id, error=type(error).__name__)
                ending = _internal()
            self._end(row, ending, recorder)
        self._signals.changed(row.id)
        return True

    def _ending(self, row: sa.Row[Any], stop: threading.Event, recorder: Recorder, urgent: bool) -> Ending:
        if row.starts > MOST_STARTS:
            return _parked(f"it was taken up more than {MOST_STARTS} times and no process lived to its end")
        question = _question(row, self._plan_of(row))
        while True:
            try:
                return _ended(self._pool.run(question, tell=recorder.tell, stop=stop, urgent=urgent), stop)
            except (ChildDied, ChildOverran) as failure:
                tried = self._stored(lambda connection: job_steps.count_attempt(connection, row.id)) or 0
                log.warning("solver_lost", job=row.id, attempt=tried, how=str(failure))
                if tried >= self._attempts:
                    return _parked(f"the solver was lost over it {tried} times: {failure}")
                if stop.is_set():
                    return Ending(State.CANCELLED)
            except StoppedBeforeStart:
                return Ending(State.CANCELLED)
            except ScenarioError:
                return _failed("scenario_changed", "the stored scenario cannot be read by this version")
            except PerformFailed as failure:
                log.error("solver_failed", job=row.id, error=failure.kind)
                return _internal()

    def _plan_of(self, row: sa.Row[Any]) -> str | None:
        if row.plan_id is None:
            return None
        plan = self._stored(lambda connection: jobs.find(connection, row.tenant, row.plan_id, whole=True))
        return None if plan is None else plan.answer

    def _end(self, row: sa.Row[Any], ending: Ending, recorder: Recorder) -> None:
        def store(connection: sa.Connection) -> None:
            ended = job_steps.finish(
                connection,
                row.id,
                ending.state,
                self._executor_id,
                answer=ending.answer,
                outcome=ending.outcome,
                reproducible=ending.outcome in _REPRODUCIBLE,
                error=None if ending.error is None else json.dumps(ending.error),
            )
            if ended:
                last = {"event": "done", "status": ending.state.value, "outcome": ending.outcome}
                recorder.close(connection, last)

        recorder.stop_flushing()
        try:
            self._stored(store)
        except DBAPIError as error:
            if _is_away(error) or ending.state == State.FAILED:
                raise
            # The database will not have this answer, today or tomorrow.
            log.exception("answer_not_stored", job=row.id, error=type(error).__name__)
            self._end(row, _internal(), recorder)

    def _give_back(self, row: sa.Row[Any]) -> None:
        """Put a job back into the queue, for the next process to take up; an item waits for its chunk."""
        requeue = self._mine(job_steps.requeue)
        if row.batch_id is None:
            self._put_back(JOBS, row.id, requeue)
        else:
            self._stored(lambda connection: requeue(connection, row.id))

    def _mine(self, requeue: Callable[[sa.Connection, str, list[str]], Place]) -> "_Requeue":
        return lambda connection, work_id: requeue(connection, work_id, [self._executor_id])

    def _put_back(self, lane: str, work_id: str, requeue: "_Requeue") -> None:
        def store(connection: sa.Connection) -> None:
            place = requeue(connection, work_id)
            if place is not None:
                self._queue.put(connection, lane, work_id, *place)

        self._stored(store)

    def _stored(self, work: Callable[[sa.Connection], T]) -> T:
        """Do something in a transaction; wait for a database that is away, as long as we live."""
        pause = 0.1
        while True:
            try:
                with self._engine.begin() as connection:
                    return work(connection)
            except (DBAPIError, PoolTimeout) as error:
                if not _is_away(error) or self._closing.is_set():
                    raise
                log.warning("store_away", error=type(error).__name__)
                self._closing.wait(pause)
                pause = min(2.0, 2 * pause)


_Requeue = Callable[[sa.Connection, str], Place]


def _is_away(error: DBAPIError | PoolTimeout) -> bool:
    return (
        isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError | PoolTimeout)
        or error.connection_invalidated
    )


def _question(row: sa.Row[Any], plan: str | None) -> Question:
    return Question(
        kind=row.kind,
        scenario=row.scenario,
        parameters=json.loads(row.parameters),
        plan=plan,
        deterministic_seconds=row.deterministic_seconds,
        wall_seconds=row.wall_seconds,
    )


def _ended(answer: Answer, stop: threading.Event) -> Ending:
    if stop.is_set() and answer.outcome == "unknown":
        return Ending(State.CANCELLED)
    return Ending(State.COMPLETED, answer.body, answer.outcome)


def _parked(why: str) -> Ending:
    return _failed("parked", f"{why}; it is not tried again by itself")


def _internal() -> Ending:
    return _failed("internal", "the solver failed; this is our mistake, not the scenario's")


def _failed(code: str, message: str) -> Ending:
    return Ending(State.FAILED, error={"code": code, "message": message})
