"""The crew of a pool: which children there are, who is free, and which caller gets whom."""

import threading
import time
from dataclasses import dataclass

from api.solving.errors import Busy, PoolClosed, StoppedBeforeStart
from api.solving.line import Line, Turn
from api.solving.process import SolverProcess
from api.solving.question import Stop
from api.solving.run import is_set

#: A child whose memory is beyond this share of its limit after an answer is replaced.
_FULL_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Figures:
    """The pool in numbers, for metrics.

    Attributes
    ----------
    size : how many children there should be
    starting, free, busy : children now
    waiting : callers that wait for a child
    started, recycled : children, since the pool was made
    died : children that ended by themselves, at a start too
    overran : children that were ended because they ignored a limit or a stop
    failed_starts : how many died before they were ready, one after the other, up to now
    """

    size: int
    starting: int
    free: int
    busy: int
    waiting: int
    started: int
    recycled: int
    died: int
    overran: int
    failed_starts: int


class Crew:
    """What callers, who are given children, share with the keeper, who sees to it that there are some.

    Attributes
    ----------
    lock : held by whoever looks at the others; notified when there may be something to do for the keeper
    children : all that live; those in `free` have no caller
    line : the callers that wait
    closed : whether there are to be no children any more
    started, recycled, died, overran, failed_starts : as in `Figures`
    """

    def __init__(self, size: int, memory_mb: int, recycle_after: int) -> None:
        self.size = size
        self.lock = threading.Condition()
        self.children: list[SolverProcess] = []
        self.free: list[SolverProcess] = []
        self.line: Line[SolverProcess] = Line()
        self.closed = False
        self.started = self.recycled = self.died = self.overran = self.failed_starts = 0
        self._memory_mb = memory_mb
        self._recycle_after = recycle_after

    def child_for(self, stop: Stop | None, urgent: bool, wait_until: float | None) -> SolverProcess:
        """Wait for a free child.

        Raises
        ------
        Busy, StoppedBeforeStart, PoolClosed
        """
        turn: Turn[SolverProcess] = Turn(stop)
        with self.lock:
            if self.closed:
                raise PoolClosed("the pool is closed")
            if is_set(stop):
                raise StoppedBeforeStart("stopped before it was begun")
            if self.free:
                return self.free.pop()
            if wait_until is not None and wait_until <= time.monotonic():
                raise Busy("no child is free")
            self.line.join(turn, urgent)
            self.lock.notify_all()
        try:
            called = turn.wait(None if wait_until is None else max(0.0, wait_until - time.monotonic()))
        except BaseException:
            self._leave(turn)
            raise
        if not called:
            with self.lock:
                if self.line.leave(turn):
                    raise Busy("no child became free in time")
        if turn.error is not None:
            raise turn.error
        assert turn.given is not None
        return turn.given

    def _leave(self, turn: Turn[SolverProcess]) -> None:
        """Leave the line, or pass on what was given meanwhile."""
        with self.lock:
            if not self.line.leave(turn) and turn.given is not None:
                self.offer(turn.given)

    def give_back(self, child: SolverProcess) -> None:
        """Take a child back from its caller, for the next one or to be replaced."""
        with self.lock:
            run, child.run = child.run, None
            if run is not None and run.overran:
                # The answer came while the keeper was ending the child.
                child.retired = True
            if child.gone or child.retired or self.closed:
                return
            full = child.memory_mb > _FULL_SHARE * self._memory_mb
            if full or child.asked >= self._recycle_after:
                self.recycled += 1
                child.retire()
            else:
                self.offer(child)

    def offer(self, child: SolverProcess) -> None:
        """Give a child to who is next; the lock is held."""
        turn = self.line.next()
        if turn is not None:
            turn.give(child)
        else:
            self.free.append(child)

    def close(self) -> list[SolverProcess]:
        """Send all callers away that wait; return the children, which are to be ended."""
        with self.lock:
            self.closed = True
            while (turn := self.line.next()) is not None:
                turn.refuse(PoolClosed("the pool was closed"))
            self.lock.notify_all()
            return list(self.children)

    @property
    def figures(self) -> Figures:
        """The crew in numbers."""
        with self.lock:
            ready = sum(child.ready for child in self.children)
            return Figures(
                size=self.size,
                starting=len(self.children) - ready,
                free=len(self.free),
                busy=sum(child.run is not None for child in self.children),
                waiting=len(self.line),
                started=self.started,
                recycled=self.recycled,
                died=self.died,
                overran=self.overran,
                failed_starts=self.failed_starts,
            )
