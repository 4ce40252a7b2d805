"""A question while a child works on it: until when, and whether somebody wants it to stop."""

import time
from dataclasses import dataclass

from api.solving.question import Question, Stop


@dataclass(frozen=True, slots=True)
class Grace:
    """For how many seconds children are waited for.

    Attributes
    ----------
    terminate, kill : after the wall limit of the question: end of the pipe, then SIGKILL
    stop : after a stop was passed on, until the end of the pipe
    """

    terminate: float = 2.0
    kill: float = 5.0
    stop: float = 10.0


class Run:
    """One question in one child.

    Attributes
    ----------
    number : of the question in its child
    begun : whether the child has read it all; before that it is not to blame for anything
    passed_on : when the child was told to stop
    overran : whether the child was ended because it did not
    """

    __slots__ = ("_ends", "_grace", "_stop", "begun", "number", "overran", "passed_on")

    def __init__(self, number: int, question: Question, stop: Stop | None, grace: Grace) -> None:
        self.number = number
        self.begun = self.overran = False
        self.passed_on: float | None = None
        self._stop = stop
        self._grace = grace
        self._ends = time.monotonic() + question.wall_seconds

    @property
    def stopped(self) -> bool:
        """Whether the caller wants it to stop."""
        return is_set(self._stop)

    @property
    def limit(self) -> float:
        """When the child has to be done."""
        limit = self._ends + self._grace.terminate
        return limit if self.passed_on is None else min(limit, self.passed_on + self._grace.stop)

    @property
    def look_at(self) -> float:
        """When there may be something to do; a caller may stop at any time."""
        if self.passed_on is not None:
            return self.limit
        return 0.0 if self._stop is not None else self._nudge

    def is_to_stop(self, now: float) -> bool:
        """Whether the child is to be told to stop.

        That is so too when it is late with noticing its limit itself.
        """
        return self.begun and self.passed_on is None and (self.stopped or now >= self._nudge)

    @property
    def _nudge(self) -> float:
        return self._ends + self._grace.terminate / 2


def is_set(stop: Stop | None) -> bool:
    """Look at a stop of the caller's; one that is broken counts as set, so that nothing runs on."""
    try:
        return stop is not None and stop.is_set()
    except Exception:
        return True
