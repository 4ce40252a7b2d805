"""Watches over the jobs that run in this process: writes their events, hears who shall stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
import structlog

from api.jobs.recorder import Recorder
from api.jobs.signals import Signals
from api.store import job_steps

#: Seconds between two looks.
LOOK = 0.3
#: Seconds that events wait when nobody of this process listens. Most weeks take less, and then their
#: events are written in the transaction that ends them.
UNHEARD = 1.0
log = structlog.get_logger()


class Watch:
    """One thread for all jobs of the process."""

    def __init__(self, engine: sa.Engine, signals: Signals, executor_id: str) -> None:
        self._engine = engine
        self._executor_id = executor_id
        self._signals = signals
        self._running: dict[str, tuple[threading.Event, Recorder]] = {}
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def over(self, job_id: str) -> Iterator[tuple[threading.Event, Recorder]]:
        """Watch over a job; yield what is set when it shall stop, and where it tells."""
        pair = threading.Event(), Recorder(self._engine, job_id)
        self._running[job_id] = pair
        try:
            yield pair
        finally:
            if self._running.get(job_id) is pair:
                del self._running[job_id]

    def stop(self, job_id: str) -> None:
        """Stop a job of this process at once; the store tells the others."""
        pair = self._running.get(job_id)
        if pair is not None:
            pair[0].set()

    def _loop(self) -> None:
        while not self._ending.wait(LOOK):
            running = dict(self._running)
            if not running:
                continue
            try:
                self._look(running)
            except Exception as error:
                # The database is away for a moment; events wait, and the next look tries again. Whatever
                # else it is: without this thread nobody would hear of a stop any more.
                log.warning("watch_failed", error=type(error).__name__)

    def _look(self, running: dict[str, tuple[threading.Event, Recorder]]) -> None:
        with self._engine.connect() as connection:
            for job_id in job_steps.to_stop(connection, running, self._executor_id):
                running[job_id][0].set()
        for job_id, (_, recorder) in running.items():
            if not (self._signals.has_listeners(job_id) or recorder.has_waited(UNHEARD)):
                continue
            try:
                told = recorder.flush()
            except Exception as error:
                log.warning("events_wait", job=job_id, error=type(error).__name__)
                continue
            if told:
                self._signals.told(job_id)
