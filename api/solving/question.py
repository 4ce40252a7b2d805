"""What a solver child is asked and what it answers: plain data that crosses a process border."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Kind = Literal["plan", "conflict", "why_not_more", "reasons", "why_not", "worth", "alternatives"]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to work out.

    Attributes
    ----------
    kind : what is asked
    scenario : the scenario document, JSON
    parameters : what else the kind needs, such as the wish of a why-not
    plan : the plan it is about, JSON; None for a new plan
    deterministic_seconds : CP-SAT's deterministic time for the whole answer
    wall_seconds : the safety net, also for building models in Python
    """

    kind: Kind
    scenario: str
    parameters: dict[str, Any]
    plan: str | None
    deterministic_seconds: float
    wall_seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was worked out.

    Attributes
    ----------
    body : the answer as JSON, exactly as it is stored and sent
    outcome : of a plan: optimal, feasible, infeasible or unknown; else finished or unfinished
    """

    body: str
    outcome: str


class Stop(Protocol):
    """Something another thread may set: stop, and keep the best so far."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


Tell = Callable[[dict[str, Any]], None]
"""Told what a stream of events shows: plain data, made for JSON."""

Perform = Callable[[Question, Tell, Stop], Answer]
"""Works out a question; runs in a child, so it is a function of a module."""
