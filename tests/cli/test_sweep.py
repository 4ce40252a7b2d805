"""``strongstride sweep`` and ``strongstride accept``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from solver.cli import app
from solver.cli.sweep import estimate

SWEEP = """\
name: Minutes
base: base.yaml
grid: {week.mon.strength.minutes: [5, 12]}
variants:
  level: {as it is: {}, wrong: {athlete.level: expert}}
"""
BASE = "format: little_and_often\nsessions: {max: 1}\nweek: {mon: {strength: {minutes: 9}}}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "minutes.yaml").write_text(SWEEP)
    return tmp_path / "minutes.yaml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_dry_run_states_the_size(file: Path) -> None:
    """The number of cells, the axes and what is no scenario, before anything is solved."""
    done = run("sweep", file, "--dry-run")
    assert done.exit_code == 0
    assert "4 cells (2 level x 2 week.mon.strength.minutes)" in done.stderr
    assert "level=wrong/week.mon.strength.minutes=5 is no scenario" in done.stderr


def test_a_sweep_writes_its_frame_and_its_journal(file: Path) -> None:
    """The frame is at the output, and a second run solves nothing again."""
    output = file.with_name("frame.csv")
    assert run("sweep", file, "-o", output, "--workers", 1, "-q").exit_code == 0
    first = output.read_text()
    journal = output.with_name("frame.csv.journal").read_text()
    assert run("sweep", file, "-o", output, "--workers", 1, "-q").exit_code == 0
    assert output.read_text() == first
    assert output.with_name("frame.csv.journal").read_text() == journal
    assert [line.split(",")[3] for line in first.splitlines()[1:]] == [
        "infeasible",
        "optimal",
        "invalid",
        "invalid",
    ]
    other = run("sweep", file, "-o", output, "--time-limit", 1)
    assert other.exit_code == 2 and "other conditions" in " ".join(other.stderr.split())


def test_json_is_one_document(file: Path) -> None:
    """With --json the results are on stdout and nothing else."""
    found = json.loads(run("sweep", file, "--json", "--workers", 1).stdout)
    assert [cell["status"] for cell in found] == ["infeasible", "optimal", "invalid", "invalid"]


def test_acceptance_says_no_by_its_exit_code(file: Path) -> None:
    """A baseline that was better makes the command fail with code 6."""
    stored = file.with_suffix(".baseline.json")
    assert run("accept", file, "--workers", 1).exit_code == 2
    assert run("accept", file, "--update", "--workers", 1, "-q").exit_code == 0
    assert "No regression" in run("accept", file, "--workers", 1).stdout
    stored.write_text(stored.read_text().replace('"infeasible"', '"optimal"'))
    worse = run("accept", file, "--workers", 1)
    assert worse.exit_code == 6 and "WORSE" in worse.stdout


def test_the_estimate_counts_what_was_solved_now() -> None:
    """Cells from the journal say nothing about the time that is left."""
    assert estimate(10, 10, 100, 5) == ""
    assert estimate(20, 10, 100, 10) == "about 80 s left"
    assert estimate(20, 10, 1000, 10) == "about 16 min left"
