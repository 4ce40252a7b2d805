"""What is not needed is not loaded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from solver.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    assert end.code in (0, None, 5), end.code
heavy = {"ortools", "pandas", "numpy", "icalendar", "fastapi"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"], ["exercises"], ["schema"]])
def test_only_solving_loads_the_solver(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_judging_needs_no_solver(tmp_path: Path) -> None:
    (tmp_path / "week.yaml").write_text("week: {mon: {strength: {minutes: 40}}}")
    plan = {"sessions": [{"day": "mon", "exercises": [{"exercise": "pushup", "sets": 3}]}]}
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    test_only_solving_loads_the_solver(
        ["check", str(tmp_path / "plan.json"), "--scenario", str(tmp_path / "week.yaml")]
    )
