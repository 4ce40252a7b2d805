"""A plan as CSV: one row per planned exercise."""

import csv
from io import StringIO

from solver.domain.plan import Plan, PlannedExercise, PlannedSession
from solver.report.words import clean, dose, exercise_name, in_day_order

#: Columns in order, with what they hold and in which unit.
CSV_COLUMNS: dict[str, str] = {
    "day": "mon .. sun",
    "place": "where; empty is the usual place",
    "start": "when, relative to the day's runs",
    "session_minutes": "length of the whole session, minutes, rounded up",
    "order": "position in the session, from 1",
    "pair": "exercises of a session with the same letter alternate set by set",
    "exercise": "id in the catalogue",
    "name": "name of the exercise",
    "sets": "number of sets",
    "amount": "of one set, per side, in the unit of the next column",
    "unit": "reps, seconds, metres or contacts (ground contacts)",
    "per_side": "true when every set is done left and right",
    "rpe": "rating of perceived exertion, 1-10",
    "rest_seconds": "rest after a set, seconds",
    "prescription": "the dose in gym notation",
    "primary_muscles": "muscles, separated by |",
    "secondary_muscles": "muscles, separated by |",
    "serves": "ids of the goals and rules it counts toward, separated by |",
}

#: How cells begin that a spreadsheet calculates; it takes the wide signs of East Asian keyboards too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plan_csv(plan: Plan) -> str:
    """Return a plan as CSV with the columns of `CSV_COLUMNS`; a plan without sessions is a header.

    A cell that a spreadsheet could take for a formula gets an apostrophe in front.
    """
    file = StringIO()
    writer = csv.DictWriter(file, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for session in in_day_order(plan.sessions):
        for order, exercise in enumerate(session.exercises, 1):
            row = _row(session, order, exercise)
            writer.writerow({column: safe_cell(value) for column, value in row.items()})
    return file.getvalue()


def safe_cell(value: object) -> str:
    """Return a cell on one line that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = clean(str(value))
    risky = isinstance(value, str) and (text.startswith(FORMULA_STARTS) or value.startswith(FORMULA_STARTS))
    return f"'{text}" if risky else text


def _row(session: PlannedSession, order: int, exercise: PlannedExercise) -> dict[str, object]:
    return {
        "day": session.day,
        "place": session.place,
        "start": session.start,
        "session_minutes": session.minutes,
        "order": order,
        "pair": exercise.pair,
        "exercise": exercise.exercise,
        "name": exercise_name(exercise),
        "sets": exercise.sets,
        "amount": exercise.amount,
        "unit": exercise.unit,
        "per_side": exercise.per_side,
        "rpe": exercise.rpe,
        "rest_seconds": exercise.rest_seconds,
        "prescription": dose(exercise),
        "primary_muscles": "|".join(exercise.primary_muscles or ()),
        "secondary_muscles": "|".join(exercise.secondary_muscles or ()),
        "serves": "|".join(exercise.serves or ()),
    }
