"""What can go wrong with a question that is given to the pool; nothing here repeats a scenario."""

import signal


class SolvingError(Exception):
    """A question was not answered."""


class Busy(SolvingError):  # noqa: N818 - a state of things, nothing went wrong
    """No child became free in time; the question was not begun."""


class PoolClosed(SolvingError):  # noqa: N818 - a state of things, nothing went wrong
    """The pool is closed or is being closed; an answer on its way is lost."""


class StoppedBeforeStart(SolvingError):  # noqa: N818 - a state of things, nothing went wrong
    """The question was stopped while it waited for a child; there is no best plan to keep."""


class ChildDied(SolvingError):  # noqa: N818 - an event, seen from outside
    """The process that worked on the question ended: a fault of the solver, or out of memory.

    Attributes
    ----------
    exit_code : as the operating system tells it; negative for a signal
    memory : whether running out of memory is the likely cause
    where : the place in the code that was running, if it is known
    """

    def __init__(self, exit_code: int, memory: bool, where: str | None = None) -> None:
        self.exit_code, self.memory, self.where = exit_code, memory, where
        cause = "out of memory" if memory else self.ended_by
        super().__init__(f"the solver process ended ({cause}){_at(where)}")

    @property
    def ended_by(self) -> str:
        """The signal's name, or the exit code."""
        if self.exit_code >= 0:
            return f"exit code {self.exit_code}"
        try:
            return signal.Signals(-self.exit_code).name
        except ValueError:
            return f"signal {-self.exit_code}"


class ChildOverran(SolvingError):  # noqa: N818 - an event, seen from outside
    """The process ignored its limit, or the wish to stop, and was ended.

    Attributes
    ----------
    stopped : whether somebody had asked it to stop
    where : the place in the code that was running, if it is known
    """

    def __init__(self, stopped: bool, where: str | None = None) -> None:
        self.stopped, self.where = stopped, where
        ignored = "the wish to stop" if stopped else "its time limit"
        super().__init__(f"the solver process ignored {ignored} and was ended{_at(where)}")


class PerformFailed(SolvingError):  # noqa: N818 - an event, seen from outside
    """Working it out raised an error, which is a bug of ours; the child is well.

    Attributes
    ----------
    kind : the error's class, for instance ``PlanRejected``
    message : the place in the code; never the error's own words, which may quote the scenario
    """

    def __init__(self, kind: str, message: str) -> None:
        self.kind, self.message = kind, message
        super().__init__(f"{kind}{_at(message)}")


def _at(where: str | None) -> str:
    return f" at {where}" if where else ""
