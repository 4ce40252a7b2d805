"""Looks for work that is nobody's: whatever went wrong, what was accepted is worked out."""

from collections.abc import Callable, Collection

import sqlalchemy as sa

from api.jobs.queue import CHUNKS, JOBS, Held, JobQueue, workflow_id
from api.jobs.takeover import PutBack
from api.store import batches, job_steps

#: Pieces of work looked at in one round; those that wait longest, so that what is lost gets there.
MOST = 200


class Audit:
    """Finds, in two looks, what an executor has in the books and not in its hands.

    Parameters
    ----------
    busy : returns the ids of the jobs and chunks in its hands
    """

    def __init__(
        self, engine: sa.Engine, queue: JobQueue, executor: str, busy: Callable[[], Collection[str]]
    ) -> None:
        self._engine = engine
        self._queue = queue
        self._executor = executor
        self._busy = busy
        self._suspects: set[tuple[str, str]] = set()

    def of_mine(self) -> int:
        """Put back what this executor should be working on and is not; return how much it was.

        Something that was just begun, or just ended, is no suspect at the next look.
        """
        mine = [self._executor]
        held = {one.work_id: one for one in self._queue.held_by(mine)}
        with self._engine.connect() as connection:
            owned = {
                JOBS: job_steps.owned_by(connection, mine),
                CHUNKS: batches.chunks_owned_by(connection, mine),
            }
        busy = set(self._busy())
        found = {(lane, one) for lane, work in owned.items() for one in work if one not in busy}
        found |= {("held", held[one].workflow) for one in held.keys() - busy}
        lost, self._suspects = found & self._suspects, found
        back = PutBack(self._engine, self._queue)
        for lane in (JOBS, CHUNKS):
            back.owned(lane, [one for kind, one in lost if kind == lane], mine)
        back.lost([one for one in held.values() if ("held", one.workflow) in lost])
        return back.number

    def of_queue(self, before: float) -> int:
        """Put back what waits, as the store has it, and is not in the queue; return how much it was.

        Parameters
        ----------
        before : a moment; what came later is not looked at
        """
        with self._engine.connect() as connection:
            waiting = {
                JOBS: job_steps.waiting_longest(connection, before, MOST),
                CHUNKS: batches.waiting_longest(connection, MOST),
            }
        back = PutBack(self._engine, self._queue)
        for lane, work in waiting.items():
            named = {workflow_id(one, start): Held(lane, one, start) for one, start in work.items()}
            there = self._queue.among(list(named))
            back.lost([held for name, held in named.items() if name not in there])
        return back.number
