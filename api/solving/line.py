"""Who is next: callers wait in line for a child, the urgent before the others."""

import threading
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

from api.solving.question import Stop

T = TypeVar("T")


class Turn(Generic[T]):
    """One caller's place in the line.

    Attributes
    ----------
    stop : what the caller may set while waiting
    given : what the caller waits for, once it is there
    error : why it will never be there
    """

    __slots__ = ("_called", "error", "given", "stop")

    def __init__(self, stop: Stop | None) -> None:
        self.stop = stop
        self.given: T | None = None
        self.error: Exception | None = None
        self._called = threading.Event()

    def give(self, thing: T) -> None:
        """Call the caller: it is your turn."""
        self.given = thing
        self._called.set()

    def refuse(self, error: Exception) -> None:
        """Send the caller away."""
        self.error = error
        self._called.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait to be called; False when the time is over first."""
        return self._called.wait(seconds)


class Line(Generic[T]):
    """Waiting callers; whoever uses it holds the crew's lock."""

    def __init__(self) -> None:
        self._urgent: deque[Turn[T]] = deque()
        self._others: deque[Turn[T]] = deque()

    def __len__(self) -> int:
        return len(self._urgent) + len(self._others)

    def __iter__(self) -> Iterator[Turn[T]]:
        yield from self._urgent
        yield from self._others

    def join(self, turn: Turn[T], urgent: bool) -> None:
        """Go to the end of the line."""
        (self._urgent if urgent else self._others).append(turn)

    def leave(self, turn: Turn[T]) -> bool:
        """Leave the line; False when it was one's turn already."""
        for part in (self._urgent, self._others):
            if turn in part:
                part.remove(turn)
                return True
        return False

    def next(self) -> Turn[T] | None:
        """Take who has waited longest out of the line, the urgent first."""
        for part in (self._urgent, self._others):
            if part:
                return part.popleft()
        return None
