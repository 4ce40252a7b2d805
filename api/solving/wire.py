"""How parent and child speak: lines of JSON, ``[what, ...]``, over two pipes.

Plain data and no pickles: a child that went astray cannot make its parent run anything.

Parent to child: first `Setup`, then ``["ask", number, question]`` and ``["stop", number]``. The end
of the pipe means that the child shall end; it is also what remains when the parent was killed.
Child to parent: ``["ready"]``; then of each question ``["begun"]``, any number of ``["told", event, ...]``
and one of ``["answer", body, outcome, memory_mb]``, ``["problems", problems, is_refusal]`` and
``["failed", kind, place]``.
"""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

#: A child's exit code when Python itself ran out of memory.
EXIT_MEMORY = 86
#: A child's exit code when its parent closed the pipe.
EXIT_ENDED = 87


@dataclass(frozen=True, slots=True)
class Setup:
    """What a child has to know before its first question.

    Attributes
    ----------
    perform, prepare : functions as ``module:name``; ``prepare`` is called once, before the first question
    memory_mb : how much data it may hold
    nice : by how much its priority is lowered
    """

    perform: str
    prepare: str | None
    memory_mb: int
    nice: int

    def line(self) -> bytes:
        """Return it as a line."""
        return encoded(asdict(self)) + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Setup":
        """Return what a line says."""
        return cls(**json.loads(line))


class Writer:
    """The writing end of a pipe, for any thread."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, *message: Any) -> None:
        """Write one message.

        Raises
        ------
        OSError
            When nobody reads at the other end.
        TypeError, ValueError
            When the message is not made for JSON; nothing is written then.
        """
        self.write(encoded(message) + b"\n")

    def write(self, line: bytes) -> None:
        """Write a finished line."""
        with self._lock:
            self._stream.write(line)
            self._stream.flush()


def messages(stream: IO[bytes]) -> Iterator[list[Any]]:
    """Yield the messages of a pipe until its end; a torn last line is not a message."""
    for line in stream:
        if line.endswith(b"\n"):
            yield json.loads(line)


def encoded(value: Any) -> bytes:
    """Return a value as JSON on one line."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii")
