"""Sweeps as heat maps, and fronts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from solver.domain.front import Front
from solver.report.charts.look import ACCENT, DARK, INK, MUTED, finished, title, values
from solver.report.words import clean, plain, sentence

if TYPE_CHECKING:
    import pandas as pd


_COSTS = {
    "week_minutes": "minutes in the week",
    "session_minutes": "longer sessions",
    "sessions": "more sessions",
}


def heat_chart(
    frame: "pd.DataFrame",
    x: str,
    y: str,
    value: str,
    *,
    heading: str,
    unit: str,
    x_title: str | None = None,
    y_title: str | None = None,
    notes: Sequence[str] = (),
    cell: int = 34,
    slanted: bool = False,
) -> Any:
    """Draw a column of a frame over two others, each cell with its figure.

    Parameters
    ----------
    frame : one row per cell; a missing value is drawn as a hatched blank
    x, y, value : names of columns
    heading, unit : what is drawn, and in which unit
    cell : size of a cell, pixels; figures are left out below 18
    slanted : write the labels of x at a slant, when they are long
    """
    import altair as alt

    rows = [
        {"x": _plain(a), "y": _plain(b), "value": _plain(v), "text": _text(_plain(v))}
        for a, b, v in zip(frame[x], frame[y], frame[value], strict=True)
    ]
    xs, ys = (list(dict.fromkeys(row[axis] for row in rows)) for axis in "xy")
    xs, ys = _sorted(xs), _sorted(ys)
    found = [row["value"] for row in rows if row["value"] is not None]
    low, high = (min(found), max(found)) if found else (0, 0)
    dark = low + 0.6 * (high - low) if high > low else high
    base = alt.Chart(values(rows)).encode(
        x=alt.X(
            "x:O",
            sort=xs,
            title=x_title or _axis(x),
            axis=alt.Axis(labelAngle=-35 if slanted else 0, ticks=False, domain=False),
        ),
        y=alt.Y("y:O", sort=ys, title=y_title or _axis(y), axis=alt.Axis(ticks=False, domain=False)),
    )
    squares = (
        base.transform_filter("datum.value !== null")
        .mark_rect(stroke="white", strokeWidth=1.5)
        .encode(
            color=alt.Color(
                "value:Q",
                title=unit,
                # One value everywhere is drawn pale, not as the middle of nothing.
                scale=alt.Scale(scheme="blues", domain=[low, high if high > low else low + 1]),
                legend=alt.Legend(gradientLength=max(60, min(160, cell * len(ys)))),
            ),
            tooltip=["x:O", "y:O", "value:Q"],
        )
    )
    blanks = base.transform_filter("datum.value === null").mark_point(
        shape="cross", angle=45, color=MUTED, size=cell * 2.5, strokeWidth=1
    )
    layers = [squares, blanks]
    if cell >= 18:
        layers.append(
            base.transform_filter("datum.value !== null")
            .mark_text(fontSize=min(11, cell // 2.4))
            .encode(
                text="text:N",
                color=alt.condition(f"datum.value > {dark}", alt.value("white"), alt.value(INK)),
            )
        )
    lines = [*notes, *(["×: no value"] if len(found) < len(rows) else [])]
    size = {"width": cell * max(1, len(xs)), "height": cell * max(1, len(ys))}
    return finished(alt.layer(*layers).properties(title=title(heading, *lines), **size))


def _plain(cell: Any) -> Any:
    """Return a cell of a frame as JSON can say it."""
    import pandas as pd

    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return None
    return cell.item() if hasattr(cell, "item") else cell


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _sorted(labels: list[Any]) -> list[Any]:
    if all(isinstance(label, int | float) for label in labels):
        return sorted(labels)
    return labels


def _axis(column: str) -> str:
    return sentence(plain(column.removeprefix("at_").rpartition(".")[2]))


def front_chart(*fronts: Front) -> Any:
    """Draw fronts over the same cost: each point proved, the knee marked.

    A step between two points says that what lies between buys nothing.
    """
    import altair as alt

    rows: list[dict[str, Any]] = [
        {
            "cost": p.cost,
            "missing": p.shortfall,
            "gain": f"{plain(f.gain)} ({f.gain_unit})",
            "knee": p.knee,
            "label": f"knee: {p.cost}" if p.knee else "",
        }
        for f in fronts
        for p in f.points
    ]
    last = max((row["cost"] for row in rows), default=0)
    names = list(dict.fromkeys(row["gain"] for row in rows))
    first = fronts[0]
    data = values(rows)
    x = alt.X("cost:Q", title=first.cost_unit, scale=alt.Scale(zero=False, nice=True))
    y = alt.Y("missing:Q", title="still missing", scale=alt.Scale(domainMin=0), axis=alt.Axis(tickMinStep=1))
    colours = alt.Color(
        "gain:N",
        title=None,
        scale=alt.Scale(domain=names, range=[DARK, "#6baed6", "#7f7f7f", INK]),
        legend=alt.Legend(orient="bottom", direction="vertical", labelLimit=600),
    )
    dashes = alt.StrokeDash(
        "gain:N", title=None, scale=alt.Scale(domain=names, range=[[1, 0], [6, 3], [2, 2], [8, 2]])
    )
    base = alt.Chart(data).encode(x=x, y=y, color=colours)
    line = base.mark_line(interpolate="step-after", strokeWidth=1.8).encode(strokeDash=dashes)
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(tooltip=["gain:N", "cost:Q", "missing:Q"])
    knees = (
        base.transform_filter("datum.knee")
        .mark_point(size=260, strokeWidth=2, opacity=1)
        .encode(color=alt.value(ACCENT))
    )
    words = (
        base.transform_filter("datum.knee")
        .mark_text(align="left", dx=12, dy=-10, fontSize=11)
        .encode(text="label:N", color=alt.value(INK))
    )
    said = "every point is proved" if all(front.proved for front in fronts) else "not every point is proved"
    head = title(
        f"What {_COSTS.get(first.cost, clean(plain(first.cost)))} buy",
        f"{said}; ring: the knee; nothing is gained after {last}",
    )
    return finished(alt.layer(line, dots, knees, words).properties(width=560, height=300, title=head))
