"""The service behind the routes: everything that a request may want, whatever it came through."""

import asyncio
import hashlib
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

import solver
from api.jobs.batching import BatchIntake
from api.jobs.executor import Executor
from api.jobs.intake import Intake, Taken, canonical
from api.jobs.pulse import Pulse
from api.jobs.queue import JobQueue, migrate
from api.jobs.signals import Signals
from api.jobs.states import FINAL
from api.settings import Settings
from api.store import database, job_steps, jobs
from api.store.new_jobs import NewJob

#: Seconds between two looks at a job: another process may work on it; this one tells when it does, and
#: looks now and then all the same.
LOOK = 0.25
LOOK_EMBEDDED = 2.0


class Service:
    """The parts of the service, put together; one per process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.signals = Signals()
        self.engine = database.open_engine(settings)
        self.queue = JobQueue(self.engine)
        self.executor = (
            Executor(settings, self.engine, self.queue, self.signals) if settings.solver_count else None
        )
        self.intake = Intake(settings, self.engine, self.queue, self.executor)
        receiver = self.executor.id if self.executor else f"receiver-{uuid.uuid4()}"
        self.pulse = None if self.executor else Pulse(self.engine, receiver)
        self.batch_intake = BatchIntake(settings, self.engine, self.queue, receiver)
        self.look = LOOK_EMBEDDED if settings.is_embedded else LOOK
        self.ending = threading.Event()
        #: What readyz found out last, and until when that is believed.
        self.solvers_alive = 0
        self.ready_until = 0.0

    def start(self) -> None:
        """Bring the database up to date and begin to work.

        Raises
        ------
        DataFolderInUse
            When another embedded service has the data folder.
        """
        if self.executor is not None:
            self.executor.lock()
        database.migrate(self.engine)
        migrate(self.engine)
        if self.executor is not None:
            self.executor.start()
        if self.pulse is not None:
            self.pulse.start()

    def end_waiting(self) -> None:
        """Let everybody go who holds the line; from any thread."""
        self.ending.set()
        self.signals.all()

    def close(self) -> None:
        """End within seconds; what is running goes back into the queue."""
        self.end_waiting()
        if self.executor is not None:
            self.executor.close()
        if self.pulse is not None:
            self.pulse.close()
        self.queue.close()
        self.engine.dispose()

    def fingerprint(self, kind: str, document: str, parameters: dict[str, Any], limits: "Bounds") -> str:
        """Return what two requests share that must get the same answer.

        Parameters
        ----------
        document : in canonical form
        """
        parts = [kind, parameters, limits.deterministic_seconds, limits.wall_seconds, _versions()]
        digest = hashlib.sha256(canonical(parts).encode())
        digest.update(document.encode())
        return digest.hexdigest()

    def limits(self, deterministic_seconds: float | None, wall_seconds: float | None) -> "Bounds":
        """Return the limits of a plan: what is asked for, and no more than the settings allow."""
        return Bounds(
            min(deterministic_seconds or float("inf"), self.settings.deterministic_seconds),
            min(wall_seconds or float("inf"), self.settings.wall_seconds),
        )

    def new_plan(self, tenant: str, scenario: dict[str, Any], bounds: "Bounds", **more: Any) -> NewJob:
        """Return the job of planning a scenario, which was checked before; ``more`` are its fields."""
        document = canonical(scenario)
        return NewJob(
            tenant=tenant,
            kind="plan",
            scenario=document,
            fingerprint=self.fingerprint("plan", document, {}, bounds),
            deterministic_seconds=bounds.deterministic_seconds,
            wall_seconds=bounds.wall_seconds,
            **more,
        )

    def take(
        self, new: NewJob, *, somebody_waits: bool = False, check: Callable[[], object] | None = None
    ) -> Taken:
        """Take a job in, see `Intake.take`; on the short way it is begun at once."""
        taken = self.intake.take(new, somebody_waits=somebody_waits, check=check)
        if taken.to_run is not None and self.executor is not None:
            threading.Thread(target=self.executor.runner.answer, args=(taken.to_run,), daemon=True).start()
        return taken

    async def ended(self, tenant: str, job_id: str, seconds: float) -> sa.Row[Any] | None:
        """Wait for a job to end; return it as it is then, with its documents."""
        until = time.monotonic() + seconds
        with self.signals.end(job_id) as bell:
            while True:
                row = await asyncio.to_thread(self.job, tenant, job_id)
                left = until - time.monotonic()
                if row is None or row.state in FINAL or left <= 0 or self.ending.is_set():
                    return row
                await bell.wait(min(self.look, left))

    def job(self, tenant: str, job_id: str, *, kind: str | None = None) -> sa.Row[Any] | None:
        """Return a tenant's job with its documents."""
        with self.engine.connect() as connection:
            return jobs.find(connection, tenant, job_id, kind=kind, whole=True)

    def delete(self, tenant: str, job_id: str) -> bool:
        """Delete a plan for good; False when there is none."""
        with self.engine.begin() as connection:
            return job_steps.delete(connection, tenant, job_id)

    def stop(self, tenant: str, job_id: str) -> sa.Row[Any] | None:
        """End a job: one that waits is cancelled, one that runs keeps the best it has."""
        with self.engine.begin() as connection:
            row = jobs.find(connection, tenant, job_id)
            if row is None or row.state in FINAL:
                return row
            if not job_steps.cancel_waiting(connection, job_id):
                job_steps.request_stop(connection, job_id)
            row = jobs.find(connection, tenant, job_id)
        if self.executor is not None:
            self.executor.watch.stop(job_id)
        self.signals.changed(job_id)
        return row


class Bounds:
    """The limits of one job."""

    __slots__ = ("deterministic_seconds", "wall_seconds")

    def __init__(self, deterministic_seconds: float, wall_seconds: float) -> None:
        self.deterministic_seconds = deterministic_seconds
        self.wall_seconds = wall_seconds


def _versions() -> list[str]:
    return list(solver.versions())
