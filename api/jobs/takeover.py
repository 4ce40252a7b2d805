"""Takes over what dead processes left: in the queue engine's hands, or in the store's."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import sqlalchemy as sa

from api.jobs.queue import CHUNKS, JOBS, Held, JobQueue
from api.store import batches, executors, job_steps

T = TypeVar("T")
#: Where work is to be put back: its next start and its turn.
Place = tuple[int, int] | None


def take_over(engine: sa.Engine, queue: JobQueue, dead: Sequence[str]) -> int:
    """Put everything that dead executors had back into the queue; return how much it was.

    Two may notice at once: what one has put back, the other leaves alone. A process that was taken for
    dead and is not may go on; what it works out counts no more.
    """
    held = queue.held_by(dead)
    with engine.begin() as connection:
        owned = job_steps.owned_by(connection, dead)
        owned_chunks = batches.chunks_owned_by(connection, dead)
        job_steps.release_items(connection, dead)
    again = PutBack(engine, queue)
    again.owned(JOBS, owned, dead)
    again.owned(CHUNKS, owned_chunks, dead)
    again.lost(held)
    with engine.begin() as connection:
        batches.drop_unreceived(connection, dead)
        executors.forget(connection, dead)
    return again.number


class PutBack:
    """Puts work back into the queue, each piece in a transaction of its own.

    Attributes
    ----------
    number : of the pieces that were put back
    """

    def __init__(self, engine: sa.Engine, queue: JobQueue) -> None:
        self._engine = engine
        self._queue = queue
        self.number = 0

    def owned(self, lane: str, work: Iterable[str], executors: Sequence[str]) -> None:
        """Put back what some executors have begun."""
        requeue = job_steps.requeue if lane == JOBS else batches.requeue_chunk
        for work_id in work:
            self._put(lane, work_id, requeue, executors)

    def lost(self, held: Sequence[Held]) -> None:
        """Put back what was taken from the queue and not begun, and have the queue forget it."""
        for one in held:
            requeue = job_steps.requeue_waiting if one.lane == JOBS else batches.requeue_waiting_chunk
            self._put(one.lane, one.work_id, requeue, one.start)
        self._queue.forget([one.workflow for one in held])

    def _put(
        self, lane: str, work_id: str, requeue: Callable[[sa.Connection, str, T], Place], what: T
    ) -> None:
        with self._engine.begin() as connection:
            place = requeue(connection, work_id, what)
            if place is not None:
                self._queue.put(connection, lane, work_id, *place)
                self.number += 1
