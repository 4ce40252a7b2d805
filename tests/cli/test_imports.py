"""What is not needed is not loaded."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from solver.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    assert end.code in (0, None), end.code
heavy = {"ortools", "pandas", "numpy", "icalendar", "fastapi"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["rules"], ["exercises"], ["schema"]])
def test_only_solving_loads_the_solver(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
