"""Services that live for a moment in processes of their own, until they are killed."""

import multiprocessing
import os
import random
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from api.jobs import executor
from api.jobs.queue import JobQueue
from api.service import Service
from api.settings import Settings
from api.solving.pool import SolverPool
from api.store import database
from api.store.batches import NewBatch
from api.store.tables import batches, job_events, jobs
from tests.support import faulty
from tests.support.nodes import TENANT, WordPool, word_job

#: What a life may lack, so that the harness shows that it would notice.
Lacking = Literal["", "takeover", "transaction"]
_ITEMS = 6


@dataclass(frozen=True)
class Life:
    """How a service lives.

    Attributes
    ----------
    settings : its settings
    accepted : the file where it notes what it has accepted, once it was told so
    pause : seconds between two jobs that it is sent; None sends none
    seconds : of work for each job
    is_hasty : whether others count as dead sooner than usual: a campaign would wait for nothing else
    scenario : sent now and then to be really planned, JSON; the solver children are real ones then
    """

    settings: dict[str, Any]
    accepted: Path
    pause: float | None
    seconds: float = 0.02
    scenario: str | None = None
    lacking: Lacking = ""
    is_hasty: bool = True

    def begin(self) -> ForkServerProcess:
        """Begin it in a process of its own, which `kill` ends without a word."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        process = context.Process(target=live, args=(self,), daemon=False)
        process.start()
        return process


def live(life: Life) -> None:
    """Serve, and send oneself work, until somebody kills the process."""
    pool = (
        WordPool
        if life.scenario is None
        else partial(SolverPool, perform=faulty.perform_or_plan, prepare=None)
    )
    _replace(executor, SolverPool=pool)
    if life.is_hasty:
        executor.BEAT, executor.SILENCE, executor.LOOKING = 0.3, 2.0, 1.0
    _lack(life.lacking)
    service = Service(Settings.model_validate(life.settings))
    service.start()
    note = os.open(life.accepted, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while life.pause is not None:
        os.write(note, _send(service, life).encode())
        time.sleep(life.pause * random.uniform(0.5, 1.5))
    threading.Event().wait()


def _send(service: Service, life: Life) -> str:
    """Send a job or a batch; return what was accepted, a line for each job."""
    what = random.random()
    if what < 0.1:
        items = [_job(life) for _ in range(_ITEMS)]
        service.batch_intake.take(NewBatch(tenant=TENANT, kind="batch", fingerprint=""), items)
        return "".join(f"{item.id}\n" for item in items)
    new = _job(life)
    if life.scenario is not None and what < 0.6:
        new = word_job(life.scenario)
    return f"{service.take(new, somebody_waits=what > 0.8).row.id}\n"


def _job(life: Life) -> Any:
    word = os.urandom(4).hex()
    act = "nonce" if life.scenario is None else "echo"
    return word_job(f"{act} {word} {life.seconds * random.uniform(0.5, 1.5)}", label=word)


def _replace(place: Any, **things: Any) -> None:
    for name, thing in things.items():
        setattr(place, name, thing)


def _lack(what: Lacking) -> None:
    """Take a guard away."""
    if what == "takeover":
        _replace(executor, take_over=lambda *_: 0, LOOKING=float("inf"))
    if what == "transaction":
        put = JobQueue.put

        def apart(self: JobQueue, connection: sa.Connection, *work: Any, **options: Any) -> None:
            """Enqueue a little later, in a transaction of one's own."""

            def later() -> None:
                time.sleep(0.2)
                with connection.engine.begin() as other:
                    put(self, other, *work, **options)

            threading.Thread(target=later, daemon=True).start()

        _replace(JobQueue, put=apart)


@dataclass
class Observer:
    """Looks at the store from outside, all the time.

    Attributes
    ----------
    answers : job -> the first answer that was seen
    changed : jobs of which another answer was seen later
    """

    settings: dict[str, Any]
    answers: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.engine = database.open_engine(Settings.model_validate(self.settings))

    def look(self) -> None:
        """Note the answers there are."""
        query = sa.select(jobs.c.id, jobs.c.answer).where(jobs.c.state == "completed")
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(query).all()
        except OperationalError:
            # There are no tables yet.
            return
        for row in rows:
            if self.answers.setdefault(row.id, row.answer) != row.answer:
                self.changed.add(row.id)

    def waiting(self, accepted: set[str]) -> set[str]:
        """Return the accepted jobs that have not been completed."""
        self.look()
        return accepted - self.answers.keys()

    def states(self, job_ids: set[str]) -> dict[str, str]:
        """Return job -> its state, of those that are there."""
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(jobs.c.id, jobs.c.state, jobs.c.error)).all()
        return {row.id: f"{row.state} {row.error or ''}" for row in rows if row.id in job_ids}

    def told_twice(self) -> int:
        """Return how many jobs have more than one event that they are done."""
        query = (
            sa.select(job_events.c.job_id)
            .where(job_events.c.name == "done")
            .group_by(job_events.c.job_id)
            .having(sa.func.count() > 1)
        )
        with self.engine.connect() as connection:
            return len(connection.execute(query).all())

    def open_batches(self) -> int:
        """Return how many batches were received and have not ended."""
        query = sa.select(batches.c.id).where(batches.c.receiver.is_(None), batches.c.finished_at.is_(None))
        with self.engine.connect() as connection:
            return len(connection.execute(query).all())
