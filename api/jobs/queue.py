"""The queue: a thin interface over DBOS, so that nothing else in the service knows the engine.

A job and its place in the queue are written in one transaction of one database: whatever was
accepted is in the queue, and whatever is in the queue is a job.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, Queue, Serializer

#: Workflows wait for executors of the same version: raise it when what they are given changes, never
#: with a release, or what was accepted before an upgrade would wait for ever.
PROTOCOL = "1"
APPLICATION = "strongstride"
SCHEMA = "dbos"

#: One plan, or one explanation, that somebody waits for.
JOBS = "jobs"
#: A part of a batch.
CHUNKS = "chunks"
#: Seconds between two looks into the queue.
POLL = 0.1


class PlainJson(Serializer):
    """What workflows are given is an id: JSON shows that, and a pickle would run what it is told."""

    def serialize(self, data: Any) -> str:
        """Return ``data`` as JSON."""
        return json.dumps(data)

    def deserialize(cls, serialized_data: str) -> Any:  # noqa: N805 - as the base class has it
        """Return what was serialized."""
        return json.loads(serialized_data)

    def name(self) -> str:
        """Return the name that is stored beside the data."""
        return "strongstride_json"


def config(engine: sa.Engine, executor_id: str) -> DBOSConfig:
    """Return the configuration of a process that executes."""
    return DBOSConfig(
        name=APPLICATION,
        system_database_engine=engine,
        executor_id=executor_id,
        application_version=PROTOCOL,
        dbos_system_schema=SCHEMA,
        serializer=PlainJson(),
        # Polling works on both databases; a listener would hold one more connection.
        use_listen_notify=False,
        enable_otlp=False,
        log_level="WARNING",
        console_log_level="WARNING",
    )


def migrate(engine: sa.Engine) -> None:
    """Make or update the engine's own tables, which live in the same database as ours."""
    url = engine.url.render_as_string(hide_password=False)
    DBOS.migrate(url.replace("postgresql+psycopg://", "postgresql://"), schema=SCHEMA)


class JobQueue:
    """Puts work into the queue, from any process."""

    def __init__(self, engine: sa.Engine) -> None:
        self._client = DBOSClient(
            system_database_engine=engine,
            dbos_system_schema=SCHEMA,
            serializer=PlainJson(),
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def put(
        self, connection: sa.Connection, lane: str, work_id: str, start: int = 0, priority: int = 1
    ) -> None:
        """Enqueue work within the caller's transaction.

        Parameters
        ----------
        lane : `JOBS` or `CHUNKS`
        work_id : the job's or chunk's id
        start : how often it was started; each start is a workflow of its own
        priority : lower goes first
        """
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": lane,
                "queue_name": lane,
                "workflow_id": workflow_id(work_id, start),
                "app_version": PROTOCOL,
                "priority": priority,
            },
            work_id,
        )

    def held_by(self, executors: Sequence[str]) -> "list[Held]":
        """Return what some executors took from the queue and did not finish."""
        held = self._client.list_workflows(
            status="PENDING", executor_id=list(executors), load_input=False, load_output=False
        )
        return [Held.of(one.name, one.workflow_id) for one in held if one.name in (JOBS, CHUNKS)]

    def holders(self) -> set[str]:
        """Return the executors that took anything from the queue and did not finish it."""
        held = self._client.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {one.executor_id for one in held if one.executor_id and one.name in (JOBS, CHUNKS)}

    def among(self, workflow_ids: Sequence[str]) -> set[str]:
        """Return which of some workflows are in the queue, or taken from it and not finished."""
        if not workflow_ids:
            return set()
        found = self._client.list_workflows(
            workflow_ids=list(workflow_ids),
            status=["ENQUEUED", "PENDING"],
            load_input=False,
            load_output=False,
        )
        return {one.workflow_id for one in found}

    def forget(self, workflow_ids: Sequence[str]) -> None:
        """Take workflows out of the queue; what they were to do is not touched."""
        if workflow_ids:
            self._client.delete_workflows(list(workflow_ids))

    def forget_finished(self, moment: float, most: int = 5000) -> None:
        """Take out workflows that ended before a moment: their jobs say all there is to know."""
        ended = self._client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=datetime.fromtimestamp(moment, UTC).isoformat(),
            limit=most,
            load_input=False,
            load_output=False,
        )
        self.forget([one.workflow_id for one in ended])

    def close(self) -> None:
        """Let go of the database."""
        self._client.destroy()


def workflow_id(work_id: str, start: int) -> str:
    """Return the name of one start of a piece of work."""
    return f"{work_id}:{start}"


@dataclass(frozen=True, slots=True)
class Held:
    """A start of a piece of work, as the queue has it.

    Attributes
    ----------
    lane : `JOBS` or `CHUNKS`
    work_id : the job's or chunk's id
    start : how often it had been started before
    """

    lane: str
    work_id: str
    start: int

    @classmethod
    def of(cls, lane: str, workflow: str) -> "Held":
        """Return what a workflow's name says."""
        work_id, _, start = workflow.rpartition(":")
        return cls(lane, work_id, int(start))

    @property
    def workflow(self) -> str:
        """The workflow's name."""
        return workflow_id(self.work_id, self.start)


class Hands:
    """How much of each lane this process has in hand at a time.

    DBOS keeps a queue's settings in the database and reads them anew at each look: the process that
    started last would say for all others how much they take at a time, however many cores they have.

    Attributes
    ----------
    number : may be changed at any time; 0 takes nothing more
    """

    def __init__(self, number: int) -> None:
        self.number = number

    def rule(self, dbos: DBOS) -> None:
        """Say it whenever DBOS reads a queue's settings."""
        store = dbos._sys_db
        stored = store.get_queue

        def get_queue(name: str, *args: Any, **options: Any) -> Queue | None:
            queue = stored(name, *args, **options)
            if queue is not None and name in (JOBS, CHUNKS):
                queue._worker_concurrency = self.number
            return queue

        store.get_queue = get_queue  # type: ignore[method-assign]


class Serving:
    """Takes work from the queue; one per process.

    Parameters
    ----------
    hands : how many pieces of work of each lane this process has at a time
    runs : lane -> what works a piece of work out, in a thread of the queue's
    """

    def __init__(
        self, engine: sa.Engine, executor_id: str, hands: int, runs: Mapping[str, Callable[[str], None]]
    ) -> None:
        self._hands = Hands(hands)
        self._dbos = DBOS(config=config(engine, executor_id))
        for lane, run in runs.items():
            _register(lane, run)
        DBOS.listen_queues([])
        DBOS.launch()
        self._hands.rule(self._dbos)
        for lane in runs:
            DBOS.register_queue(
                lane, worker_concurrency=hands, polling_interval_sec=POLL, on_conflict="always_update"
            )
        self._dbos._listening_queues = list(runs)

    def pause(self) -> None:
        """Take nothing more."""
        self._hands.number = 0

    def end(self, seconds: float) -> None:
        """Let go of the queue when what is in hand is noted there as done, or after some time."""
        until = time.monotonic() + seconds
        while self._dbos._active_workflows_set.activeList() and time.monotonic() < until:
            time.sleep(0.01)
        DBOS.destroy(destroy_registry=True)


def _register(lane: str, run: Callable[[str], None]) -> None:
    @DBOS.workflow(name=lane, max_recovery_attempts=None)
    def _workflow(work_id: str) -> None:
        run(work_id)
