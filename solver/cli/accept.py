"""Holds a sweep against what it was: ``strongstride accept``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.errors import ExitCode, say
from solver.cli.output import write
from solver.cli.solve import Seconds, WallSeconds
from solver.cli.sweep import JournalFile, SweepFile, Workers, limits_of, solved

if TYPE_CHECKING:
    from solver import CellResult, Sweep
    from solver.domain.baseline import Difference, Tolerances

EXAMPLE = "Example: strongstride accept scenarios/sweeps/acceptance.yaml"


def accept(
    file: SweepFile,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The baseline; SWEEP with .baseline.json when left out."),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Write the baseline anew, with the tolerances it has.")
    ] = False,
    journal: JournalFile = None,
    workers: Workers = None,
    time_limit: Seconds = None,
    wall_limit: WallSeconds = None,
    as_json: Annotated[bool, typer.Option("--json", help="The differences as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no remarks.")] = False,
) -> None:
    """Solve a sweep and compare it with a stored baseline.

    Measures: status, tiers (the first that differs counts), deterministic time; tolerances stand in the
    baseline. Exit codes: 0 as good as it was, 6 a regression, 2 bad input, 130 interrupted.
    """
    import solver

    stored = baseline or file.with_suffix(".baseline.json")
    known = solver.read_baseline(stored) if stored.exists() or not update else None
    found = solver.read_sweep(file)
    results = solved(found, limits_of(found, time_limit, wall_limit), workers, journal, quiet)
    if update:
        _renew(found, results, stored, known.tolerances if known else None, quiet)
        raise typer.Exit(ExitCode.OK)
    assert known is not None
    differences = solver.accept(results, known)
    if as_json:
        from solver.report.document import data_json

        write(data_json([difference.model_dump(mode="json") for difference in differences]), None)
    else:
        write(_report(differences, len(results)), None)
    worse = any(difference.regression for difference in differences)
    raise typer.Exit(ExitCode.REGRESSION if worse else ExitCode.OK)


def _renew(
    found: "Sweep",
    results: "list[CellResult]",
    stored: Path,
    tolerances: "Tolerances | None",
    quiet: bool,
) -> None:
    import solver
    from solver.scenario.baseline_files import write_baseline

    write_baseline(solver.baseline_of(found.name, results, tolerances), stored)
    if not quiet:
        say(f"{stored} holds {len(results)} cells now.")


def _report(differences: "tuple[Difference, ...]", cells: int) -> str:
    lines = [
        f"{'WORSE' if one.regression else 'other'}  {one.cell}  {one.measure}: {one.before} -> {one.after}"
        for one in sorted(differences, key=lambda one: not one.regression)
    ]
    worse = sum(difference.regression for difference in differences)
    verdict = f"{worse} regressions in {cells} cells." if worse else f"No regression in {cells} cells."
    return "\n".join([*lines, verdict, ""])
