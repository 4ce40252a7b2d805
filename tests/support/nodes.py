"""Services in tests, with a solver that does what a scenario's words say, at no cost."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from api.jobs import executor
from api.jobs.states import FINAL
from api.service import Service
from api.settings import Settings
from api.solving.errors import ChildDied, PoolClosed, StoppedBeforeStart
from api.solving.question import Answer, Question, Stop, Tell
from api.store.new_jobs import NewJob
from tests.support.pools import PATIENCE
from tests.support.postgres import ready_database

TENANT = "tenant-a"
DATABASES = ("sqlite", "postgresql")


class Figures(NamedTuple):
    """As much of the pool's figures as the service asks for."""

    size: int
    free: int
    busy: int


class WordPool:
    """A pool without children: what is to be done is the scenario's first word, done in the caller's thread.

    ``echo x`` answers x; ``sleep s x`` after so many seconds; ``hold`` when it is stopped; ``die`` loses its
    child; ``bug`` raises what nobody expects; ``nonce x s`` answers x and something that is never the same;
    ``note path x s`` notes x in a file, sleeps and answers x.
    """

    def __init__(self, size: int, **_options: Any) -> None:
        self._size = size
        self._slots = threading.Semaphore(size)
        self._busy = 0
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.answered: list[str] = []

    def start(self) -> None:
        """Nothing has to be started."""

    def close(self) -> None:
        """Let nobody wait on."""
        self._closed.set()

    @property
    def figures(self) -> Figures:
        """The pool in numbers."""
        return Figures(self._size, max(0, self._size - self._busy), self._busy)

    def run(
        self, question: Question, *, tell: Tell, stop: Stop, urgent: bool = False, **_options: Any
    ) -> Answer:
        """Do what the scenario says."""
        while not self._slots.acquire(timeout=0.02):
            if stop.is_set():
                raise StoppedBeforeStart
            self._rest(0.0)
        with self._lock:
            self._busy += 1
        try:
            if stop.is_set():
                raise StoppedBeforeStart
            answer = self._done(question.scenario.split(), tell, stop)
            self.answered.append(question.scenario)
            return answer
        finally:
            with self._lock:
                self._busy -= 1
            self._slots.release()

    def _done(self, words: list[str], tell: Tell, stop: Stop) -> Answer:
        match words:
            case ["sleep", seconds, *rest]:
                self._rest(float(seconds), stop)
                return Answer(f'"{" ".join(rest)}"', "optimal")
            case ["hold", *_]:
                tell({"event": "step", "doing": "hold"})
                while not stop.is_set():
                    self._rest(0.01)
                return Answer('"the best so far"', "feasible")
            case ["die", *_]:
                raise ChildDied(-11, memory=False)
            case ["bug", *_]:
                raise KeyError("nobody expects this")
            case ["nonce", word, seconds]:
                self._rest(float(seconds), stop)
                return Answer(f'"{word} {os.urandom(8).hex()}"', "optimal")
            case ["note", path, word, seconds]:
                file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
                os.write(file, f"{word}\n".encode())
                os.close(file)
                self._rest(float(seconds), stop)
                return Answer(f'"{word}"', "optimal")
            case _:
                return Answer(f'"{" ".join(words[1:])}"', "optimal")

    def _rest(self, seconds: float, stop: Stop | None = None) -> None:
        until = time.monotonic() + seconds
        while True:
            if self._closed.wait(min(0.02, max(0.0, until - time.monotonic()))):
                raise PoolClosed
            if time.monotonic() >= until or (stop is not None and stop.is_set()):
                return


def word_job(scenario: str, tenant: str = TENANT, **more: Any) -> NewJob:
    """Return a job for a `WordPool`; each is a question of its own, unless a fingerprint is given."""
    fields: dict[str, Any] = {
        "tenant": tenant,
        "kind": "plan",
        "scenario": scenario,
        "fingerprint": os.urandom(32).hex(),
        "deterministic_seconds": 30.0,
        "wall_seconds": 300.0,
    }
    return NewJob(**{**fields, **more})


def settings_for(database: str, folder: Path, **more: Any) -> Settings:
    """Return the settings of a service over a new database: ``sqlite`` or ``postgresql``."""
    place = {"data_dir": folder} if database == "sqlite" else {"database_url": ready_database()}
    return Settings.model_validate({"solvers": 2, "keys": "off", **place, **more})


@contextmanager
def running(settings: Settings, pool: Any = WordPool) -> Iterator[Service]:
    """Run a service in this process, with a pool of one's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executor, "SolverPool", pool)
        service = Service(settings)
    service.start()
    try:
        yield service
    finally:
        service.close()


def ended(service: Service, job_id: str, tenant: str = TENANT, seconds: float = PATIENCE) -> sa.Row[Any]:
    """Wait for a job to end; return it."""
    until = time.monotonic() + seconds
    while True:
        row = service.job(tenant, job_id)
        assert row is not None
        if row.state in FINAL:
            return row
        assert time.monotonic() < until, f"the job is still {row.state} after {seconds} s"
        time.sleep(0.02)


def state_of(service: Service, job_id: str) -> str | None:
    """Return a job's state, None when it is not there."""
    row = service.job(TENANT, job_id)
    return None if row is None else str(row.state)
