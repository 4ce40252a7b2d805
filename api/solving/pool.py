"""The pool of solver children: who gets which question, and what happens when a child dies."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import solver
from api.solving.errors import Busy, ChildDied, ChildOverran, PerformFailed, PoolClosed, StoppedBeforeStart
from api.solving.line import Line, Turn
from api.solving.perform import perform as perform_with_solver
from api.solving.perform import prepare as load_solver
from api.solving.process import SolverProcess
from api.solving.question import Answer, Perform, Question, Stop, Tell
from api.solving.run import Grace, Run, is_set
from api.solving.wire import EXIT_MEMORY, Setup

_LOG = logging.getLogger(__name__)

#: How often stops and limits are looked at while somebody works or waits.
_TICK_SECONDS = 0.1
#: A child whose memory is beyond this share of its limit after an answer is replaced.
_FULL_SHARE = 0.75
_BACKOFF_SECONDS = 0.2
_LONGEST_BACKOFF_SECONDS = 30.0
#: How many children may die under a question before they have read it.
_TRIES = 3


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


class SolverPool:
    """Long-lived solver children, watched, limited in memory and replaced when they die.

    Any number of threads may call `run`. One thread of the pool starts children, passes stops on
    and ends children that ignore their limits; one thread per child listens to it. This process
    never loads OR-Tools.
    """

    def __init__(
        self,
        size: int,
        *,
        memory_mb: int = 2048,
        recycle_after: int = 500,
        perform: Perform = perform_with_solver,
        prepare: Callable[[], None] | None = load_solver,
        grace: Grace | None = None,
        nice: int = 5,
    ) -> None:
        """Make a pool; `start` starts it.

        Parameters
        ----------
        size : how many children; as many as cores are sensible, since a solve uses one
        memory_mb : how much data a child may hold; 200 MB are needed for small weeks
        recycle_after : after how many questions a child is replaced
        perform, prepare : functions of modules, called in children: for each question, and once at
            the start
        grace : how long limits may be overrun
        nice : by how much the priority of children is lowered
        """
        if size < 1 or recycle_after < 1:
            raise ValueError("a pool has at least one child, and a child at least one question")
        self._size = size
        self._memory_mb = memory_mb
        self._recycle_after = recycle_after
        self._grace = grace or Grace()
        self._setup = Setup(_name(perform), prepare and _name(prepare), memory_mb, nice)
        self._lock = threading.Condition()
        self._children: list[SolverProcess] = []
        self._free: list[SolverProcess] = []
        self._line: Line[SolverProcess] = Line()
        self._keeper = threading.Thread(target=self._keep, name="solver-pool", daemon=True)
        self._closed = False
        self._not_before = 0.0
        self._started = self._recycled = self._died = self._overran = self._failed_starts = 0

    def start(self) -> None:
        """Start the children; `run` waits until one is ready."""
        self._keeper.start()

    def __enter__(self) -> "SolverPool":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self,
        question: Question,
        *,
        tell: Tell | None = None,
        stop: Stop | None = None,
        urgent: bool = False,
        wait_seconds: float | None = None,
    ) -> Answer:
        """Have a question answered.

        Parameters
        ----------
        question : what to work out
        tell : called in this thread with what the child tells on the way
        stop : may be set by anybody; the best so far is then the answer, within about 0.2 s
        urgent : whether this caller goes before those that are not
        wait_seconds : for how long to wait for a free child; None for ever, 0 not at all

        Raises
        ------
        Busy
            When no child is free in time.
        StoppedBeforeStart
            When `stop` was set before there was a free child.
        ChildDied, ChildOverran
            When the child died, or had to be ended.
        PerformFailed
            When working it out raised an error.
        solver.ScenarioError
            When the scenario cannot be used; `solver.Refusal` when it is not planned on purpose.
        PoolClosed
            When the pool is closed.
        """
        wait_until = None if wait_seconds is None else time.monotonic() + wait_seconds
        for attempt in range(1, _TRIES + 1):
            child = self._turn(stop, urgent or attempt > 1, wait_until)
            try:
                message, run = self._conversation(child, question, tell, stop)
            except BaseException:
                # The caller gave up, or its `tell` is broken.
                child.drop()
                raise
            self._give_back(child)
            if message is not None:
                return _answer(message)
            if run.begun or run.overran or child.exit_code == EXIT_MEMORY:
                break
        if run.overran:
            raise ChildOverran(run.stopped, child.where)
        if self._closed:
            raise PoolClosed("the pool was closed")
        raise ChildDied(child.exit_code, child.memory, child.where)

    def close(self, timeout: float = 2.0) -> None:
        """End all children now; who still waits for an answer gets `PoolClosed`."""
        with self._lock:
            self._closed = True
            while (turn := self._line.next()) is not None:
                turn.refuse(PoolClosed("the pool was closed"))
            children = list(self._children)
            self._lock.notify_all()
        until = time.monotonic() + timeout
        for child in children:
            child.kill()
        for child in children:
            child.join(until - time.monotonic())
            child.inbox.put(None)
        if self._keeper.is_alive():
            self._keeper.join(max(0.0, until - time.monotonic()))

    @property
    def figures(self) -> Figures:
        """The pool in numbers."""
        with self._lock:
            ready = sum(child.ready for child in self._children)
            return Figures(
                size=self._size,
                starting=len(self._children) - ready,
                free=len(self._free),
                busy=sum(child.run is not None for child in self._children),
                waiting=len(self._line),
                started=self._started,
                recycled=self._recycled,
                died=self._died,
                overran=self._overran,
                failed_starts=self._failed_starts,
            )

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the children that live."""
        with self._lock:
            return tuple(child.pid for child in self._children)

    def _turn(self, stop: Stop | None, urgent: bool, wait_until: float | None) -> SolverProcess:
        """Wait for a free child."""
        turn: Turn[SolverProcess] = Turn(stop)
        with self._lock:
            if self._closed:
                raise PoolClosed("the pool is closed")
            if is_set(stop):
                raise StoppedBeforeStart("stopped before it was begun")
            if self._free:
                return self._free.pop()
            if wait_until is not None and wait_until <= time.monotonic():
                raise Busy("no child is free")
            self._line.join(turn, urgent)
            self._lock.notify_all()
        try:
            called = turn.wait(None if wait_until is None else max(0.0, wait_until - time.monotonic()))
        except BaseException:
            self._leave(turn)
            raise
        if not called:
            with self._lock:
                if self._line.leave(turn):
                    raise Busy("no child became free in time")
        if turn.error is not None:
            raise turn.error
        assert turn.given is not None
        return turn.given

    def _leave(self, turn: Turn[SolverProcess]) -> None:
        """Leave the line, or pass on what was given meanwhile."""
        with self._lock:
            if not self._line.leave(turn) and turn.given is not None:
                self._offer(turn.given)

    def _conversation(
        self, child: SolverProcess, question: Question, tell: Tell | None, stop: Stop | None
    ) -> tuple[list[Any] | None, Run]:
        """Ask and listen, until there is an answer (or None: the child is gone)."""
        run = child.ask(question, stop)
        with self._lock:
            self._lock.notify_all()
        while True:
            message = child.inbox.get()
            if message is None or message[0] != "told":
                return message, run
            if tell is not None:
                for event in message[1:]:
                    tell(event)

    def _give_back(self, child: SolverProcess) -> None:
        with self._lock:
            run, child.run = child.run, None
            if run is not None and run.overran:
                # The answer came while the watchdog was ending the child.
                child.retired = True
            if child.gone or child.retired or self._closed:
                return
            full = child.memory_mb > _FULL_SHARE * self._memory_mb
            if full or child.asked >= self._recycle_after:
                self._recycled += 1
                child.retire()
            else:
                self._offer(child)

    def _offer(self, child: SolverProcess) -> None:
        """Give a child to who is next; the lock is held."""
        turn = self._line.next()
        if turn is not None:
            turn.give(child)
        else:
            self._free.append(child)

    def _changed(self, child: SolverProcess) -> None:
        """Take up a child that is ready, strike one that is gone; called from its thread."""
        with self._lock:
            if not child.gone:
                self._failed_starts = 0
                self._offer(child)
            else:
                self._children.remove(child)
                self._count_gone(child)
            self._lock.notify_all()

    def _count_gone(self, child: SolverProcess) -> None:
        if child in self._free:
            self._free.remove(child)
        if self._closed or child.retired:
            return
        _LOG.warning("a solver child ended: %s", ChildDied(child.exit_code, child.memory, child.where))
        if child.run is not None and child.run.overran:
            self._overran += 1
        else:
            self._died += 1
        if not child.ready:
            self._back_off()

    def _keep(self) -> None:
        """Keep as many children as there should be, and watch them; the pool's own thread."""
        while not self._closed:
            try:
                self._look()
            except Exception:
                # Without this thread nobody is watched any more.
                _LOG.exception("the watchdog of the solver children failed, and goes on")
                time.sleep(_TICK_SECONDS)

    def _look(self) -> None:
        """Start what is missing, watch the others, or wait until there is something to do."""
        with self._lock:
            if self._closed:
                return
            now = time.monotonic()
            missing = self._size - len(self._children) if now >= self._not_before else 0
            if missing <= 0:
                self._lock.wait(self._pause(now))
            children, turns = list(self._children), [turn for turn in self._line if turn.stop]
        for _ in range(missing):
            self._add()
        for child in children:
            child.watch(time.monotonic())
        for turn in turns:
            if is_set(turn.stop):
                self._refuse(turn)

    def _pause(self, now: float) -> float | None:
        """Return for how long there is nothing to do, unless somebody notifies."""
        if any(turn.stop for turn in self._line):
            return _TICK_SECONDS
        dates = [at for child in self._children if (at := child.look_at) is not None]
        if len(self._children) < self._size:
            dates.append(self._not_before)
        return max(_TICK_SECONDS, min(dates) - now) if dates else None

    def _refuse(self, turn: Turn[SolverProcess]) -> None:
        with self._lock:
            if self._line.leave(turn):
                turn.refuse(StoppedBeforeStart("stopped before it was begun"))

    def _add(self) -> None:
        try:
            child = SolverProcess(self._setup, self._grace, self._changed)
        except OSError:
            # No memory, files or process ids are left on this machine: perhaps later.
            _LOG.exception("no solver child can be started")
            with self._lock:
                self._back_off()
            return
        with self._lock:
            self._started += 1
            self._children.append(child)
            unwanted = self._closed
            try:
                child.listen()
            except RuntimeError:
                _LOG.exception("no thread can be started for a solver child")
                self._children.remove(child)
                self._back_off()
                unwanted = True
        if unwanted:
            child.drop()
            child.join(_BACKOFF_SECONDS)

    def _back_off(self) -> None:
        self._failed_starts += 1
        wait = min(_LONGEST_BACKOFF_SECONDS, _BACKOFF_SECONDS * 2 ** min(self._failed_starts, 10))
        self._not_before = time.monotonic() + wait


def _answer(message: list[Any]) -> Answer:
    """Return what the child says, or raise it."""
    what, *rest = message
    if what == "answer":
        return Answer(rest[0], rest[1])
    if what == "problems":
        error = solver.Refusal if rest[1] else solver.ScenarioError
        raise error(solver.Problem.model_validate(problem) for problem in rest[0])
    raise PerformFailed(*rest)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}:{function.__qualname__}"
