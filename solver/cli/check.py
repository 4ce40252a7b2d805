"""``strongstride check``: the judge."""

from pathlib import Path
from typing import Annotated

import typer

from solver.cli.errors import ExitCode
from solver.cli.output import show_or_write
from solver.cli.reading import ExercisesFile, load_scenario

EXAMPLE = "Example: strongstride check plan.json --scenario week.yaml"


def check(
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan, JSON or YAML.")],
    scenario: Annotated[str, typer.Option(metavar="FILE", help="The scenario it is for; - reads stdin.")],
    exercises: ExercisesFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="The judgement as JSON.")] = False,
) -> None:
    """Judge any plan, also one a person wrote, against every rule and goal.

    Everything is recomputed from the plan alone, without the solver. A plan
    by hand needs only sessions with a day, and exercises with their sets.

    Exit code 5: a rule is broken, or a figure in the plan is wrong.
    """
    import solver
    from solver.report.document import to_json
    from solver.report.judgement import judgement_view

    judgement = solver.check(solver.read_plan(plan), load_scenario(scenario, exercises))
    show_or_write(lambda: judgement_view(judgement), lambda: to_json(judgement), as_json)
    raise typer.Exit(ExitCode.OK if judgement.verdict == "clean" else ExitCode.VIOLATIONS)
