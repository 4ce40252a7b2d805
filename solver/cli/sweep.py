"""``strongstride sweep``: one scenario many times over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.errors import ExitCode, say
from solver.cli.output import show_or_write
from solver.cli.solve import Seconds, WallSeconds

if TYPE_CHECKING:
    from solver import CellResult, Limits, Sweep, SweepProgress

EXAMPLE = "Example: strongstride sweep scenarios/sweeps/minutes_and_sessions.yaml -o sweep.csv"

SweepFile = Annotated[Path, typer.Argument(metavar="SWEEP", help="The sweep file, YAML or JSON.")]
Workers = Annotated[
    int | None, typer.Option(metavar="N", min=1, max=1024, help="Processes; one per core when left out.")
]
JournalFile = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Write finished solves here, and take them from here when it exists."),
]


def sweep(
    file: SweepFile,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH", help="The frame: .csv, .parquet or .json."),
    ] = None,
    journal: JournalFile = None,
    workers: Workers = None,
    time_limit: Seconds = None,
    wall_limit: WallSeconds = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how large it is, and solve nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The results as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no remarks.")] = False,
) -> None:
    """Solve every cell of a sweep on all cores.

    With --output a journal is kept beside it (PATH.journal), so that the same command goes on after an
    interruption. Exit codes: 0 every cell has an answer, 1 a cell broke, 2 bad input, 130 interrupted.
    """
    import solver

    found = solver.read_sweep(file)
    if not quiet or dry_run:
        say(_size(found))
    if dry_run:
        raise typer.Exit(ExitCode.OK)
    kept = journal or (output.with_name(f"{output.name}.journal") if output else None)
    results = solved(found, limits_of(found, time_limit, wall_limit), workers, kept, quiet)
    if output is not None:
        _write(results, output)
    if as_json or output is None:
        _show(found, results, as_json)
    raise typer.Exit(_code(results, quiet))


def limits_of(found: "Sweep", time_limit: float | None, wall_limit: float | None) -> "Limits":
    """Return the limits of each cell: the command's, else the file's, else the usual ones."""
    import solver

    given = {"deterministic_seconds": time_limit, "wall_seconds": wall_limit}
    own = found.limits.model_dump(exclude_none=True)
    return solver.Limits(**{**own, **{name: value for name, value in given.items() if value is not None}})


def solved(
    found: "Sweep", limits: "Limits", workers: int | None, journal: Path | None, quiet: bool
) -> "list[CellResult]":
    """Solve a sweep with a bar on stderr; Ctrl-C ends it, with what is done in the journal."""
    import solver

    try:
        with _bar(len(found.cells), quiet) as on_result:
            return solver.sweep(found, limits=limits, workers=workers, journal=journal, on_result=on_result)
    except solver.JournalError as error:
        raise typer.BadParameter(str(error)) from None
    except KeyboardInterrupt:
        where = (
            f"What is done is in {journal}: run the same command to go on."
            if journal
            else ("Nothing is kept: give --journal PATH to be able to go on.")
        )
        say(f"Interrupted. {where}")
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def _size(found: "Sweep") -> str:
    axes = " x ".join(f"{number} {axis}" for axis, number in found.axes.items()) or "the base alone"
    lines = [f"{found.name}: {len(found.cells)} cells ({axes})"]
    lines += [
        f"{cell.id} is no scenario: {'; '.join(map(str, cell.problems))}" for cell in found.invalid[:10]
    ]
    if len(found.invalid) > 10:
        lines.append(f"... and {len(found.invalid) - 10} more")
    return "\n".join(lines)


@contextmanager
def _bar(total: int, quiet: bool) -> Iterator["Callable[[SweepProgress], None] | None"]:
    """Yield what moves a progress bar on stderr; nothing when nobody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("sweep", total=total, left="")
        started = console.get_time()

        def update(state: "SweepProgress") -> None:
            left = estimate(state.done, state.again, state.total, console.get_time() - started)
            progress.update(task, completed=state.done, left=left)

        yield update


def estimate(done: int, again: int, total: int, seconds: float) -> str:
    """Return how long it still takes, from the cells that were solved now; empty before the first."""
    fresh = done - again
    if fresh <= 0:
        return ""
    left = seconds / fresh * (total - done)
    return f"about {left:.0f} s left" if left < 120 else f"about {left / 60:.0f} min left"


def _write(results: "list[CellResult]", output: Path) -> None:
    if output.suffix.lower() == ".json":
        output.write_text(_json(results), encoding="utf-8", newline="\n")
        return
    import solver

    try:
        solver.frames.write_frame(solver.frames.sweep_frame(results), output)
    except (ValueError, ImportError) as error:
        raise typer.BadParameter(str(error)) from None


def _json(results: "list[CellResult]") -> str:
    import json

    documents = [result.model_dump(mode="json", exclude_none=True) for result in results]
    return json.dumps(documents, indent=1, ensure_ascii=False) + "\n"


def _show(found: "Sweep", results: "list[CellResult]", as_json: bool) -> None:
    from solver.report.sweep import sweep_view

    show_or_write(lambda: sweep_view(found, results), lambda: _json(results), as_json)


def _code(results: "list[CellResult]", quiet: bool) -> ExitCode:
    failed = [result for result in results if result.status == "failed"]
    if failed and not quiet:
        say("\n".join(f"{result.id} broke: {result.reason}" for result in failed[:10]))
    return ExitCode.FAULT if failed else ExitCode.OK
