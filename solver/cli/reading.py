"""What commands read: scenarios from files and from stdin."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from solver import Scenario

STDIN = "-"

ExercisesFile = Annotated[
    Path | None, typer.Option("--exercises", metavar="FILE", help="A CSV file with exercises of your own.")
]


def load_scenario(file: str, exercises: Path | None = None) -> "Scenario":
    """Return the scenario of a file, or of stdin when ``file`` is ``-``."""
    import solver

    if file == STDIN:
        if exercises is not None:
            raise typer.BadParameter("--exercises needs a scenario in a file, not on stdin")
        return solver.parse_scenario(read_stdin(), file="stdin")
    return solver.read_scenario(Path(file), exercises_file=exercises)


def read_stdin() -> str:
    """Return all of stdin, as UTF-8 whatever the locale."""
    return sys.stdin.buffer.read().decode("utf-8")
