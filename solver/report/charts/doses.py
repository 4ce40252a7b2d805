"""Weekly doses against their bands, and the balances of the week."""

import re
from collections.abc import Iterator
from typing import Any

from solver.domain.plan import Balance, Plan
from solver.report.charts.look import ACCENT, DARK, INK, LIGHT, MUTED, PALE, finished, title, values
from solver.report.words import clean, muscle, number, plain, sentence

_SHARE = re.compile(r"([\d.]+) to ([\d.]+) %")
_RATIO = re.compile(r"([\d.]+):([\d.]+) (?:\.\.|to) ([\d.]+):([\d.]+)")


def dose_chart(plan: Plan) -> Any:
    """Draw each muscle group's weekly sets against floor, target and cap."""
    import altair as alt

    doses = plan.weekly.muscles if plan.weekly else ()
    names = [sentence(muscle(dose.group)) for dose in doses]
    rows = [
        {
            "group": name,
            "sets": d.sets,
            "floor": d.floor,
            "target": d.target,
            "cap": d.cap,
            "label": f"{number(d.sets)} of {number(d.target)}",
        }
        for name, d in zip(names, doses, strict=True)
    ]
    y = alt.Y("group:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    x = alt.X("cap:Q", title="sets per week, secondary work counted half", scale=alt.Scale(domainMin=0))
    base = alt.Chart(values(rows)).encode(y=y)
    band = base.mark_bar(size=22, color=PALE, stroke="#b8c2cc", strokeWidth=0.6).encode(
        x=x, tooltip=["group:N", "floor:Q", "target:Q", "cap:Q"]
    )
    good = base.mark_bar(size=22, color=LIGHT).encode(x="target:Q", x2="cap:Q")
    dose = base.mark_bar(size=8, color=DARK).encode(x="sets:Q", tooltip=["group:N", "sets:Q"])
    floor = base.mark_tick(color=ACCENT, thickness=3, size=22).encode(x="floor:Q")
    words = base.mark_text(align="left", dx=6, fontSize=11, color=INK).encode(x="cap:Q", text="label:N")
    explained = (
        "dark bar: planned; shaded: from target to cap; upright line: floor; figures: planned of target"
    )
    head = title("Muscle dose against its bands", clean(plan.name or ""), explained)
    return finished(
        alt.layer(band, good, dose, floor, words).properties(
            width=560, height=34 * max(1, len(rows)), title=head
        )
    )


def balance_chart(plan: Plan) -> Any:
    """Draw each balance as the first side's share of both, over the band it should lie in."""
    import altair as alt

    rows = list(_balances(plan.weekly.balance if plan.weekly else ()))
    y = alt.Y(
        "what:N",
        sort=[row["what"] for row in rows],
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelPadding=8),
    )
    x = alt.X(
        "low:Q", title="share of the first side, % of the sets of both", scale=alt.Scale(domain=[0, 100])
    )
    base = alt.Chart(values(rows)).encode(y=y)
    band = base.mark_bar(size=22, color=LIGHT).encode(x=x, x2="high:Q", tooltip=["what:N", "low:Q", "high:Q"])
    even = alt.Chart(values([{"half": 50}])).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x="half:Q")
    dots = (
        base.transform_filter("datum.share !== null")
        .mark_point(filled=True, size=110, opacity=1, stroke="white", strokeWidth=1.2)
        .encode(
            x="share:Q",
            shape=alt.Shape(
                "state:N",
                title=None,
                scale=alt.Scale(domain=["inside", "outside"], range=["circle", "diamond"]),
                legend=alt.Legend(orient="bottom", direction="horizontal"),
            ),
            color=alt.Color("state:N", scale=alt.Scale(domain=["inside", "outside"], range=[DARK, ACCENT])),
            tooltip=["what:N", "share:Q", "sets:N"],
        )
    )
    words = base.mark_text(align="left", fontSize=11, color=INK).encode(x=alt.value(568), text="sets:N")
    head = title(
        "Balance of the week", clean(plan.name or ""), "shaded: the band; figures: sets of either side"
    )
    return finished(
        alt.layer(band, even, dots, words).properties(width=560, height=38 * max(1, len(rows)), title=head)
    )


def _balances(balances: tuple[Balance, ...]) -> Iterator[dict[str, Any]]:
    for balance in balances:
        first, second = balance.sets
        low, high = band_of(balance.band)
        both = first + second
        sides = " : ".join(plain(side) for side in balance.sides)
        yield {
            "what": sentence(sides),
            "low": low,
            "high": high,
            "share": round(100 * first / both, 1) if both else None,
            "sets": f"{number(first)} : {number(second)}" if balance.open else "nothing to choose from",
            "state": "outside" if balance.outside else "inside",
        }


def band_of(text: str) -> tuple[float, float]:
    """Return a band as shares of the first side in percent: ``2:3 to 3:2`` is 40 to 60."""
    if found := _SHARE.search(text):
        return float(found[1]), float(found[2])
    found = _RATIO.search(text)
    if not found:
        return 0.0, 100.0
    a, b, c, d = (float(part) for part in found.groups())
    return round(100 * a / (a + b), 1), round(100 * c / (c + d), 1)
