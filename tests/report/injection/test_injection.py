"""Whatever somebody calls a week, an exercise or a place: no report takes it for anything but words."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from rich.cells import cell_len

from solver.domain.base import Noun
from solver.report import charts, frames
from solver.report.calendar import plan_calendar
from solver.report.comparison import alternatives_view, comparison_view, worth_view
from solver.report.console import printed
from solver.report.document import to_json
from solver.report.explanation import contrast_view, explanation_view
from solver.report.judgement import judgement_view
from solver.report.markdown import plan_markdown
from solver.report.sweep import sweep_view
from solver.report.table import plan_csv
from solver.report.text import plan_text
from solver.report.words import clean
from tests.report.injection import poisoned, readers
from tests.report.injection.payloads import PAYLOADS

MONDAY = date(2026, 11, 23)
#: A few of each kind for every day; all of them in the campaign.
FEW = PAYLOADS[::24]
Writer = Callable[[str], str]
#: The elements of our pictures.
_ELEMENTS = ("svg", "g", "path", "text", "line", "rect", "tspan", "defs", "linearGradient", "stop")
_SVG = {
    f"{{http://www.w3.org/2000/svg}}{name}"
    for name in ("svg", "g", "path", "text", "line", "rect", "tspan", "defs", "linearGradient", "stop")
}
VIEWS: dict[str, Writer] = {
    "plan": lambda text: plan_text(poisoned.plan(text), poisoned.scenario(text), 200),
    "narrow plan": lambda text: plan_text(poisoned.plan(text), poisoned.scenario(text), 80),
    "judgement": lambda text: printed(judgement_view(poisoned.judgement(text))),
    "comparison": lambda text: printed(comparison_view(poisoned.comparison(text))),
    "alternatives": lambda text: printed(alternatives_view(poisoned.alternatives(text))),
    "worth": lambda text: printed(worth_view(poisoned.worth(text))),
    "explanation": lambda text: printed(
        explanation_view([poisoned.explanation(text)], [poisoned.reason(text)])
    ),
    "contrast": lambda text: printed(contrast_view(poisoned.contrast(text))),
    "sweep": lambda text: printed(sweep_view(*poisoned.sweep(text))),
}
NOUNS: dict[str, Callable[[str], Noun]] = {
    "plan": poisoned.plan,
    "judgement": poisoned.judgement,
    "comparison": poisoned.comparison,
    "alternatives": poisoned.alternatives,
    "worth": poisoned.worth,
    "explanation": poisoned.explanation,
    "contrast": poisoned.contrast,
}
FRAMES: dict[str, Callable[[str], Any]] = {
    "plan": lambda text: frames.plan_frame(poisoned.plan(text)),
    "dose": lambda text: frames.dose_frame(poisoned.plan(text)),
    "coverage": lambda text: frames.coverage_frame(poisoned.plan(text)),
    "balance": lambda text: frames.balance_frame(poisoned.plan(text)),
    "tiers": lambda text: frames.tier_frame(poisoned.plan(text)),
    "goals": lambda text: frames.goal_frame(poisoned.plan(text)),
    "sweep": lambda text: frames.sweep_frame(poisoned.sweep(text)[1]),
}


def campaign(test: Any) -> Any:
    """Run a test with a few payloads, and with all of them in the campaign."""
    rest = [pytest.param(text, marks=pytest.mark.slow) for text in PAYLOADS if text not in FEW]
    return pytest.mark.parametrize("text", [*FEW, *rest], ids=ascii)(test)


def harmless(text: str, kept: str = " ") -> str:
    """Return letters in place of everything but blanks: as wide, and broken into lines alike."""
    return "".join(one if one in kept else "x" * cell_len(one) for one in clean(text))


def test_there_are_three_hundred() -> None:
    """As many as the design asks for, no two alike, none too long for a name."""
    assert len(PAYLOADS) >= 300
    assert max(map(len, PAYLOADS)) <= 200


@campaign
def test_csv(text: str) -> None:
    """As many rows and cells, no formula, and the name is there."""
    written = plan_csv(poisoned.plan(text))
    assert readers.csv_shape(written) == readers.csv_shape(plan_csv(poisoned.plan("x")))
    names = [row["name"].removeprefix("'") for row in csv.DictReader(StringIO(written, newline=""))]
    assert names[0] == clean(text).removeprefix("'")


@campaign
def test_calendar(text: str) -> None:
    """As many events with the same properties, and the name is in what people read."""
    written = plan_calendar(poisoned.plan(text), MONDAY)
    twin = plan_calendar(poisoned.plan(harmless(text)), MONDAY)
    assert readers.calendar_shape(written) == readers.calendar_shape(twin)
    assert clean(text) in readers.calendar_text(written)


@campaign
def test_markdown(text: str) -> None:
    """The same blocks and no markup more, and the name is in what people read."""
    written = plan_markdown(poisoned.plan(text), poisoned.scenario(text))
    twin = plan_markdown(poisoned.plan(harmless(text)), poisoned.scenario(harmless(text)))
    assert readers.markdown_shape(written) == readers.markdown_shape(twin)
    assert clean(text) in readers.markdown_text(written)


@campaign
def test_texts(text: str) -> None:
    """No page for a terminal holds anything that steers it, or has lines more."""
    # Ids are shown as words: at these signs they are taken apart.
    twin = harmless(text, kept=" /_")
    for name, view in VIEWS.items():
        shown = view(text)
        more = readers.lines_shape(shown) - readers.lines_shape(view(twin))
        # Where an address is taken apart, and in long words that are wide, lines break at other places.
        assert more <= (2 if "/" in text or len(text) > 30 else 0), name
        assert len(clean(text)) > 20 or clean(text) in re.sub(r"\s+", " ", shown), name


@campaign
def test_json(text: str) -> None:
    """JSON says exactly what was said, with everything escaped that steers."""
    for name, noun in NOUNS.items():
        written = to_json(noun(text))
        assert not readers.STEERING.search(written), name
        assert json.loads(written) == noun(text).model_dump(mode="json", exclude_none=True), name


@campaign
def test_frames(text: str, tmp_path: Path) -> None:
    """A frame's CSV has a row for each row and no formula, and comes back as it was."""
    for name, frame in FRAMES.items():
        path = tmp_path / f"{name}.csv"
        made = frame(text)
        frames.write_frame(made, path)
        rows = readers.csv_rows(path.read_bytes().decode("utf-8"))
        assert [len(row) for row in rows] == [len(made.columns)] * (len(made) + 1), name
        back = frames.read_frame(path, name)
        assert back.astype("string").equals(made.astype("string")), name


