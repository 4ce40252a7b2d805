"""A plan as text: the page a coach pins on the wall. Reads well at 80 columns and without colour."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from solver.domain.base import DAYS
from solver.domain.plan import Plan, PlannedSession
from solver.domain.scenario import Scenario
from solver.report.console import WIDE, PerWidth, headed_table, printed
from solver.report.verdict import WARNINGS, goals_line, headline, note_sections, proof, safety_line
from solver.report.weekly import balance_lines, coverage_lines, free_days_line, weekly_table
from solver.report.words import (
    NOTHING,
    activities,
    brackets,
    clean,
    day_word,
    dose,
    exercise_name,
    in_day_order,
    marks,
    muscles,
    paired_note,
    rest,
    session_facts,
    where_and_when,
)


def plan_text(plan: Plan, scenario: Scenario | None = None, width: int = 80) -> str:
    """Return a plan as plain text.

    Parameters
    ----------
    plan : Plan
        The plan.
    scenario : Scenario, optional
        The week it was made for; with it runs and other sport are shown beside the strength.
    width : int
        Columns; from about 100 on muscles are shown too.

    Returns
    -------
    str
        Lines without colour, control characters or trailing blanks.
    """
    return printed(plan_view(plan, scenario), width)


def plan_view(plan: Plan, scenario: Scenario | None = None) -> RenderableType:
    """Return a plan for a rich console, in the console's own width and colours."""
    return Padding(Group(*_parts(plan, scenario)), (0, 1))


def _parts(plan: Plan, scenario: Scenario | None) -> Iterator[RenderableType]:
    yield Text(clean(plan.name or (scenario.name if scenario else "")) or "Strength week", style="bold")
    yield Text(headline(plan))
    yield Text()
    notes = dict(note_sections(plan))
    if warnings := notes.pop(WARNINGS, []):
        yield from _section(WARNINGS, warnings, style="bold red")
    yield _week(plan, scenario)
    yield Text()
    for session in in_day_order(plan.sessions):
        yield from _session(session)
    if plan.weekly is not None:
        yield from _weekly(plan)
    for title, texts in notes.items():
        yield from _section(title, texts)
    if plan.tiers:
        yield Text(f"Goals in order: {goals_line(plan.tiers)}.")
    yield Text(safety_line(plan))
    yield PerWidth(lambda width: Text(proof(plan, width), style="bold"))


def _week(plan: Plan, scenario: Scenario | None) -> Table:
    table = headed_table(expand=True)
    table.add_column("Day", no_wrap=True)
    if scenario is not None:
        table.add_column("Run and other sport", max_width=36)
    table.add_column("Strength", ratio=1, min_width=20)
    sessions = {session.day: session for session in plan.sessions}
    for day in DAYS:
        sport = [] if scenario is None else ["\n".join(activities(scenario.week.day(day))) or NOTHING]
        strength = _in_week(sessions[day]) if day in sessions else NOTHING
        table.add_row(*(Text(cell) for cell in (day_word(day), *sport, strength)))
    return table


def _in_week(session: PlannedSession) -> str:
    length = "A session" if session.minutes is None else f"{session.minutes} min"
    return ", ".join([length, *where_and_when(session)])


def _session(session: PlannedSession) -> Iterator[RenderableType]:
    yield Text(" · ".join([day_word(session.day).upper(), *session_facts(session)]), style="bold cyan")
    if session.warm_up:
        yield Text(f"Warm-up: {'; '.join(clean(step) for step in session.warm_up)}.")
    yield PerWidth(lambda width: _exercises(session, wide=width >= WIDE))
    if note := paired_note(session):
        yield Text(note)
    yield Text()


def _exercises(session: PlannedSession, wide: bool) -> Table:
    table = headed_table(expand=True)
    table.add_column("", no_wrap=True, min_width=4, style="bold")
    table.add_column("Exercise", ratio=6)
    table.add_column("Dose", no_wrap=True, min_width=20)
    table.add_column("Rest", no_wrap=True, min_width=5, justify="right")
    if wide:
        table.add_column("Trains", ratio=5)
    for mark, piece, exercise in zip(marks(session), brackets(session), session.exercises, strict=True):
        cells = (f"{mark:2} {piece}", exercise_name(exercise), dose(exercise), rest(exercise))
        trains = (muscles(exercise.primary_muscles),) if wide else ()
        table.add_row(*(Text(cell) for cell in (*cells, *trains)))
    return table


def _weekly(plan: Plan) -> Iterator[RenderableType]:
    assert plan.weekly is not None
    yield weekly_table(plan.weekly)
    yield Text()
    for line in (*coverage_lines(plan.weekly), free_days_line(plan.weekly)):
        yield Text(line)
    yield Text()
    if plan.weekly.balance:
        yield from _section("Balance", balance_lines(plan.weekly))


def _section(title: str, lines: list[str], style: str = "bold") -> Iterator[RenderableType]:
    yield Text(title, style=style)
    for line in lines:
        yield bullet(line)
    yield Text()


def bullet(line: str) -> Table:
    """Return a line with a dash before it and a hanging indent."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    grid.add_row("-", Text(line))
    return grid
