"""A solver child as its parent sees it: started, asked, watched, ended."""

import contextlib
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import IO, Any

from api.solving.question import Question, Stop
from api.solving.run import Grace, Run
from api.solving.wire import EXIT_ENDED, EXIT_MEMORY, Setup, Writer, messages

_BOOT = "from api.solving.child import main; main()"
#: Loading OR-Tools takes a second; a machine that needs longer than this is not going to solve.
_START_SECONDS = 120.0
_RETIRE_SECONDS = 5.0
_NOTES_READ = 64_000
_PLACES = 4
#: A place in native code (`file.cc:12`) or in a traceback of the fault handler.
_PLACE = re.compile(rb'([\w.\-]+\.(?:cc|h):\d+)|File "[^"\n]*?([\w.\-]+(?:/[\w.\-]+)?\.py)", line (\d+)')


class SolverProcess:
    """One child; `on_change` is called from its own thread, when it is ready and when it is gone.

    Attributes
    ----------
    inbox : what the child says about its question, for the caller; None when it is gone
    ready, retired, gone : how far it is
    memory : when it is gone: whether it is likely that it ran out of memory
    where : when it is gone: the places in the code that it was at, the innermost first
    asked : how many questions it was given
    memory_mb : its resident memory after its last answer
    """

    def __init__(self, setup: Setup, grace: Grace, on_change: Callable[["SolverProcess"], None]) -> None:
        self.inbox: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self.ready = self.retired = self.gone = False
        self.memory = False
        self.where: str | None = None
        self.asked = self.memory_mb = 0
        self.run: Run | None = None
        self._setup = setup
        self._grace = grace
        self._on_change = on_change
        self._killed = False
        self._kill_at: float | None = time.monotonic() + _START_SECONDS
        self._notes = _scratch()
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._notes,
            env=_environment(),
        )
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self._stdin, self._stdout = self._popen.stdin, self._popen.stdout
        self._writer = Writer(self._stdin)
        self._thread = threading.Thread(target=self._listen, name=f"solver-{self.pid}", daemon=True)
        with contextlib.suppress(OSError):
            self._writer.write(setup.line())

    def listen(self) -> None:
        """Begin to hear what it says; `on_change` is called from now on."""
        self._thread.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._popen.pid

    def ask(self, question: Question, stop: Stop | None) -> Run:
        """Give the child a question; what it says comes to the inbox."""
        self.asked += 1
        self.run = run = Run(self.asked, question, stop, self._grace)
        # When it is gone, the inbox says so.
        with contextlib.suppress(OSError, ValueError):
            self._writer.send("ask", run.number, asdict(question))
        return run

    @property
    def look_at(self) -> float | None:
        """When `watch` may have something to do; None for not before something changes."""
        dates = [] if self._kill_at is None else [self._kill_at]
        if self.run is not None and not self.run.overran:
            dates.append(self.run.look_at)
        return min(dates, default=None)

    def watch(self, now: float) -> None:
        """Pass a stop on; end the child when it ignores that, or its limit."""
        if self._kill_at is not None and now >= self._kill_at:
            self.kill()
        run = self.run
        if run is None or run.overran or self.gone:
            return
        if run.is_to_stop(now):
            run.passed_on = now
            with contextlib.suppress(OSError, ValueError):
                self._writer.send("stop", run.number)
        if now < run.limit:
            return
        run.overran = True
        if run.begun:
            self._end(now + self._grace.kill - self._grace.terminate)
        else:
            # Somebody is still writing to the pipe, so that it cannot be closed.
            self.kill()

    def retire(self) -> None:
        """End the child, which is idle."""
        self.retired = True
        self._end(time.monotonic() + _RETIRE_SECONDS)

    def drop(self) -> None:
        """End the child at once, because nobody wants its answer."""
        self.retired = True
        self.kill()

    def kill(self) -> None:
        """End the child at once; it holds nothing that is missed."""
        self._killed = True
        self._popen.kill()

    def join(self, seconds: float) -> None:
        """Wait until the child is gone and its files are closed."""
        self._thread.join(max(0.0, seconds))

    @property
    def exit_code(self) -> int:
        """The exit code, negative for a signal; 0 while it lives."""
        return self._popen.returncode or 0

    def _end(self, kill_at: float) -> None:
        self._kill_at = kill_at
        with contextlib.suppress(OSError):
            self._stdin.close()

    def _listen(self) -> None:
        try:
            for message in messages(self._stdout):
                self._heard(message)
        except (OSError, ValueError):
            # Not our own words: the child went astray.
            self.kill()
        self._reap()

    def _heard(self, message: list[Any]) -> None:
        if message[0] == "ready":
            self.ready, self._kill_at = True, None
            self._on_change(self)
        elif message[0] == "begun":
            if self.run is not None:
                self.run.begun = True
        else:
            if message[0] == "answer":
                self.memory_mb = message[3]
            self.inbox.put(message)

    def _reap(self) -> None:
        try:
            self._popen.wait(_RETIRE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._popen.wait()
        self._stdout.close()
        with contextlib.suppress(OSError):
            self._stdin.close()
        self._read_notes()
        self._notes.close()
        self.gone = True
        self._on_change(self)
        self.inbox.put(None)

    def _read_notes(self) -> None:
        """Find out why it ended."""
        code = self._popen.returncode
        if code == EXIT_ENDED and self.run is None:
            return
        self._notes.seek(0)
        notes = self._notes.read(_NOTES_READ)
        # A SIGKILL that is not ours is usually the system's answer to a lack of memory.
        killed = code == -signal.SIGKILL and not self._killed if hasattr(signal, "SIGKILL") else False
        self.memory = killed or code == EXIT_MEMORY or b"bad_alloc" in notes or b"MemoryError" in notes
        # The main thread is the last that the fault handler writes down.
        places = list(_PLACE.finditer(notes.rpartition(b"hread 0x")[2]))[:_PLACES]
        names = [place[1] or place[2] + b":" + place[3] for place in places]
        self.where = b" < ".join(names).decode("ascii", "replace") or None


def _environment() -> dict[str, str]:
    """Return our own environment without the service's settings, some of which are secret."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STRONGSTRIDE_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}


def _scratch() -> IO[bytes]:
    """Return a file without a name, in memory if possible: nothing of a scenario may stay on a disk."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("solver-notes"), "w+b")
    return tempfile.TemporaryFile()
