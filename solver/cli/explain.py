"""``strongstride explain`` and ``why-not``: why the week is as it is, or why there is none."""

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.output import show, write
from solver.cli.reading import ExercisesFile, load_scenario
from solver.cli.working import AsJson, Quiet, TimeLimit, Work, exit_code, worked

if TYPE_CHECKING:
    from solver import Limits, Plan, Wish
    from solver.domain.explanation import Contrast, Explanation, Reason

EXPLAIN_EXAMPLE = "Example: strongstride explain scenarios/impossible_four_vest_days.yaml"
WHY_NOT_EXAMPLE = "Example: strongstride why-not week.yaml --exercise pullup --day thu"

_NOTHING = 1e-6
"""Seconds."""

ScenarioFile = Annotated[
    str, typer.Argument(metavar="FILE", help="The scenario, YAML or JSON; - reads stdin.")
]


class DayChoice(StrEnum):
    """The days of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Modality(StrEnum):
    """Kinds of load."""

    FREE_WEIGHTS = "free_weights"
    BANDS = "bands"


def explain(
    file: ScenarioFile,
    as_json: AsJson = False,
    exercises: ExercisesFile = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Say why there is no week, or why goals are missed, and what helps.

    For a week without a plan: the smallest set of wishes and rules that
    clash, and the ways out. For a week with one: what stands in the way of
    each goal that is missed, and what each exercise is there for.

    Exit codes: 0 explained (also that no week is possible), 2 bad input,
    4 not finished within the limit, 130 interrupted.
    """
    from solver.report.document import list_json
    from solver.report.explanation import explanation_view

    scenario = load_scenario(file, exercises)

    def work(given: Work) -> "tuple[tuple[Explanation, ...], tuple[Reason, ...]]":
        import solver

        total, started = given.options["total"], time.monotonic()
        plan = solver.solve(scenario, limits=total, cancel=given.options["cancel"])
        left = _left(total, plan, time.monotonic() - started)
        found = solver.explain(scenario, plan=plan, **{**given.options, "total": left})
        return found, solver.reasons(plan, scenario) if plan.sessions else ()

    (found, reasons), interrupted = worked(work, time_limit, quiet)
    if as_json:
        write(list_json({"explanations": found, "reasons": reasons}), None)
    else:
        show(explanation_view(found, reasons))
    raise typer.Exit(exit_code(all(one.finished for one in found), interrupted))


def _left(total: "Limits", plan: "Plan", wall: float) -> "Limits":
    """Return what the plan left of the limits of the whole answer; limits are never quite nothing."""
    import solver

    spent = plan.provenance.deterministic_time if plan.provenance else 0.0
    return solver.Limits(
        deterministic_seconds=max(_NOTHING, total.deterministic_seconds - spent),
        wall_seconds=max(_NOTHING, total.wall_seconds - wall),
    )


def why_not(
    file: ScenarioFile,
    exercise: Annotated[str | None, typer.Option(metavar="ID", help="This exercise in the week.")] = None,
    day: Annotated[DayChoice | None, typer.Option(help="The day it concerns.")] = None,
    session: Annotated[
        bool | None, typer.Option("--session/--no-session", help="A session on that day, or none.")
    ] = None,
    sessions: Annotated[int | None, typer.Option(min=0, max=7, help="So many sessions.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="Only this kind of load.")] = None,
    instead_of: Annotated[
        str | None, typer.Option(metavar="ID", help="The exercise that --exercise replaces.")
    ] = None,
    as_json: AsJson = False,
    exercises: ExercisesFile = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Say what a wish would cost, or what forbids it.

    Exit codes: 0 answered, 2 bad input, 4 not finished within the limit,
    130 interrupted.
    """
    from solver.report.document import to_json
    from solver.report.explanation import contrast_view

    scenario = load_scenario(file, exercises)
    wish = _wish(
        exercise=exercise,
        day=day,
        session=session,
        sessions=sessions,
        modality=modality,
        instead_of=instead_of,
    )

    def work(given: Work) -> "Contrast":
        import solver

        return solver.why_not(scenario, wish, **given.options)

    contrast, interrupted = worked(work, time_limit, quiet)
    if as_json:
        write(to_json(contrast), None)
    else:
        show(contrast_view(contrast))
    raise typer.Exit(exit_code(contrast.finished, interrupted))


def _wish(**given: str | int | bool | None) -> "Wish":
    from pydantic import ValidationError

    import solver

    plain = {name: str(value) if isinstance(value, StrEnum) else value for name, value in given.items()}
    try:
        return solver.Wish.model_validate(plain)
    except ValidationError as error:
        said = "; ".join(str(one["msg"]).removeprefix("Value error, ") for one in error.errors())
        raise typer.BadParameter(said) from None
