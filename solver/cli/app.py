"""The commands by name. Each lives in a module of its own; a new one is a line here."""

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from solver.cli import accept, check, explain, lists, solve, sweep, weigh
from solver.cli.errors import PlainErrors

app = typer.Typer(
    cls=PlainErrors,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Plan the strength training of a runner's week: proved, checked and in plain words.",
    epilog="Start with: strongstride solve scenarios/half_marathon_build.yaml",
)
app.command(epilog=solve.EXAMPLE)(solve.solve)
app.command(epilog=check.EXAMPLE)(check.check)
app.command(epilog=sweep.EXAMPLE)(sweep.sweep)
app.command(epilog=accept.EXAMPLE)(accept.accept)
app.command(epilog=explain.EXPLAIN_EXAMPLE)(explain.explain)
app.command("why-not", epilog=explain.WHY_NOT_EXAMPLE)(explain.why_not)
app.command(epilog=weigh.WORTH_EXAMPLE)(weigh.worth)
app.command(epilog=weigh.ALTERNATIVES_EXAMPLE)(weigh.alternatives)
app.command(epilog=weigh.COMPARE_EXAMPLE)(weigh.compare)
app.command(epilog="Example: strongstride rules --json")(lists.rules)
app.command(epilog="Example: strongstride exercises --scenario week.yaml")(lists.exercises)
app.command(epilog="Example: strongstride schema > scenario.schema.json")(lists.schema)


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            number = version("strongstride")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"strongstride {number}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Hold the options that come before any command."""