def _charts(text: str) -> dict[str, Any]:
    plan, week = poisoned.plan(text), poisoned.scenario(text)
    frame = frames.sweep_frame(poisoned.sweep(text)[1])
    axis = next(name for name in frame.columns if name.startswith("at_"))
    heading = charts.heat_chart(frame, axis, axis, "minutes", heading=clean(text) or "x", unit="min")
    return {
        "week": charts.week_chart(plan, week),
        "dose": charts.dose_chart(plan),
        "balance": charts.balance_chart(plan),
        "heat": heading,
    }


CHARTS = ("</script><script>alert(1)</script>", "<!--<script")


@pytest.mark.parametrize(
    "text",
    [
        *CHARTS,
        *(pytest.param(text, marks=pytest.mark.slow) for text in PAYLOADS if set(text) & set("<&'")),
    ],
    ids=ascii,
)
def test_charts(text: str, tmp_path: Path) -> None:
    """A chart's page has no tag or script more, its picture no other elements; its data is what was said."""
    is_first = text == CHARTS[0]
    for name, chart in _charts(text).items():
        # The pages differ in their data only, so one is looked at for most texts.
        if name == "week" or (is_first and name == "heat"):
            page = tmp_path / f"{name}.html"
            charts.save_chart(chart, page)
            written = page.read_text(encoding="utf-8")
            assert readers.html_shape(written) == _page_shape()
            said = re.search(r"const spec = (\{.*\});", readers.html_script(written))
            assert said is not None and json.loads(said[1]) == chart.to_dict(), name
        if name == "week" or is_first:
            picture = tmp_path / f"{name}.svg"
            charts.save_chart(chart, picture)
            assert set(readers.svg_shape(picture.read_text(encoding="utf-8"))) <= _SVG, name


@cache
def _page_shape() -> list[Any]:
    """Return the shape of a page that says nothing special."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "plain.html"
        charts.save_chart(_charts("x")["week"], page)
        return readers.html_shape(page.read_text(encoding="utf-8"))


def test_naive_writers_are_caught() -> None:
    """The negative control: what is written without care does not pass these checks."""

    def fails(check: Callable[[str], Any], naive: Writer, twin: str = "x") -> int:
        failed = 0
        for text in PAYLOADS:
            try:
                failed += check(naive(text)) != check(naive(twin))
            except (AssertionError, ValueError, csv.Error):
                failed += 1
        return failed

    def calendar(text: str) -> str:
        event = f"BEGIN:VEVENT\r\nUID:1\r\nDESCRIPTION:{text}\r\nEND:VEVENT\r\n"
        return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n"

    def rows(text: str) -> str:
        file = StringIO()
        csv.writer(file, lineterminator="\n").writerow([text, "x"])
        return file.getvalue()

    assert fails(readers.csv_shape, rows) > 100
    assert fails(readers.calendar_shape, calendar) > 30
    assert fails(readers.markdown_shape, lambda text: f"# {text}\n\n- {text}\n") > 80
    assert fails(readers.html_shape, lambda text: f"<script>a = {json.dumps(text)}</script>") > 3
    assert fails(readers.html_shape, lambda text: f"<p title='{text}'>{text}</p>") > 30
    assert fails(readers.lines_shape, lambda text: f"{text}\n") > 30
