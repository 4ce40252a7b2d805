"""Exit codes, and errors in plain words."""

import os
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup


class ExitCode(IntEnum):
    """How a command ended, for scripts."""

    OK = 0
    FAULT = 1
    """Ours: something in Strongstride broke."""
    INPUT = 2
    """Wrong input, wrong usage, or a request that is refused."""
    INFEASIBLE = 3
    """Proved: no week keeps all rules."""
    UNKNOWN = 4
    """The limits ended the search before it knew."""
    VIOLATIONS = 5
    """The plan that was checked breaks a rule or prints a wrong figure."""
    REGRESSION = 6
    """A sweep is worse than its baseline."""
    INTERRUPTED = 130


class PlainErrors(TyperGroup):
    """Turns what commands raise into words on stderr and an exit code.

    With ``STRONGSTRIDE_DEBUG`` set, an error of our own shows its traceback.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except (typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if hasattr(error, "exit_code"):  # typer's own: usage errors and exits
                raise
            if (code := _report(error)) is ExitCode.FAULT and os.environ.get("STRONGSTRIDE_DEBUG"):
                raise
            raise typer.Exit(code) from error


def say(text: str) -> None:
    """Write a remark to stderr, safe to show."""
    from solver.report.words import clean

    typer.echo("\n".join(clean(line) for line in text.splitlines()), err=True)


def _report(error: Exception) -> ExitCode:
    """Say what went wrong and return the exit code for it."""
    from solver.domain.problem import Refusal, ScenarioError

    if isinstance(error, Refusal | ScenarioError):
        for problem in error.problems or (error,):
            say(" ".join(str(problem).splitlines()))
    elif isinstance(error, UnicodeDecodeError):
        say("The input is not UTF-8 text.")
    elif isinstance(error, OSError) and error.filename is not None:
        say(f"{error.filename}: {error.strerror or 'cannot be read or written'}")
    else:
        say(
            f"Sorry, Strongstride itself failed ({type(error).__name__}). That is a fault of the program, "
            "not of your input.\nPlease report it with the scenario file, its health data removed, and with "
            "what STRONGSTRIDE_DEBUG=1 shows."
        )
        return ExitCode.FAULT
    return ExitCode.INPUT
