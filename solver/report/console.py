"""Rich without surprises: the same lines in a terminal, a pipe and a file."""

from collections.abc import Callable
from io import StringIO

from rich.box import Box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table

#: From so many columns there is room for a further column.
WIDE = 96
#: Wider lines are hard to read.
WIDEST = 120

#: A table with one line under its head.
HEADED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")

_ASCII = str.maketrans(
    {"█": "#", "▌": "+", "·": ".", "─": "-", "–": "-", "×": "x", "’": "'", "‘": "'", "┐": "\\", "┘": "/"}
)


class PerWidth:
    """A renderable that is chosen by the width at hand."""

    def __init__(self, choose: Callable[[int], RenderableType]) -> None:
        self._choose = choose

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield what suits the width."""
        yield self._choose(options.max_width)


def headed_table(*titles: str, expand: bool = False) -> Table:
    """Return an empty table with a line under its titles and no other."""
    table = Table(box=HEADED, show_edge=False, padding=(0, 1), pad_edge=False, expand=expand)
    for title in titles:
        table.add_column(title)
    return table


def printed(view: RenderableType, width: int = 80, encoding: str = "utf-8") -> str:
    """Return a view as plain lines, in characters that ``encoding`` can hold."""
    file = StringIO()
    console = Console(
        file=file, width=min(width, WIDEST), color_system=None, force_terminal=False,
        highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    console.print(view)
    text = "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
    if encoding.lower().replace("-", "").startswith("utf"):
        return text
    return text.translate(_ASCII).encode(encoding, errors="replace").decode(encoding)
