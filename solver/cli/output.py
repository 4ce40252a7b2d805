"""Where results go: a terminal, a pipe or a file."""

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

_SUFFIXES = {".json": "json", ".md": "markdown", ".csv": "csv", ".ics": "ics"}


class Form(StrEnum):
    """How a plan is written down."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"
    ICS = "ics"


def chosen_form(flags: dict[Form, bool], output: Path | None) -> Form:
    """Return the one form asked for; without a flag the file's suffix decides, else it is text."""
    asked = [form for form, wanted in flags.items() if wanted]
    if len(asked) > 1:
        raise typer.BadParameter(f"choose one of {', '.join(f'--{form}' for form in asked)}")
    if asked:
        return asked[0]
    return Form(_SUFFIXES.get(output.suffix.lower(), "text") if output else "text")


def show(view: "RenderableType") -> None:
    """Print a view: in colour on a terminal, as plain lines elsewhere."""
    from rich.console import Console

    from solver.report.console import WIDEST, printed

    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal and console.encoding.startswith("utf"):
        console.print(view, width=min(console.width, WIDEST))
    else:
        typer.echo(printed(view, console.width, console.encoding), nl=False)


def write(text: str, output: Path | None) -> None:
    """Write a document as UTF-8, to a file or to stdout, with the line ends it has."""
    if output is None:
        sys.stdout.flush()
        typer.echo(text.encode("utf-8"), nl=False)
    else:
        output.write_bytes(text.encode("utf-8"))


def show_or_write(view: Callable[[], "RenderableType"], document: Callable[[], str], as_json: bool) -> None:
    """Print a view, or its JSON when that is asked for."""
    if as_json:
        write(document(), None)
    else:
        show(view())
