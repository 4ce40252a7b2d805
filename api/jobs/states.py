"""The states of a job, and the steps between them that are legal."""

from enum import StrEnum


class State(StrEnum):
    """Where a job is. What came of it is another matter, its outcome."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    SOLVING = "solving"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINAL = frozenset({State.COMPLETED, State.FAILED, State.CANCELLED})
OPEN = frozenset(State) - FINAL

#: state -> the states that may follow. A job whose process died goes back to the queue.
STEPS: dict[State, frozenset[State]] = {
    State.ACCEPTED: frozenset({State.QUEUED, State.SOLVING, State.COMPLETED, State.CANCELLED}),
    State.QUEUED: frozenset({State.SOLVING, State.FAILED, State.CANCELLED}),
    State.SOLVING: frozenset({State.QUEUED, *FINAL}),
    State.COMPLETED: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}


class IllegalStep(RuntimeError):  # noqa: N818 - the step is what is illegal
    """A job was told to go where its state does not lead: a bug of ours."""


def before(state: State) -> frozenset[State]:
    """Return the states from which a job may step to ``state``."""
    return frozenset(one for one, following in STEPS.items() if state in following)


def step(now: State, then: State) -> State:
    """Return the state after a step.

    Raises
    ------
    IllegalStep
        When ``then`` cannot follow ``now``.
    """
    if then not in STEPS[now]:
        raise IllegalStep(f"a job that is {now} cannot become {then}")
    return then
