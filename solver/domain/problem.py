"""What is wrong with an input: one problem, and the errors that carry all of them."""

import re
from collections.abc import Iterable
from typing import Literal

from solver.domain.base import Noun

ProblemCode = Literal[
    "unreadable",
    "syntax",
    "too_large",
    "unknown_key",
    "duplicate_key",
    "missing",
    "not_allowed",
    "unknown_name",
    "duplicate_name",
    "inconsistent",
    "refused",
]

_PLAIN_KEY = re.compile(r"[^\W\d][\w\-]*")


class Problem(Noun):
    """One thing that is wrong with an input, and what to do about it.

    Lines and columns count from 1. Nothing but the wrong value itself is repeated: the rest of a
    scenario may be somebody's health data.
    """

    pointer: str
    """JSON pointer (RFC 6901) to the place; empty for the whole document."""
    message: str
    code: ProblemCode = "not_allowed"
    value: str | None = None
    """What was written, in at most 80 characters."""
    allowed: str | None = None
    hint: str | None = None
    """What to try."""
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def where(self) -> str:
        """The place as people write it, for instance ``week.tue.runs[1].kind``."""
        parts = [part.replace("~1", "/").replace("~0", "~") for part in self.pointer.split("/")[1:]]
        return "".join(map(_step, parts)).removeprefix(".")

    def __str__(self) -> str:
        place = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        heads = [part for part in (":".join(place), self.where) if part]
        allowed = [f"allowed: {self.allowed}"] if self.allowed else []
        hint = [self.hint] if self.hint else []
        return ": ".join([*heads, "; ".join([self.message, *allowed, *hint])])


def _step(part: str) -> str:
    if part.isdecimal():
        return f"[{part}]"
    return f".{part}" if _PLAIN_KEY.fullmatch(part) else f"[{part!r}]"


class ScenarioError(ValueError):
    """A scenario cannot be used.

    Attributes
    ----------
    problems : every problem at once, in the order of the document
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Refusal(ScenarioError):  # noqa: N818 - somebody is turned away kindly, nothing went wrong
    """A scenario that is understood but not planned, because somebody should be seen in person first.

    The reasons come first, with the code ``refused``; other problems of the document follow.
    """
