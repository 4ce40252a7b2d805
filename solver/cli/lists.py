"""``strongstride rules``, ``exercises`` and ``schema``: what it knows, without solving anything."""

from typing import TYPE_CHECKING, Annotated

import typer

from solver.cli.output import show_or_write, write
from solver.cli.reading import ExercisesFile, load_scenario

if TYPE_CHECKING:
    from solver import Scenario
    from solver.domain.exercise import Exercise
    from solver.report.exercises import OpenDays

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def rules(as_json: AsJson = False) -> None:
    """List every rule and goal: words, parameters with defaults, source.

    A scenario changes parameters by id, under its key rules.
    """
    import solver
    from solver.report.document import data_json
    from solver.report.specification import specification_view

    show_or_write(
        lambda: specification_view(solver.rule_book()), lambda: data_json(solver.described()), as_json
    )


def exercises(
    scenario: Annotated[
        str | None, typer.Option(metavar="FILE", help="Also say on which days of this week each is open.")
    ] = None,
    exercises: ExercisesFile = None,
    as_json: AsJson = False,
) -> None:
    """List the exercises: family and rank, level, equipment, dose, muscles."""
    from solver.catalogue.reader import CATALOGUE_VERSION, merged
    from solver.report.document import data_json
    from solver.report.exercises import exercises_data, exercises_view

    if exercises is not None and scenario is None:
        raise typer.BadParameter("--exercises needs --scenario")
    week = None if scenario is None else load_scenario(scenario, exercises)
    found = tuple(merged(week.exercises if week else ()).values())
    open_days = _open_days(week) if week else None
    show_or_write(
        lambda: exercises_view(found, open_days),
        lambda: data_json(exercises_data(found, CATALOGUE_VERSION, open_days)),
        as_json,
    )


def _open_days(scenario: "Scenario") -> "OpenDays":
    """Return for every exercise the days on which no single rule forbids it."""
    import solver
    from solver.domain.base import DAYS
    from solver.specification import case_of

    case = case_of(scenario)
    rules = [rule for rule in solver.RULES if rule.of(case).enabled]
    days = [day for day in range(7) if not any(rule.closes_day(case, day) for rule in rules)]

    def is_open(exercise: "Exercise", day: int) -> bool:
        has_dose = case.doses[exercise.id] is not None
        return has_dose and not any(rule.closes(case, day, exercise) for rule in rules)

    return {
        exercise.id: tuple(DAYS[day] for day in days if is_open(exercise, day))
        for exercise in case.catalogue.values()
    }


def schema() -> None:
    """Print the JSON Schema of scenarios, for editors and other programs."""
    from solver.scenario.schema import schema_text

    write(schema_text(), None)
