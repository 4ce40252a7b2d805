"""``strongstride worth``, ``alternatives`` and ``compare``: a plan against others."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.errors import ExitCode
from solver.cli.explain import ScenarioFile
from solver.cli.output import show_or_write
from solver.cli.reading import ExercisesFile, load_scenario
from solver.cli.working import AsJson, Quiet, TimeLimit, Work, exit_code, worked

if TYPE_CHECKING:
    from solver import Plan
    from solver.domain.explanation import Alternatives, Comparison, Worth

WORTH_EXAMPLE = "Example: strongstride worth week.yaml"
ALTERNATIVES_EXAMPLE = "Example: strongstride alternatives week.yaml -k 3 --loss 8"
COMPARE_EXAMPLE = "Example: strongstride compare before.yaml after.yaml"


def worth(
    file: ScenarioFile,
    as_json: AsJson = False,
    exercises: ExercisesFile = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Say what minutes, days, equipment and preferences are worth.

    Exit codes: 0 answered, 2 bad input, 4 not finished within the limit,
    130 interrupted.
    """
    from solver.report.comparison import worth_view
    from solver.report.document import to_json

    scenario = load_scenario(file, exercises)

    def work(given: Work) -> "Worth":
        import solver

        return solver.worth(scenario, **given.options)

    found, interrupted = worked(work, time_limit, quiet)
    show_or_write(lambda: worth_view(found), lambda: to_json(found), as_json)
    raise typer.Exit(exit_code(found.finished, interrupted))


def alternatives(
    file: ScenarioFile,
    k: Annotated[int, typer.Option("-k", min=1, max=10, help="How many.")] = 3,
    loss: Annotated[int, typer.Option(min=0, help="How much worse the last tier may be.")] = 8,
    as_json: AsJson = False,
    exercises: ExercisesFile = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Show really different plans that are nearly as good.

    Exit codes: 0 answered, 2 bad input, 4 not finished within the limit,
    130 interrupted.
    """
    from solver.report.comparison import alternatives_view
    from solver.report.document import to_json

    scenario = load_scenario(file, exercises)

    def work(given: Work) -> "Alternatives":
        import solver

        return solver.alternatives(scenario, k=k, loss=loss, **given.options)

    found, interrupted = worked(work, time_limit, quiet)
    show_or_write(lambda: alternatives_view(found), lambda: to_json(found), as_json)
    raise typer.Exit(exit_code(found.finished, interrupted))


def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="A plan (JSON) or a scenario.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Another of the same kind.")],
    as_json: AsJson = False,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Show two plans, or the plans of two scenarios, side by side.

    A file that holds sessions of exercises is a plan, as solve --json writes
    it; anything else is a scenario, and is solved.

    Exit codes: 0 answered, 2 bad input, 4 one of the weeks was not solved
    within the limit, 130 interrupted.
    """
    from solver.report.comparison import comparison_view
    from solver.report.document import to_json

    def work(given: Work) -> "tuple[Comparison, bool]":
        import solver

        plans = [_plan(file, given) for file in (before, after)]
        finished = all(plan.outcome in ("optimal", "infeasible") for plan in plans)
        return solver.compare(*plans), finished

    (found, finished), interrupted = worked(work, time_limit, quiet)
    show_or_write(lambda: comparison_view(found), lambda: to_json(found), as_json)
    raise typer.Exit(exit_code(finished, interrupted) if finished or interrupted else ExitCode.UNKNOWN)


def _plan(file: Path, given: Work) -> "Plan":
    """Read a plan, or solve a scenario."""
    import solver

    if _is_plan(file):
        return solver.read_plan(file)
    cancel: Event = given.options["cancel"]
    return solver.solve(load_scenario(str(file)), limits=given.options["total"], cancel=cancel)


def _is_plan(file: Path) -> bool:
    """Whether a file is JSON with what only solved plans have."""
    import json

    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError):
        return False
    return isinstance(document, dict) and "provenance" in document
