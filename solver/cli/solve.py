"""``strongstride solve``: the best week there is."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.errors import ExitCode, say
from solver.cli.interrupt import run_interruptibly
from solver.cli.output import Form, chosen_form, show, write
from solver.cli.reading import ExercisesFile, load_scenario

if TYPE_CHECKING:
    from solver import Limits, Plan, Progress, Scenario

EXAMPLE = "Example: strongstride solve week.yaml --ics --monday 2026-11-23 -o week.ics"

_CODES = {"infeasible": ExitCode.INFEASIBLE, "unknown": ExitCode.UNKNOWN}


def positive(value: float | None) -> float | None:
    """Accept seconds above 0 only."""
    if value is not None and not (math.isfinite(value) and value > 0):
        raise typer.BadParameter("must be a number of seconds above 0")
    return value


def _monday(value: datetime | None) -> datetime | None:
    if value is not None and value.weekday() != 0:
        raise typer.BadParameter(f"{value:%Y-%m-%d} is a {value:%A}, not a Monday")
    return value


Seconds = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="Deterministic seconds of the search: the same limit gives the same plan anywhere.",
    ),
]
WallSeconds = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="Seconds by the clock: when they decide, another run may differ.",
    ),
]
Monday = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        callback=_monday,
        help="First day of the week, for --ics; the next Monday when left out.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Write to a file; its suffix can choose the form."),
]


def solve(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The scenario, YAML or JSON; - reads stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="The plan as JSON.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="The plan as Markdown.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A row per exercise.")] = False,
    as_ics: Annotated[bool, typer.Option("--ics", help="An event per session.")] = False,
    output: Output = None,
    exercises: ExercisesFile = None,
    time_limit: Seconds = None,
    wall_limit: WallSeconds = None,
    monday: Monday = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no remarks.")] = False,
) -> None:
    """Plan the best strength week for a scenario, and prove it.

    Ctrl-C stops with the best plan so far, and once more ends at once.

    Exit codes: 0 a plan (it says so when it is not proved), 1 our fault,
    2 bad input, 3 no week is possible, 4 not known within the limits,
    130 interrupted.
    """
    flags = {Form.JSON: as_json, Form.MARKDOWN: as_markdown, Form.CSV: as_csv, Form.ICS: as_ics}
    form = chosen_form(flags, output)
    scenario = load_scenario(file, exercises)
    plan, interrupted = _planned(scenario, time_limit, wall_limit, quiet)
    _deliver(plan, scenario, form, output, monday.date() if monday else None)
    if not quiet and (form is not Form.TEXT or output):
        _remark(plan)
    code = _CODES.get(plan.outcome or "", ExitCode.OK)
    raise typer.Exit(ExitCode.INTERRUPTED if interrupted else code)


def _planned(
    scenario: "Scenario", time_limit: float | None, wall_limit: float | None, quiet: bool
) -> tuple["Plan", bool]:
    import solver

    limits = _limits(time_limit, wall_limit)
    with _progress(quiet) as on_progress:

        def work(cancel: Event) -> "Plan":
            return solver.solve(scenario, limits=limits, on_progress=on_progress, cancel=cancel)

        return run_interruptibly(work)


def _limits(time_limit: float | None, wall_limit: float | None) -> "Limits":
    import solver

    given = {"deterministic_seconds": time_limit, "wall_seconds": wall_limit}
    return solver.Limits(**{name: value for name, value in given.items() if value is not None})


@contextmanager
def _progress(quiet: bool) -> Iterator["Callable[[Progress], None] | None"]:
    """Yield what shows progress on stderr; nothing when nobody looks."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    with console.status("Reading the week") as status:

        def update(progress: "Progress") -> None:
            reached = "" if progress.value is None else f": {progress.value}, not below {progress.bound}"
            line = f"Goals {progress.tier} {progress.name}{reached} ({progress.seconds:.1f} s)"
            status.update(Text(line))

        yield update


def _deliver(
    plan: "Plan", scenario: "Scenario", form: Form, output: Path | None, monday: date | None
) -> None:
    from solver.report.text import plan_text, plan_view

    if form is Form.TEXT and output is None:
        show(plan_view(plan, scenario))
    elif form is Form.TEXT:
        write(plan_text(plan, scenario), output)
    elif form is not Form.ICS or plan.sessions:
        write(_document(plan, scenario, form, monday), output)


def _document(plan: "Plan", scenario: "Scenario", form: Form, monday: date | None) -> str:
    if form is Form.JSON:
        from solver.report.document import to_json

        return to_json(plan)
    if form is Form.MARKDOWN:
        from solver.report.markdown import plan_markdown

        return plan_markdown(plan, scenario)
    if form is Form.CSV:
        from solver.report.table import plan_csv

        return plan_csv(plan)
    from solver.report.calendar import next_monday, plan_calendar

    return plan_calendar(plan, monday or next_monday(date.today()))


def _remark(plan: "Plan") -> None:
    """Say on stderr what a table or calendar cannot: the proof, or why there is nothing in it."""
    from solver.report.verdict import note_sections, proof

    if not plan.sessions:
        for title, texts in note_sections(plan):
            say("\n".join([f"{title}:", *(f"- {text}" for text in texts)]))
    say(proof(plan))
