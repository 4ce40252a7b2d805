"""Ctrl-C, in a process of its own."""

import signal
import subprocess
import sys
import time

import pytest

SCRIPT = """
import sys, time
import solver
from solver.cli import app
from tests.report.samples import plan, scenario

def solve(week, *, limits, on_progress, cancel):
    print("solving", file=sys.stderr, flush=True)
    if "stubborn" in sys.argv:
        time.sleep(30)
    cancel.wait(30)
    return plan(outcome="feasible" if cancel.is_set() else "unknown")

solver.read_scenario = lambda path, exercises_file=None: scenario()
solver.Limits = dict
solver.solve = solve
app(["solve", "week.yaml"])
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")


def started(*arguments: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "solving\n"
    return process


def test_the_first_one_prints_the_best_plan_so_far() -> None:
    process = started()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Not proved best" in out
    assert err == "Stopping; the best plan so far follows. Press Ctrl-C again to end at once.\n"


def test_the_second_one_ends_at_once() -> None:
    process = started("stubborn")
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert process.stderr.readline().startswith("Stopping")
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=5) == -signal.SIGINT
    process.communicate()
