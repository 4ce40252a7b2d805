"""How all charts look, and how they are saved. altair is loaded when a chart is made."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

#: Shades that differ in lightness first, so that they differ in grey and to every eye.
DARK, MIDDLE, LIGHT, PALE = "#08306b", "#2171b5", "#9ecae1", "#e8eef4"
ACCENT = "#d95f02"
INK, MUTED = "#222222", "#5f6b76"
_FONT = "DejaVu Sans, Verdana, sans-serif"
_SUFFIXES = (".svg", ".html", ".png", ".json")


def values(rows: Iterable[Mapping[str, Any]]) -> "alt.InlineData":
    """Return rows as a chart's data."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])


def title(text: str, *lines: str) -> "alt.TitleParams":
    """Return a title with what the reader needs to know below it."""
    import altair as alt

    return alt.TitleParams(
        text=text,
        subtitle=[line for line in lines if line],
        anchor="start",
        fontSize=15,
        subtitleFontSize=11,
        subtitleColor=MUTED,
        offset=12,
    )


def finished(chart: Any) -> Any:
    """Return a chart with the common look."""
    return (
        chart.configure(font=_FONT, background="white", padding=12)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            gridColor="#e3e7eb",
            domainColor="#9aa4ad",
            tickColor="#9aa4ad",
            labelLimit=220,
        )
        .configure_legend(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
            symbolStrokeColor=INK,
            symbolStrokeWidth=0.5,
        )
        .configure_view(stroke=None)
    )


def draw_offline() -> None:
    """Draw charts in a notebook as SVG, which needs neither a network nor a browser's help."""
    import altair as alt

    alt.renderers.enable("svg")


class _InScript(json.JSONEncoder):
    """Writes JSON that can stand in a script: no name in it ends the script or begins a tag."""

    def encode(self, o: Any) -> str:
        """Return JSON without the signs of markup; inside texts, the only place for them, as escapes."""
        text = super().encode(o)
        for sign in "<>&":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return text


def save_chart(chart: Any, path: str | os.PathLike[str]) -> None:
    """Write a chart as ``.svg``, ``.png``, ``.html`` (works without a network) or ``.json``.

    Raises
    ------
    ValueError
        When the suffix is another.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise ValueError(f"{os.fspath(path)!r}: charts are written to {', '.join(_SUFFIXES)}")
    if suffix == ".html":
        chart.save(os.fspath(path), inline=True, json_kwds={"cls": _InScript})
    elif suffix == ".png":
        chart.save(os.fspath(path), scale_factor=2)
    else:
        chart.save(os.fspath(path))
