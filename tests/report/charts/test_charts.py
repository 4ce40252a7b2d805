"""Charts: made of plain data, with titles and units, saved without a network."""

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from solver.domain.front import Front, FrontPoint
from solver.domain.run_plan import RunPlan
from solver.domain.sweep import CellResult
from solver.report import charts, frames
from solver.report.charts import load, week
from solver.report.charts.doses import band_of
from tests.report import samples

PLAN, SCENARIO = samples.plan(), samples.scenario()
RUNS = RunPlan.model_validate({"id": "own", "weeks": [{"tue": {"run": {"kind": "long", "minutes": 90}}}] * 2})
RESULTS = [
    CellResult(id=str(n), at={"week": n, "s": 1}, status="optimal", weekly=PLAN.weekly) for n in (1, 2)
]
FRONT = Front(
    cost="sessions", cost_unit="sessions a week", gain="dose", gain_unit="sets missing", solves=3,
    points=tuple(
        FrontPoint(cost=c, shortfall=s, proved=True, knee=c == 2, settings={})
        for c, s in ((1, 9), (2, 2), (3, 0))
    ),
)  # fmt: skip
FRAME = frames.sweep_frame(RESULTS)
MADE: dict[str, Any] = {
    "week": lambda: charts.week_chart(PLAN, SCENARIO),
    "dose": lambda: charts.dose_chart(PLAN),
    "balance": lambda: charts.balance_chart(PLAN),
    "heat": lambda: charts.heat_chart(
        FRAME, "at_week", "at_s", "free_days", heading="Free days", unit="days"
    ),
    "front": lambda: charts.front_chart(FRONT),
    "load": lambda: charts.load_chart(RUNS, RESULTS),
}


@pytest.mark.parametrize("name", MADE)
def test_every_chart_becomes_a_picture(name: str, tmp_path: Path) -> None:
    """SVG needs no browser; each has a title."""
    path = tmp_path / "chart.svg"
    chart = MADE[name]()
    charts.save_chart(chart, path)
    assert path.read_text(encoding="utf-8").startswith("<svg")
    assert chart.to_dict()["title"]["text"]


def test_html_needs_no_network(tmp_path: Path) -> None:
    """What draws the chart is inside the file."""
    charts.save_chart(MADE["dose"](), tmp_path / "chart.html")
    text = (tmp_path / "chart.html").read_text(encoding="utf-8")
    assert "<script src=" not in text and len(text) > 500_000


def test_another_suffix_is_told(tmp_path: Path) -> None:
    """What can be written is listed."""
    with pytest.raises(ValueError, match="svg"):
        charts.save_chart(MADE["dose"](), tmp_path / "chart.gif")


@pytest.mark.parametrize(
    ("text", "band"), [("2:3 to 3:2", (40, 60)), ("1:2 to 2:1", (33.3, 66.7)), ("30 to 70 %", (30, 70))]
)
def test_bands_are_shares(text: str, band: tuple[float, float]) -> None:
    """A ratio becomes the share of its first side, percent."""
    assert band_of(text) == band


def brightness(shade: str) -> float:
    """Return how bright a shade is in grey, 0 to 1."""
    red, green, blue = (int(shade[at : at + 2], 16) for at in (1, 3, 5))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.parametrize("shades", [week._FILL.values(), [shade for _, shade in load._SORTS.values()]])
def test_shades_are_told_apart_in_grey(shades: Iterable[str]) -> None:
    """Whoever prints a chart in grey still sees which block is which."""
    steps = sorted(map(brightness, shades))
    assert all(above - below > 0.1 for below, above in itertools.pairwise(steps))


def test_words_of_a_block_stand_in_its_middle() -> None:
    """Two lines above the middle of a session's block and two below; none leaves it."""
    blocks = list(week._blocks(PLAN, SCENARIO))
    assert any("\n" in block["words"] for block in blocks)
    for block in blocks:
        last = block["first_line"] + block["words"].count("\n") * week._LINE_PIXELS / week._PIXELS_A_MINUTE
        assert block["first_line"] - block["from"] == pytest.approx(block["to"] - last)
        assert block["from"] < block["first_line"] <= last < block["to"]


def test_a_heat_map_of_one_value_is_pale() -> None:
    """Nothing missing anywhere does not look like half of something."""
    same = FRAME.assign(free_days=0)
    chart = charts.heat_chart(same, "at_week", "at_s", "free_days", heading="Free days", unit="days")
    assert chart.to_dict()["layer"][0]["encoding"]["color"]["scale"]["domain"] == [0, 1]
