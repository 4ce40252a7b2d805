"""A process that solves: takes work from the queue, says that it is alive, takes over from the dead."""

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable

import sqlalchemy as sa
import structlog
from dbos import DBOS
from filelock import FileLock, Timeout
from sqlalchemy.exc import SQLAlchemyError

from api.jobs import queue as lanes
from api.jobs.queue import JobQueue
from api.jobs.runner import Runner
from api.jobs.signals import Signals
from api.jobs.takeover import take_over
from api.jobs.watch import Watch
from api.settings import Settings
from api.solving.pool import SolverPool
from api.store import batches, executors, jobs

log = structlog.get_logger()

#: Seconds between two signs of life, and the silence after which a process counts as dead.
BEAT = 2.0
SILENCE = 12.0
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
        self.watch = Watch(engine, signals)
        self.runner = Runner(engine, queue, self.pool, self.watch, signals, self.id, settings.attempts)
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
        self._take_over()
        DBOS(config=lanes.config(self._engine, self.id))
        # One more in hand than there are children: the next question waits at the pool's door while
        # an answer is being stored.
        _register(lanes.JOBS, self.runner.run)
        _register(lanes.CHUNKS, self.runner.run_chunk)
        DBOS.launch()
        for lane in (lanes.JOBS, lanes.CHUNKS):
            DBOS.register_queue(
                lane,
                worker_concurrency=self._settings.solver_count + 1,
                polling_interval_sec=lanes.POLL,
                on_conflict="always_update",
            )
        self._keeper.start()

    def close(self) -> None:
        """Give back what is running and end, within seconds."""
        self._ending.set()
        self.runner.close()
        self.pool.close()
        DBOS.destroy(destroy_registry=True)
        self.watch.close()
        try:
            with self._engine.begin() as connection:
                executors.forget(connection, [self.id])
        except SQLAlchemyError as error:
            log.warning("not_signed_off", error=type(error).__name__)
        if self._lock is not None:
            self._lock.release()

    def _keep(self) -> None:
        cleaned = 0.0
        while not self._ending.wait(BEAT):
            try:
                self._beat()
                if not self._settings.is_embedded:
                    self._take_over()
                if time.monotonic() - cleaned > CLEANING:
                    self._clean()
                    cleaned = time.monotonic()
            except SQLAlchemyError as error:
                log.warning("keeper_failed", error=type(error).__name__)

    def _beat(self) -> None:
        with self._engine.begin() as connection:
            executors.beat(connection, self.id, self._settings.solver_count)

    def _take_over(self) -> None:
        # The lock on the data folder says that nobody else is alive there.
        silence = 0.0 if self._settings.is_embedded else SILENCE
        with self._engine.connect() as connection:
            dead = executors.dead(connection, silence, self.id)
        if dead:
            taken = take_over(self._engine, self._queue, dead)
            log.warning("taken_over", executors=dead, jobs=taken)

    def _clean(self) -> None:
        self._queue.forget_finished(time.time() - _DAY / 24)
        with self._engine.begin() as connection:
            batches.drop_unreceived_before(connection, time.time() - _DAY)
            if self._settings.keep_days is None:
                return
            moment = time.time() - self._settings.keep_days * _DAY
            jobs.delete_finished_before(connection, moment)
            batches.delete_finished_before(connection, moment)


def _folder_lock(settings: Settings) -> FileLock | None:
    if not settings.is_embedded:
        return None
    # Taken in one thread and given back in another.
    return FileLock(settings.data_dir / "service.lock", thread_local=False)


def _register(lane: str, run: Callable[[str], None]) -> None:
    """Have what is in a lane of the queue run by a function."""

    @DBOS.workflow(name=lane, max_recovery_attempts=None)
    def _workflow(work_id: str) -> None:
        run(work_id)
