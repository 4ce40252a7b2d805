"""One picture of published weeks: what the rules leave, by runner, plan and week."""

from typing import Any

import altair as alt
import pandas as pd

from solver.report.charts.look import INK, finished, title, values
from tests.benchmarks.published_frame import missing

_CELL = 11
_HEADER = alt.Header(labelFontSize=12, labelAnchor="start")
#: From no day to seven: darker where less is left.
_SHADES = ["#08234f", "#124a8c", "#2f73b5", "#5b9ccd", "#93c1e0", "#bfd9ec", "#dbe8f3", "#eef3f8"]


def chart(frame: pd.DataFrame) -> Any:
    """Draw the days for legs as shades and mark the weeks that something is missing from."""
    rows = _rows(frame)
    plans = [str(plan) for plan in frame.groupby("at_plan")["leg_days"].mean().sort_values().index]
    last = int(frame["weeks_left"].max())
    base = alt.Chart().encode(
        x=alt.X(
            "left:O",
            sort=list(range(last, -1, -1)),
            title="weeks to the end of the plan",
            axis=alt.Axis(labelAngle=0, ticks=False, domain=False, values=list(range(0, last + 1, 4))),
        ),
        y=alt.Y("plan:N", sort=plans, title=None, axis=alt.Axis(ticks=False, domain=False, labelFontSize=9)),
    )
    squares = base.mark_rect(stroke="white", strokeWidth=0.5).encode(
        color=alt.Color(
            "legs:O",
            title="days for legs",
            scale=alt.Scale(domain=list(range(8)), range=_SHADES),
            legend=alt.Legend(orient="top", direction="horizontal", columns=8),
        ),
        tooltip=["runner:N", "plan:N", "left:Q", "open:Q", "legs:Q", "sessions:Q", "missing:N"],
    )
    dots = (
        base.transform_filter("datum.missing")
        .mark_point(shape="circle", filled=True, size=22, opacity=1, stroke=INK, strokeWidth=1)
        .encode(color=alt.value("white"))
    )
    panel = alt.layer(squares, dots, data=values(rows)).properties(
        width=_CELL * (last + 1), height=_CELL * len(plans)
    )
    grid = panel.facet(alt.Facet("runner:N", title=None, header=_HEADER), columns=5, spacing=18)
    head = title(
        "What the rules leave of published run plans",
        f"one square is a week, {len(rows)} in all, each solved; dark: few days on which legs may be trained "
        "hard; plans with the fewest on top",
        "dot: the best week there is misses a session, an exposure or a set of a muscle's target",
    )
    return finished(grid.properties(title=head))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {
        "runner": frame["at_athlete"].str.replace("_", " "),
        "plan": frame["at_plan"],
        "left": frame["weeks_left"],
        "legs": frame["leg_days"],
        "open": frame["open_days"],
        "sessions": frame["sessions"].fillna(0),
        "missing": missing(frame),
    }
    lists = [column.tolist() for column in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]
