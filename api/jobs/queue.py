"""The queue: a thin interface over DBOS, so that nothing else in the service knows the engine.

A job and its place in the queue are written in one transaction of one database: whatever was
accepted is in the queue, and whatever is in the queue is a job.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, Serializer

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

    def held_by(self, executors: Sequence[str]) -> list[tuple[str, str]]:
        """Return lane and workflow id of what some executors took from the queue and did not finish."""
        held = self._client.list_workflows(
            status="PENDING", executor_id=list(executors), load_input=False, load_output=False
        )
        return [(one.name, one.workflow_id) for one in held]

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


def work_of(workflow: str) -> str:
    """Return the piece of work that a workflow is a start of."""
    return workflow.rpartition(":")[0]
