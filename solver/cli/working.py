"""What the commands that explain share: limits, progress on a terminal, Ctrl-C, exit codes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from solver.cli.errors import ExitCode
from solver.cli.interrupt import run_interruptibly
from solver.cli.solve import positive

if TYPE_CHECKING:
    from solver import Limits

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        callback=positive,
        help="Deterministic seconds for the whole answer; what is known by then is shown.",
    ),
]
_DEFAULT_SECONDS = 600.0


@dataclass(frozen=True)
class Work:
    """What a command hands to the face.

    Attributes
    ----------
    options : ``total``, ``on_step`` and ``cancel``
    """

    options: dict[str, Any]


def worked(work: Callable[[Work], T], time_limit: float | None, quiet: bool) -> tuple[T, bool]:
    """Do ``work`` with progress on a terminal; return its answer and whether it was interrupted."""
    with _steps(quiet) as on_step:

        def run(cancel: Event) -> T:
            return work(Work({"total": _total(time_limit), "on_step": on_step, "cancel": cancel}))

        return run_interruptibly(
            run, "Stopping; what is known so far follows. Press Ctrl-C again to end at once."
        )


def exit_code(finished: bool, interrupted: bool) -> ExitCode:
    """Return 0 for an answer, 4 for one that was not finished, 130 when somebody stopped it."""
    if interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.OK if finished else ExitCode.UNKNOWN


def _total(time_limit: float | None) -> "Limits":
    import solver

    seconds = time_limit or _DEFAULT_SECONDS
    return solver.Limits(deterministic_seconds=seconds, wall_seconds=10 * seconds)


@contextmanager
def _steps(quiet: bool) -> Iterator[Callable[[str], None] | None]:
    """Yield what shows on stderr what is being tried; nothing when nobody looks."""
    from rich.console import Console
    from rich.text import Text

    from solver.report.words import clean, sentence

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with console.status("Reading the week") as status:
        yield lambda doing: status.update(Text(f"Trying: {sentence(clean(doing))}"))
