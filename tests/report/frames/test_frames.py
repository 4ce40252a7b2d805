"""Frames: documented, typed, lossless."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.domain.plan import Plan
from solver.domain.run_plan import RunPlan
from solver.domain.sweep import CellResult
from solver.plan.room import room
from solver.report import frames
from solver.report.frames.layout import build, inferred
from solver.report.frames.layouts import SWEEP
from solver.scenario.sweeps import make_sweep
from tests.report import samples

PLAN = samples.plan()
RESULT = CellResult(
    id="athlete=NA/n=1", at={"athlete": "NA", "n": 1, "on": True, "x": 0.5}, status="optimal",
    tiers=PLAN.tiers or (), weekly=PLAN.weekly, deterministic_time=0.1, reproducible=True,
)  # fmt: skip
WEEKS = RunPlan.model_validate(
    {"id": "own", "weeks": [{"tue": {"run": {"kind": "easy", "distance_km": 5}, "other": {"sport": "bike"}}}]}
)

MADE = {
    "plan": frames.plan_frame(PLAN),
    "dose": frames.dose_frame(PLAN),
    "coverage": frames.coverage_frame(PLAN),
    "balance": frames.balance_frame(PLAN),
    "tiers": frames.tier_frame(PLAN),
    "goals": frames.goal_frame(PLAN),
    "differences": frames.difference_frame(PLAN, PLAN.model_copy(update={"sessions": PLAN.sessions[:1]})),
    "sweep": frames.sweep_frame(
        [RESULT, CellResult(id="b", at={"athlete": "b"}, status="failed", reason="x")]
    ),
    "sweep_goals": frames.sweep_goal_frame([RESULT]),
    "sweep_dose": frames.sweep_dose_frame([RESULT]),
    "room": frames.room_frame(make_sweep(samples.scenario(), grid={"sessions.max": [2, 3]}).cells, room),
    "run_plan": frames.run_plan_frame(WEEKS),
}
each_frame = pytest.mark.parametrize("name", MADE)


@each_frame
def test_columns_are_those_of_the_layout(name: str) -> None:
    """Every column is documented, with its dtype, and stands where the layout says."""
    frame, layout = MADE[name], frames.LAYOUTS[name]
    assert len(frame)
    fixed = [column for column in frame.columns if not column.startswith("at_")]
    assert fixed == [column.name for column in layout.columns]
    for column in layout.columns:
        assert str(frame[column.name].dtype).split("[")[0] == column.dtype, column.name
        assert column.meaning


@each_frame
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_there_and_back(name: str, suffix: str, tmp_path: Path) -> None:
    """What is read is what was written: rows, columns, dtypes, missing values."""
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    frames.write_frame(MADE[name], tmp_path / f"frame{suffix}")
    back = frames.read_frame(tmp_path / f"frame{suffix}", name)
    pd.testing.assert_frame_equal(back, MADE[name])


_TEXT = st.one_of(st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1))
_LABEL = st.one_of(
    st.text("ab01.-eNA", min_size=1, max_size=5), st.integers(), st.booleans(), st.floats(allow_nan=False)
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(_TEXT, _LABEL, st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))),
        min_size=1,
    )
)
def test_odd_values_survive_a_csv_file(rows: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Commas, quotes, lines, the word NA and numbers as labels come back as they were."""
    path = tmp_path_factory.mktemp("odd") / "frame.csv"
    frame = build(
        SWEEP,
        [{"cell": str(at), "at_axis": label, "reason": text, "dose_missing": figure}
         for at, (text, label, figure) in enumerate(rows)],
    )  # fmt: skip
    frames.write_frame(frame, path)
    pd.testing.assert_frame_equal(frames.read_frame(path, "sweep"), frame)


CASES: list[list[str | None]] = [["1", "2"], ["1", "2.5"], ["true", None], ["1", "a"], ["01"], [None]]


def test_axes_have_the_narrowest_dtype() -> None:
    """What looks like a number everywhere is one; one word makes all of them text."""
    found = [str(inferred(texts).dtype).split("[")[0] for texts in CASES]
    assert found == ["Int64", "Float64", "boolean", "string", "string", "string"]


def test_mistakes_are_told(tmp_path: Path) -> None:
    """Another suffix, layout or table is named with what is allowed."""
    with pytest.raises(ValueError, match=r"\.parquet or \.csv"):
        frames.write_frame(MADE["dose"], tmp_path / "a.xlsx")
    frames.write_frame(MADE["dose"], tmp_path / "a.csv")
    with pytest.raises(ValueError, match="misses"):
        frames.read_frame(tmp_path / "a.csv", "tiers")
    with pytest.raises(ValueError, match="there are plan"):
        frames.read_frame(tmp_path / "a.csv", "doze")
    with pytest.raises(ValueError, match="no column 'sets_'"):
        build(frames.LAYOUTS["dose"], [{"sets_": 1}])


def test_a_plan_differs_from_itself_in_nothing() -> None:
    """Without a difference there is no row."""
    assert len(frames.difference_frame(PLAN, PLAN)) == 0


def test_differences_say_what_came_and_went() -> None:
    """A dropped session is a row, and so is each of its exercises."""
    found = MADE["differences"]
    assert set(found["kind"]) == {"session", "exercise"}
    gone = found[found["kind"] == "exercise"]
    assert gone["after"].isna().all() and (gone["change"] < 0).all()


def test_an_empty_plan_is_an_empty_frame() -> None:
    """Without sessions there are columns and no rows."""
    assert len(frames.plan_frame(Plan())) == 0


def test_describe_lists_every_column() -> None:
    """The documentation is a frame itself."""
    found = frames.describe(frames.LAYOUTS["dose"])
    assert list(found.columns) == ["column", "dtype", "unit", "meaning"]
    assert "sets/week" in set(found["unit"])
