"""A child's mouth and ear: threads of their own, so that it speaks and hears while it works."""

import faulthandler
import os
import queue
import threading
import time
from typing import IO, Any

from api.solving.question import Question
from api.solving.wire import EXIT_ENDED, EXIT_MEMORY, Writer, encoded, messages

#: Nobody sees whether progress comes this much later.
_TOGETHER_SECONDS = 0.05


class Mouth(threading.Thread):
    """Speaks to the parent; events that come in quick succession go together, which wakes it once."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(name="mouth", daemon=True)
        self._writer = writer
        self._lock = threading.Lock()
        self._events: list[bytes] = []
        self._some = threading.Event()

    def tell(self, event: dict[str, Any]) -> None:
        """Tell an event, soon."""
        line = encoded(event)
        with self._lock:
            self._events.append(line)
        self._some.set()

    def send(self, *message: Any) -> None:
        """Send a message now, after all events."""
        with self._lock:
            self._writer.write(self._told() + encoded(message) + b"\n")

    def run(self) -> None:
        """Send events on."""
        while True:
            self._some.wait()
            time.sleep(_TOGETHER_SECONDS)
            self._some.clear()
            with self._lock:
                if self._events:
                    self._writer.write(self._told())

    def _told(self) -> bytes:
        told = b",".join([b'["told"', *self._events]) + b"]\n" if self._events else b""
        self._events.clear()
        return told


class Ear(threading.Thread):
    """Hears the parent, and ends the process when there is nothing more to hear."""

    def __init__(self, asked: IO[bytes]) -> None:
        super().__init__(name="ear", daemon=True)
        self._stream = asked
        self._waiting: queue.SimpleQueue[tuple[int, Question]] = queue.SimpleQueue()
        self._stops: dict[int, threading.Event] = {}
        self._number: int | None = None

    def next(self) -> tuple[Question, threading.Event]:
        """Wait for a question."""
        self._number, question = self._waiting.get()
        return question, self._stops[self._number]

    def finished(self) -> None:
        """Note that the question is answered: a stop that comes now is too late."""
        if self._number is not None:
            del self._stops[self._number]
            self._number = None

    def run(self) -> None:
        """Hear messages until the pipe ends, and then end the process, whatever it does."""
        code = EXIT_ENDED
        try:
            for what, number, *rest in messages(self._stream):
                if what == "ask":
                    self._stops[number] = threading.Event()
                    self._waiting.put((number, Question(**rest[0])))
                elif (stop := self._stops.get(number)) is not None:
                    stop.set()
        except MemoryError:
            code = EXIT_MEMORY
        finally:
            if self._number is not None:
                # Says where the child hung.
                faulthandler.dump_traceback(2, all_threads=True)
            os._exit(code)
