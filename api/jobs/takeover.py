"""Takes over what dead processes left: in the queue engine's hands, or in the store's."""

from collections.abc import Sequence

import sqlalchemy as sa

from api.jobs.queue import CHUNKS, JOBS, JobQueue, work_of
from api.store import batches, executors, jobs


def take_over(engine: sa.Engine, queue: JobQueue, dead: Sequence[str]) -> int:
    """Put everything that dead executors had back into the queue; return how much it was.

    Every step may be done twice, by two who notice at once: a job that has ended stays ended, and
    one that is run twice is answered once.
    """
    held = queue.held_by(dead)
    with engine.connect() as connection:
        job_ids = {*jobs.owned_by(connection, dead), *_work(held, JOBS)}
        chunk_ids = {*batches.chunks_owned_by(connection, dead), *_work(held, CHUNKS)}
    taken = 0
    for job_id in sorted(job_ids):
        with engine.begin() as connection:
            place = jobs.requeue(connection, job_id)
            if place is not None:
                queue.put(connection, JOBS, job_id, *place)
                taken += 1
    for chunk_id in sorted(chunk_ids):
        with engine.begin() as connection:
            place = batches.requeue_chunk(connection, chunk_id)
            if place is not None:
                queue.put(connection, CHUNKS, chunk_id, *place)
                taken += 1
    queue.forget([workflow for _, workflow in held])
    with engine.begin() as connection:
        batches.drop_unreceived(connection, dead)
        executors.forget(connection, dead)
    return taken


def _work(held: Sequence[tuple[str, str]], lane: str) -> set[str]:
    return {work_of(workflow) for name, workflow in held if name == lane}
