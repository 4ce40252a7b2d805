"""How long a search may take, and what it tells while it runs."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one solve.

    Attributes
    ----------
    deterministic_seconds : CP-SAT's deterministic time over all tiers; the real limit, since it
        stops at the same point on every machine
    wall_seconds : a safety net; when it decides, the plan says that it cannot be reproduced
    """

    deterministic_seconds: float = 30.0
    wall_seconds: float = 300.0

    def __post_init__(self) -> None:
        if not (self.deterministic_seconds > 0 and self.wall_seconds > 0):
            raise ValueError("limits are positive numbers of seconds")


@dataclass(frozen=True, slots=True)
class Progress:
    """A better value of a tier.

    A better plan is told tier by tier from the first to the last, and so is the final one, with
    what was proved. Before the first plan is complete, single tiers are told as they get better.

    Attributes
    ----------
    tier, name : the tier being solved
    value : its best value so far, None while there is no plan
    bound : its proved lower bound
    seconds : wall time since the start
    """

    tier: int
    name: str
    value: int | None
    bound: int
    seconds: float


OnProgress = Callable[[Progress], None]


class Cancel(Protocol):
    """Something that can be set from another thread, such as `threading.Event`."""

    def is_set(self) -> bool:
        """Whether the search shall stop and keep the best plan."""
        ...


@dataclass
class Budget:
    """What is left of the limits, and whether something other than them stopped the search."""

    limits: Limits
    cancel: Cancel | None = None
    spent: float = 0.0
    """Deterministic seconds spent."""
    interrupted: bool = False
    """The wall clock or a cancellation decided, so the outcome cannot be reproduced."""
    _start: float = field(default_factory=time.monotonic)

    @property
    def wall(self) -> float:
        """Wall seconds since the start."""
        return time.monotonic() - self._start

    @property
    def deterministic_left(self) -> float:
        """Deterministic seconds left."""
        return max(0.0, self.limits.deterministic_seconds - self.spent)

    @property
    def wall_left(self) -> float:
        """Wall seconds left."""
        return max(0.0, self.limits.wall_seconds - self.wall)

    @property
    def cancelled(self) -> bool:
        """Whether the caller wants to stop."""
        return self.cancel is not None and self.cancel.is_set()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left, noting when it was not deterministic time that ran out."""
        if self.cancelled or self.wall_left <= 0:
            self.interrupted = True
        return self.interrupted or self.deterministic_left <= 0
