"""The weeks of a run plan: minutes of running, and what strength finds room beside it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from solver.domain.run_plan import RunPlan
from solver.domain.sweep import CellResult
from solver.domain.week import Run
from solver.report.charts.look import DARK, INK, LIGHT, MIDDLE, PALE, finished, title, values
from solver.report.words import clean

_SORTS = {
    "easy": ("easy and recovery", PALE),
    "quality": ("quality", LIGHT),
    "long": ("long", MIDDLE),
    "race": ("race", DARK),
    "other": ("other sport", "#949494"),
}
_MARKS = {"optimal": "●", "feasible": "○", "infeasible": "×", "unknown": "?", "failed": "!", "invalid": "!"}


def load_chart(plan: RunPlan, results: Iterable[CellResult] = (), *, pace_min_per_km: float = 6.0) -> Any:
    """Draw a run plan week by week, and below it the strength minutes of each week's plan.

    Parameters
    ----------
    results : cells of a sweep over the plan's weeks, with the coordinate ``week``; a week without
        sessions says whether that is proved
    pace_min_per_km : minutes per kilometre for runs that only say their distance
    """
    import altair as alt

    runs = list(_runs(plan, pace_min_per_km))
    weeks = list(range(1, len(plan.weeks) + 1))
    names = [name for name, _ in _SORTS.values()]
    x = alt.X(
        "week:O",
        title="week of the plan",
        sort=weeks,
        scale=alt.Scale(domain=weeks),
        axis=alt.Axis(labelAngle=0),
    )
    bars = (
        alt.Chart(values(runs))
        .mark_bar(stroke=INK, strokeWidth=0.4)
        .encode(
            x=x,
            y=alt.Y("sum(minutes):Q", title="running and sport, min"),
            color=alt.Color(
                "sort:N",
                title=None,
                sort=names,
                scale=alt.Scale(domain=names, range=[shade for _, shade in _SORTS.values()]),
                legend=alt.Legend(orient="top", direction="horizontal"),
            ),
            order=alt.Order("rank:Q"),
            tooltip=["week:O", "sort:N", "sum(minutes):Q"],
        )
        .properties(width=620, height=220)
    )
    strength = list(_strength(results))
    head = title(f"Load of {clean(plan.id)}, week by week", _note(runs, strength))
    if not strength:
        return finished(bars.properties(title=head))
    base = alt.Chart(values(strength)).encode(x=x)
    below = base.mark_bar(color=DARK, size=16).encode(
        y=alt.Y("minutes:Q", title="strength, min", scale=alt.Scale(domainMin=0)),
        tooltip=["week:O", "minutes:Q", "days:N"],
    )
    marks = base.mark_text(dy=-8, fontSize=12, color=INK).encode(y="minutes:Q", text="mark:N")
    return finished(
        alt.vconcat(bars, alt.layer(below, marks).properties(width=620, height=110)).properties(title=head)
    )


def _runs(plan: RunPlan, pace: float) -> Iterator[Mapping[str, Any]]:
    for number, week in enumerate(plan.weeks, 1):
        for day in week.days:
            for activity in day.activities:
                sort = "other"
                minutes: float | None = activity.minutes
                if isinstance(activity, Run):
                    sort = "easy" if activity.kind == "recovery" else activity.kind
                    if minutes is None and activity.distance_km is not None:
                        minutes = activity.distance_km * pace
                name = _SORTS[sort][0]
                yield {
                    "week": number,
                    "sort": name,
                    "minutes": round(minutes or 0),
                    "rank": list(_SORTS).index(sort),
                    "unknown": minutes is None,
                }


def _strength(results: Iterable[CellResult]) -> Iterator[Mapping[str, Any]]:
    for result in results:
        yield {
            "week": result.at.get("week"),
            "minutes": sum(session.minutes or 0 for session in result.sessions),
            "days": " ".join(session.day for session in result.sessions),
            "mark": _MARKS[result.status],
        }


def _note(runs: list[Mapping[str, Any]], strength: list[Mapping[str, Any]]) -> str:
    unknown = sum(row["unknown"] for row in runs)
    said = [f"{unknown} entries of unknown length count 0"] if unknown else []
    used = {row["mark"] for row in strength}
    meanings = {
        "●": "proved best",
        "○": "not proved",
        "×": "proved: no session possible",
        "?": "not known",
        "!": "broke",
    }
    said += [f"{mark} {meaning}" for mark, meaning in meanings.items() if mark in used]
    return "; ".join(said)
