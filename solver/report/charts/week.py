"""The week as a calendar: a column per day, its runs and its strength session."""

from collections.abc import Iterator
from typing import Any

from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.plan import Plan, PlannedSession
from solver.domain.scenario import Scenario
from solver.domain.week import Activity, OtherSport, Run
from solver.report.charts.look import DARK, INK, LIGHT, MIDDLE, PALE, finished, title, values
from solver.report.words import clean, number, plain

_FILL = {"easy": PALE, "hard": LIGHT, "vest": MIDDLE, "strength": DARK}
_NAMES = {
    "easy": "easy",
    "hard": "hard: quality, long, race",
    "vest": "with a weight vest",
    "strength": "strength",
}
_PIXELS_A_MINUTE = 3
_LINE_PIXELS = 12
_LINE_MINUTES = 4.5
"""Minutes that a line of words needs: what is shorter or of unknown length is drawn this tall."""
_GAP = 3


def week_chart(plan: Plan, scenario: Scenario) -> Any:
    """Draw the runs of a scenario and the sessions of its plan, day by day.

    The height of a block is its length in minutes.
    """
    import altair as alt

    blocks = list(_blocks(plan, scenario))
    x = alt.X(
        "day:N",
        sort=[DAY_WORDS[day] for day in DAYS],
        title=None,
        scale=alt.Scale(domain=[DAY_WORDS[day] for day in DAYS]),
        axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False, labelFontWeight="bold"),
    )
    base = alt.Chart(values(blocks))
    bars = base.mark_bar(stroke=INK, strokeWidth=0.6, cornerRadius=3).encode(
        x=x,
        y=alt.Y(
            "from:Q", title="minutes, in the order of the day", scale=alt.Scale(reverse=True, nice=False)
        ),
        y2="to:Q",
        color=alt.Color(
            "sort:N",
            title=None,
            scale=alt.Scale(domain=[_NAMES[key] for key in _FILL], range=list(_FILL.values())),
            legend=alt.Legend(orient="bottom", direction="horizontal"),
        ),
        tooltip=["day:N", "words:N", "minutes:Q"],
    )
    words = base.mark_text(fontSize=10, lineBreak="\n", lineHeight=_LINE_PIXELS, baseline="middle").encode(
        x=x,
        y="first_line:Q",
        text="words:N",
        color=alt.condition("datum.is_dark", alt.value("white"), alt.value(INK)),
    )
    head = title(clean(plan.name or "The week"), _subtitle(plan))
    return finished(alt.layer(bars, words).properties(width=780, height=_height(blocks), title=head))


def _height(blocks: list[dict[str, Any]]) -> float:
    """Return the height of the drawing in pixels, the same minutes everywhere as tall."""
    longest: float = max([60.0, *(block["to"] for block in blocks)])
    return _PIXELS_A_MINUTE * longest


def _subtitle(plan: Plan) -> str:
    minutes = [session.minutes for session in plan.sessions if session.minutes]
    said = (
        f"{len(plan.sessions)} strength sessions, {sum(minutes)} minutes" if plan.sessions else "no session"
    )
    return f"{said}; {plan.outcome}" if plan.outcome else said


def _blocks(plan: Plan, scenario: Scenario) -> Iterator[dict[str, Any]]:
    sessions = {session.day: session for session in plan.sessions}
    for name in DAYS:
        top = 0.0
        day = scenario.week.day(name)
        items = [
            (_sort(a), _words(a, scenario), a.minutes or _from_distance(a, scenario)) for a in day.activities
        ]
        if name in sessions:
            items.append(("strength", _session_words(sessions[name]), sessions[name].minutes))
        for sort, words, minutes in items:
            further = words.count("\n")
            height = max(_LINE_MINUTES * (further + 1) + 2, minutes or 0)
            yield {
                "day": DAY_WORDS[name],
                "from": top,
                "to": top + height,
                # Words hang from their first line; together they stand in the middle.
                "first_line": top + height / 2 - further * _LINE_PIXELS / _PIXELS_A_MINUTE / 2,
                "words": words,
                "sort": _NAMES[sort],
                "minutes": minutes,
                "is_dark": sort in ("strength", "vest"),
            }
            top += height + _GAP


def _sort(activity: Activity) -> str:
    if activity.vest:
        return "vest"
    if isinstance(activity, Run):
        return "hard" if activity.kind in ("quality", "long", "race") else "easy"
    return "hard" if isinstance(activity, OtherSport) and activity.hard else "easy"


def _words(activity: Activity, scenario: Scenario) -> str:
    if isinstance(activity, Run):
        name = "Race" if activity.kind == "race" else f"{activity.kind.capitalize()} run"
        distance = f"{number(activity.distance_km)} km" if activity.distance_km else ""
    else:
        assert isinstance(activity, OtherSport)
        name, distance = clean(activity.sport).capitalize()[:16], ""
    minutes = activity.minutes or _from_distance(activity, scenario)
    length = " · ".join(filter(None, [distance, f"{minutes} min" if minutes else ""]))
    return "\n".join(filter(None, [name, length]))


def _from_distance(activity: Activity, scenario: Scenario) -> int | None:
    distance = getattr(activity, "distance_km", None)
    return round(distance * scenario.pace_min_per_km) if distance else None


def _session_words(session: PlannedSession) -> str:
    sets = sum(exercise.sets for exercise in session.exercises)
    place = plain(session.place)[:14] if session.place and session.place != "usual place" else ""
    first = "Strength" + (f", {place}" if place else "")
    lines = [first, f"{session.minutes} min" if session.minutes else ""]
    return "\n".join(filter(None, [*lines, f"{len(session.exercises)} exercises", f"{sets} sets"]))
