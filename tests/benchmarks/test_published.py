"""The run over published plans, tried on our own: one row per week, a picture, and what it shows."""

from pathlib import Path

import pandas as pd
import pytest

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pytest.importorskip("pyarrow")

from tests.benchmarks import published_findings
from tests.benchmarks.published_frame import missing
from tests.benchmarks.published_plans import main
from tests.support.runners import RUNNERS, SCENARIOS

OWN = SCENARIOS / "run_plans" / "own_marathon.csv"


def test_every_chosen_week_is_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Solved, counted, drawn and told."""
    command = ["--plans", str(OWN), "--results", str(tmp_path), "--every", "60", "--workers", "1"]
    assert main(command) == 0
    frame = pd.read_parquet(tmp_path / "weeks.parquet")
    assert list(frame["at_athlete"]) == [list(RUNNERS)[at] for at in (0, 3, 7)]
    assert list(frame["weeks_left"] + frame["at_week"]) == [16, 16, 16]
    assert set(frame["status"]) <= {"optimal", "feasible"} and (frame["sessions"] >= 1).all()
    assert (tmp_path / "weeks.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "weeks.png").exists() and (tmp_path / "weeks.csv").exists()
    assert "1. One day for legs" in capsys.readouterr().out


def test_without_the_plans_it_says_where_they_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The plans are not part of the project."""
    assert main(["--plans", str(tmp_path / "none.csv"), "--results", str(tmp_path / "out")]) == 1
    assert "none.csv" in capsys.readouterr().err and not (tmp_path / "out").exists()


def weeks() -> pd.DataFrame:
    """Return four weeks: whole, without a plan, with too few sets, with too few sessions."""
    return pd.DataFrame(
        {
            "at_plan": "own", "at_week": range(4), "leg_days": [5, 0, 0, 1], "wanted": 2,
            "sessions": pd.array([2, None, 2, 1], "Int64"),
            "coverage_missing": pd.array([0, None, 0, 0], "Int64"),
            "dose_missing": pd.array([0.0, None, 2.5, 0.0], "Float64"),
            "short": [None, None, "quads|back", None],
        }
    )  # fmt: skip


def test_what_is_not_known_counts_as_missing() -> None:
    """A week without a plan is never taken for a good one."""
    assert list(missing(weeks())) == [False, True, True, True]


def test_the_table_could_say_the_opposite(capsys: pytest.CaptureFixture[str]) -> None:
    """Weeks are counted where they belong: by days for legs, and by what they are short of."""
    published_findings.legs(weeks())
    rows = {line.split()[0]: line.split()[-5:] for line in capsys.readouterr().out.splitlines()[3:6]}
    assert rows == {"0": list("11112"), "1": list("10001"), "3": list("00001")}


def test_hard_days_that_are_neighbours_are_told_from_others(capsys: pytest.CaptureFixture[str]) -> None:
    """Counted by the open hard days; a week without a plan keeps nothing."""
    frame = pd.DataFrame(
        {
            "at_athlete": "a", "policy": ["hard_days"] * 4 + ["neutral"],
            "hard_open": ["", "tue|wed", "tue|thu", "tue|thu", "tue|thu"],
            "off_policy": pd.array([2, 1, 0, None, 0], "Int64"),
        }
    )  # fmt: skip
    published_findings.hard_days(frame)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-3:] for line in lines[3:6]] == [list("100"), list("221"), list("100")]
    assert lines[6] == "kept in 1 of 4 weeks"
