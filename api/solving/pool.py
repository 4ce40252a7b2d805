"""The pool of solver children: has a question answered, whatever happens to the child that works on it."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import solver
from api.solving.crew import Crew, Figures
from api.solving.errors import ChildDied, ChildOverran, PerformFailed, PoolClosed
from api.solving.keeper import Keeper
from api.solving.perform import perform as perform_with_solver
from api.solving.perform import prepare as load_solver
from api.solving.process import SolverProcess
from api.solving.question import Answer, Perform, Question, Stop, Tell
from api.solving.run import Grace, Run
from api.solving.wire import EXIT_MEMORY, Setup

#: How many children may die under a question before they have read it.
_TRIES = 3


class SolverPool:
    """Long-lived solver children, watched, limited in memory and replaced when they die.

    Any number of threads may call `run`. One thread, the keeper's, starts children, passes stops on
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
        setup = Setup(_name(perform), prepare and _name(prepare), memory_mb, nice)
        self._crew = Crew(size, memory_mb, recycle_after)
        self._keeper = Keeper(self._crew, setup, grace or Grace())

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
            child = self._crew.child_for(stop, urgent or attempt > 1, wait_until)
            try:
                message, run = self._conversation(child, question, tell, stop)
            except BaseException:
                # The caller gave up, or its `tell` is broken.
                child.drop()
                raise
            self._crew.give_back(child)
            if message is not None:
                return _answer(message)
            if run.begun or run.overran or child.exit_code == EXIT_MEMORY:
                break
        if run.overran:
            raise ChildOverran(run.stopped, child.where)
        if self._crew.closed:
            raise PoolClosed("the pool was closed")
        raise ChildDied(child.exit_code, child.memory, child.where)

    def close(self, timeout: float = 2.0) -> None:
        """End all children now; who still waits for an answer gets `PoolClosed`."""
        children = self._crew.close()
        until = time.monotonic() + timeout
        for child in children:
            child.kill()
        for child in children:
            child.join(until - time.monotonic())
            child.inbox.put(None)
        self._keeper.join(until - time.monotonic())

    @property
    def figures(self) -> Figures:
        """The pool in numbers."""
        return self._crew.figures

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the children that live."""
        with self._crew.lock:
            return tuple(child.pid for child in self._crew.children)

    def _conversation(
        self, child: SolverProcess, question: Question, tell: Tell | None, stop: Stop | None
    ) -> tuple[list[Any] | None, Run]:
        """Ask and listen, until there is an answer (or None: the child is gone)."""
        run = child.ask(question, stop)
        with self._crew.lock:
            # The keeper has a limit, and perhaps a stop, to look at.
            self._crew.lock.notify_all()
        while True:
            message = child.inbox.get()
            if message is None or message[0] != "told":
                return message, run
            if tell is not None:
                for event in message[1:]:
                    tell(event)


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
