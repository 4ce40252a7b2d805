"""A plan as Markdown, for a message, a wiki or a printer."""

import re
from collections.abc import Iterable, Iterator

from solver.domain.base import DAYS
from solver.domain.plan import Plan, PlannedSession, Weekly
from solver.domain.scenario import Scenario
from solver.report.verdict import goals_line, headline, note_sections, proof, safety_line
from solver.report.weekly import balance_lines, coverage_lines, dose_words, free_days_line
from solver.report.words import (
    NOTHING,
    activities,
    clean,
    day_word,
    dose,
    exercise_name,
    in_day_order,
    marks,
    muscle,
    muscles,
    number,
    paired_note,
    purposes,
    rest,
    sentence,
    session_facts,
)

#: What makes a list, a line or a title of the text behind it.
_LEADING = re.compile(r"^(\d{1,9}(?=[.)]))?([-+=.)])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$]|@(?=\w)|:(?=//)|(?<=www)\.)", re.IGNORECASE)


def plan_markdown(plan: Plan, scenario: Scenario | None = None) -> str:
    """Return a plan as GitHub-flavoured Markdown.

    Whatever a person wrote (names, sports, notes) is escaped: it can neither become markup, a link,
    a mention nor HTML.
    """
    return "\n".join(_lines(plan, scenario)) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` on one line with everything that Markdown or HTML would read as markup escaped."""
    return _SPECIAL.sub(r"\\\1", clean(text))


def _item(text: str) -> str:
    """Return ``text`` escaped, so that it can stand at the beginning of a line."""
    return _LEADING.sub(lambda found: f"{found[1] or ''}\\{found[2]}", escaped(text))


def _lines(plan: Plan, scenario: Scenario | None) -> Iterator[str]:
    name = clean(plan.name or (scenario.name if scenario else "")) or "Strength week"
    yield from (f"# {escaped(name)}", "", headline(plan), "")
    yield from _week(plan, scenario)
    for session in in_day_order(plan.sessions):
        yield from _session(session)
    if plan.weekly is not None:
        yield from _weekly(plan.weekly)
    for title, texts in note_sections(plan):
        yield from _bullets(title, texts)
    if plan.tiers:
        yield from (f"Goals in order: {escaped(goals_line(plan.tiers))}.", "")
    yield from (f"*{escaped(safety_line(plan))}*", "", f"**{escaped(proof(plan))}**")


def _week(plan: Plan, scenario: Scenario | None) -> Iterator[str]:
    sessions = {session.day: session for session in plan.sessions}
    rows = []
    for day in DAYS:
        sport = [] if scenario is None else ["; ".join(activities(scenario.week.day(day))) or NOTHING]
        strength = ", ".join(session_facts(sessions[day])) or "a session" if day in sessions else NOTHING
        rows.append([day_word(day), *sport, strength])
    sport_title = [] if scenario is None else ["Run and other sport"]
    yield from _table(["Day", *sport_title, "Strength"], rows)


def _session(session: PlannedSession) -> Iterator[str]:
    yield from (f"## {escaped(', '.join([day_word(session.day), *session_facts(session)]))}", "")
    if session.warm_up:
        yield from (f"Warm-up: {escaped('; '.join(session.warm_up))}.", "")
    rows = (
        [mark, exercise_name(one), dose(one), rest(one), muscles(one.primary_muscles), purposes(one)]
        for mark, one in zip(marks(session), session.exercises, strict=True)
    )
    yield from _table(["Pair", "Exercise", "Dose", "Rest", "Trains", "Counts toward"], rows)
    if note := paired_note(session):
        yield from (note, "")


def _weekly(weekly: Weekly) -> Iterator[str]:
    rows = (
        [
            sentence(muscle(dose.group)),
            *(number(value) for value in (dose.sets, dose.floor, dose.target, dose.cap)),
            dose_words(dose),
        ]
        for dose in weekly.muscles
    )
    yield from ("## The week", "")
    yield from _table(["Muscles", "Sets", "Floor", "Target", "Cap", ""], rows)
    yield from _list([*coverage_lines(weekly), free_days_line(weekly), *balance_lines(weekly)])


def _bullets(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from (f"## {title}", "")
    yield from _list(lines)


def _list(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {_item(line)}" for line in lines)
    yield ""


def _table(titles: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"|{'|'.join(' --- ' for _ in titles)}|"
    yield from (f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows)
    yield ""
