"""``strongstride worth``, ``alternatives`` and ``compare``: a plan against others."""

import time
from collections.abc import Iterator, Sequence
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
    from solver import Plan, Scenario
    from solver.domain.explanation import Alternatives, Comparison, Worth

WORTH_EXAMPLE = "Example: strongstride worth week.yaml"
ALTERNATIVES_EXAMPLE = "Example: strongstride alternatives week.yaml -k 3 --loss 8"
COMPARE_EXAMPLE = "Example: strongstride compare before.yaml after.yaml"

_LEAST = 0.001
"""Seconds that are left for a week at least: what takes no time at all is refused as a limit."""


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
    loss: Annotated[int, typer.Option(min=0, help="Points that the least important goals may lose.")] = 8,
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
    exercises: ExercisesFile = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Show two plans, or the plans of two scenarios, side by side.

    A file that holds sessions of exercises is a plan, as solve --json writes
    it or a person does; anything else is a scenario, and is solved. A plan
    that says nothing of its goals is shown, but not weighed.

    Exit codes: 0 answered, 2 bad input, 4 one of the weeks was not solved
    within the limit, 130 interrupted.
    """
    from solver.report.comparison import comparison_view
    from solver.report.document import to_json

    def work(given: Work) -> "tuple[Comparison, bool]":
        import solver

        first, second = sides = [_read(file, exercises) for file in (before, after)]
        plans = list(_planned(sides, given))
        finished = all(plan.outcome not in ("feasible", "unknown") for plan in plans)
        if isinstance(first, solver.Scenario) and isinstance(second, solver.Scenario):
            return solver.compare(*plans, scenarios=(first, second)), finished
        return solver.compare(*plans), finished

    (found, finished), interrupted = worked(work, time_limit, quiet)
    show_or_write(lambda: comparison_view(found), lambda: to_json(found), as_json)
    raise typer.Exit(exit_code(finished, interrupted) if finished or interrupted else ExitCode.UNKNOWN)


def _read(file: Path, exercises: Path | None) -> "Plan | Scenario":
    import solver

    return solver.read_plan(file) if _is_plan(file) else load_scenario(str(file), exercises)


def _planned(sides: "Sequence[Plan | Scenario]", given: Work) -> "Iterator[Plan]":
    """Yield the plans, scenarios solved, all of them within one limit.

    Each may use its share of what is left, so that the first cannot take everything.
    """
    import solver

    cancel: Event = given.options["cancel"]
    total = given.options["total"]
    left, clock = total.deterministic_seconds, time.monotonic() + total.wall_seconds
    waiting = sum(isinstance(side, solver.Scenario) for side in sides)
    for side in sides:
        if not isinstance(side, solver.Scenario):
            yield side
            continue
        limits = solver.Limits(
            deterministic_seconds=max(_LEAST, left / waiting),
            wall_seconds=max(_LEAST, (clock - time.monotonic()) / waiting),
        )
        plan = solver.solve(side, limits=limits, cancel=cancel)
        left -= plan.provenance.deterministic_time if plan.provenance else 0.0
        waiting -= 1
        yield plan


def _is_plan(file: Path) -> bool:
    """Whether a file holds a list of sessions; those of a scenario are numbers, under names."""
    from solver.domain.problem import ScenarioError
    from solver.scenario.files import read_text
    from solver.scenario.json_text import read_json
    from solver.scenario.yaml_text import read_yaml

    try:
        text = read_text(file, str(file))
        read = read_json if file.suffix.lower() == ".json" else read_yaml
        tree: object = read(text, str(file)).tree
    except ScenarioError:
        return False  # reading it as a scenario says what is wrong
    return isinstance(tree, dict) and isinstance(tree.get("sessions"), list)
