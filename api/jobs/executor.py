"""A process that solves: takes work from the queue, says that it is alive, takes over from the dead."""

import os
import socket
import threading
import time
import uuid

import sqlalchemy as sa
import structlog
from filelock import FileLock, Timeout

from api.jobs import queue as lanes
from api.jobs.audit import Audit
from api.jobs.queue import JobQueue
from api.jobs.runner import Runner
from api.jobs.signals import Signals
from api.jobs.takeover import take_over
from api.jobs.watch import Watch
from api.settings import Settings
from api.solving.pool import SolverPool
from api.store import batches, executors, job_steps
from api.store.erasing import erase_rest

log = structlog.get_logger()

#: Seconds between two signs of life, and the silence after which a process counts as dead.
BEAT = 2.0
SILENCE = 12.0
#: Seconds between two looks for what this process has in the books and not in its hands.
LOOKING = 10.0
#: Seconds to give back what is running.
GIVING_BACK = 3.0
#: Seconds between two rounds of cleaning up.
CLEANING = 60.0
_DAY = 86_400.0


class DataFolderInUse(RuntimeError):  # noqa: N818 - says what is the case
    """Another process works in the same data folder; SQLite serves one service at a time."""


class Executor:
    """Solves what is in the queue with children of its own."""

    def __init__(self, settings: Settings, engine: sa.Engine, queue: JobQueue, signals: Signals) -> None:
        self.id = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._settings = settings
        self._engine = engine
        self._queue = queue
        self._lock = _folder_lock(settings)
        self.pool = SolverPool(
            settings.solver_count,
            memory_mb=settings.solver_memory_mb,
            recycle_after=settings.solver_recycle_after,
        )
        self.watch = Watch(engine, signals, self.id)
        self.runner = Runner(engine, queue, self.pool, self.watch, signals, self.id, settings.attempts)
        self._audit = Audit(engine, queue, self.id, self.runner.busy)
        self._serving: lanes.Serving | None = None
        self._steady_since = 0.0
        self._ending = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)

    def lock(self) -> None:
        """Claim the data folder.

        Raises
        ------
        DataFolderInUse
            When another process has it.
        """
        if self._lock is None or self._lock.is_locked:
            return
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            folder = self._settings.data_dir
            raise DataFolderInUse(
                f"another Strongstride service works in {folder}: stop it, name another folder with"
                " STRONGSTRIDE_DATA_DIR, or use PostgreSQL (STRONGSTRIDE_DATABASE_URL) for several processes"
            ) from None

    def start(self) -> None:
        """Start the children, take over what others left, and take work from the queue."""
        self.pool.start()
        self.watch.start()
        self._beat()
        self._take_over(thoroughly=True)
        # One more in hand than there are children: the next question waits at the pool's door while
        # an answer is being stored.
        self._serving = lanes.Serving(
            self._engine,
            self.id,
            self._settings.solver_count + 1,
            {lanes.JOBS: self.runner.run, lanes.CHUNKS: self.runner.run_chunk},
        )
        self._keeper.start()

    def close(self) -> None:
        """Give back what is running and end, within seconds."""
        self._ending.set()
        self.runner.close()
        if self._serving is not None:
            self._serving.pause()
        self.pool.close()
        if not self.runner.wait(GIVING_BACK):
            log.warning("not_given_back", work=len(self.runner.busy()))
        if self._serving is not None:
            self._serving.end(1.0)
        self.watch.close()
        if self._keeper.is_alive():
            self._keeper.join(BEAT)
        try:
            # What is left: taken from the queue a moment ago, or in a thread that hangs. Takes this
            # executor off the list last, so that others take over what could not be given back.
            take_over(self._engine, self._queue, [self.id])
        except Exception as error:
            log.warning("not_signed_off", error=type(error).__name__)
        if self._lock is not None:
            self._lock.release()

    def _keep(self) -> None:
        looked = cleaned = time.monotonic()
        while not self._ending.wait(BEAT):
            now = time.monotonic()
            try:
                self._beat()
                if not self._settings.is_embedded and now - self._steady_since > SILENCE:
                    self._take_over()
                if now - looked > LOOKING:
                    looked = now
                    self._audit.of_mine()
                    erase_rest(self._engine)
                if now - cleaned > CLEANING:
                    cleaned = now
                    self._clean()
            except Exception as error:
                # Whatever it is: without this thread this process would count as dead.
                log.warning("keeper_failed", error=type(error).__name__)
                # While the database was away nobody gave a sign of life: wait for those of others.
                self._steady_since = time.monotonic()

    def _beat(self) -> None:
        with self._engine.begin() as connection:
            executors.beat(connection, self.id, self._settings.solver_count)

    def _take_over(self, thoroughly: bool = False) -> None:
        # The lock on the data folder says that nobody else is alive there.
        silence = None if self._settings.is_embedded else SILENCE
        with self._engine.connect() as connection:
            dead = executors.dead(connection, silence, self.id)
            if thoroughly:
                alive = executors.alive(connection, silence)
        if thoroughly:
            dead = sorted({*dead, *self._queue.holders()} - alive - {self.id})
        if dead:
            taken = take_over(self._engine, self._queue, dead)
            log.warning("taken_over", executors=dead, jobs=taken)

    def _clean(self) -> None:
        if not self._settings.is_embedded:
            self._take_over(thoroughly=True)
        found = self._audit.of_queue(time.time() - CLEANING)
        if found:
            log.error("found_in_no_queue", work=found)
        self._queue.forget_finished(time.time() - _DAY / 24)
        with self._engine.begin() as connection:
            batches.drop_unreceived_before(connection, time.time() - _DAY)
        if self._settings.keep_days is None:
            return
        moment = time.time() - self._settings.keep_days * _DAY
        with self._engine.begin() as connection:
            job_steps.delete_finished_before(connection, moment)
        with self._engine.begin() as connection:
            batches.delete_finished_before(connection, moment)


def _folder_lock(settings: Settings) -> FileLock | None:
    if not settings.is_embedded:
        return None
    # Taken in one thread and given back in another.
    return FileLock(settings.data_dir / "service.lock", thread_local=False)
