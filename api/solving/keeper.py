"""The keeper of a pool: starts children, watches those that work, and replaces those that are gone."""

import logging
import threading
import time

from api.solving.crew import Crew
from api.solving.errors import ChildDied, StoppedBeforeStart
from api.solving.line import Turn
from api.solving.process import SolverProcess
from api.solving.run import Grace, is_set
from api.solving.wire import Setup

_LOG = logging.getLogger(__name__)

#: How often stops and limits are looked at while somebody works or waits.
_TICK_SECONDS = 0.1
_BACKOFF_SECONDS = 0.2
_LONGEST_BACKOFF_SECONDS = 30.0


class Keeper:
    """Keeps as many children as there should be, and watches them, in a thread of its own.

    Parameters
    ----------
    crew : whose children it keeps
    setup : what each child is told at its start
    grace : how long limits may be overrun
    """

    def __init__(self, crew: Crew, setup: Setup, grace: Grace) -> None:
        self._crew = crew
        self._setup = setup
        self._grace = grace
        self._thread = threading.Thread(target=self._keep, name="solver-pool", daemon=True)
        self._not_before = 0.0

    def start(self) -> None:
        """Begin with the first children."""
        self._thread.start()

    def join(self, seconds: float) -> None:
        """Wait until the keeper has seen that the crew is closed."""
        if self._thread.is_alive():
            self._thread.join(max(0.0, seconds))

    def _keep(self) -> None:
        while not self._crew.closed:
            try:
                self._look()
            except Exception:
                # Without this thread nobody is watched any more.
                _LOG.exception("the watchdog of the solver children failed, and goes on")
                time.sleep(_TICK_SECONDS)

    def _look(self) -> None:
        """Start what is missing, watch the others, or wait until there is something to do."""
        crew = self._crew
        with crew.lock:
            if crew.closed:
                return
            now = time.monotonic()
            missing = crew.size - len(crew.children) if now >= self._not_before else 0
            if missing <= 0:
                crew.lock.wait(self._pause(now))
            children, turns = list(crew.children), [turn for turn in crew.line if turn.stop]
        for _ in range(missing):
            self._add()
        for child in children:
            child.watch(time.monotonic())
        for turn in turns:
            if is_set(turn.stop):
                self._refuse(turn)

    def _pause(self, now: float) -> float | None:
        """Return for how long there is nothing to do, unless somebody notifies; the lock is held."""
        if any(turn.stop for turn in self._crew.line):
            return _TICK_SECONDS
        dates = [at for child in self._crew.children if (at := child.look_at) is not None]
        if len(self._crew.children) < self._crew.size:
            dates.append(self._not_before)
        return max(_TICK_SECONDS, min(dates) - now) if dates else None

    def _refuse(self, turn: Turn[SolverProcess]) -> None:
        with self._crew.lock:
            if self._crew.line.leave(turn):
                turn.refuse(StoppedBeforeStart("stopped before it was begun"))

    def _add(self) -> None:
        crew = self._crew
        try:
            child = SolverProcess(self._setup, self._grace, self._changed)
        except OSError:
            # No memory, files or process ids are left on this machine: perhaps later.
            _LOG.exception("no solver child can be started")
            with crew.lock:
                self._back_off()
            return
        with crew.lock:
            crew.started += 1
            crew.children.append(child)
            unwanted = crew.closed
            try:
                child.listen()
            except RuntimeError:
                _LOG.exception("no thread can be started for a solver child")
                crew.children.remove(child)
                self._back_off()
                unwanted = True
        if unwanted:
            child.drop()
            child.join(_BACKOFF_SECONDS)

    def _changed(self, child: SolverProcess) -> None:
        """Take up a child that is ready, strike one that is gone; called from its thread."""
        crew = self._crew
        with crew.lock:
            if not child.gone:
                crew.failed_starts = 0
                crew.offer(child)
            else:
                crew.children.remove(child)
                self._count_gone(child)
            crew.lock.notify_all()

    def _count_gone(self, child: SolverProcess) -> None:
        crew = self._crew
        if child in crew.free:
            crew.free.remove(child)
        if crew.closed or child.retired:
            return
        _LOG.warning("a solver child ended: %s", ChildDied(child.exit_code, child.memory, child.where))
        if child.run is not None and child.run.overran:
            crew.overran += 1
        else:
            crew.died += 1
        if not child.ready:
            self._back_off()

    def _back_off(self) -> None:
        """Start nobody for a while, the longer the more starts failed; the lock is held."""
        self._crew.failed_starts += 1
        longer = _BACKOFF_SECONDS * 2 ** min(self._crew.failed_starts, 10)
        self._not_before = time.monotonic() + min(_LONGEST_BACKOFF_SECONDS, longer)
