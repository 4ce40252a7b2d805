"""The real thing, each command in a process of its own: solve, write, judge."""

import subprocess
import sys
from pathlib import Path

import pytest

WEEK = """
week:
  mon: {strength: {minutes: 30}}
  wed: {run: {kind: easy, minutes: 40}}
  thu: {strength: {minutes: 30}}
  sun: {run: {kind: long, minutes: 90}}
"""


def strongstride(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "solver.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("week") / "week.yaml"
    file.write_text(WEEK)
    return file


@pytest.fixture(scope="module")
def plan(week: Path) -> Path:
    file = week.with_name("plan.json")
    solved = strongstride("solve", week, "-o", file)
    assert (solved.returncode, solved.stdout, solved.stderr[:14]) == (0, "", "Proved optimal")
    return file


def test_a_plan_that_was_written_is_clean_when_it_is_read(week: Path, plan: Path) -> None:
    judged = strongstride("check", plan, "--scenario", week)
    assert (judged.returncode, judged.stdout[:7]) == (0, " Clean:")


def test_a_changed_figure_is_found(week: Path, plan: Path) -> None:
    changed = plan.with_name("changed.json")
    text = plan.read_text(encoding="utf-8")
    changed.write_text(text.replace('"minutes": ', '"minutes": 9', 1), encoding="utf-8")
    judged = strongstride("check", changed, "--scenario", week)
    assert judged.returncode == 5
    assert "/sessions/0/minutes" in judged.stdout


def test_input_that_is_wrong_is_pointed_at(week: Path) -> None:
    wrong = week.with_name("wrong.yaml")
    wrong.write_text("week:\n  mon: {run: {kind: tempo}}\n")
    result = strongstride("solve", wrong)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{wrong}:2:" in result.stderr
    assert "tempo" in result.stderr
