"""A sweep of 500 cells: how much of the time is solving, how much memory, and killed and resumed.

Our own marathon plan against the ten runners of the evidence, with less and with more time. The sweep
runs once unbroken, once killed in the middle and resumed; both must give the same frame. Linux only:
memory is read from ``/proc``.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

import pandas as pd

import solver
from solver import frames
from tests.support.runners import RUNNERS, SCENARIOS

ROOT = Path(__file__).parents[2]
LIMITS = solver.Limits(deterministic_seconds=0.5, wall_seconds=60)
MINUTES = (24, 28, 32, 36)
#: Columns that say how long it took, and so differ from run to run.
TIMES = ["cpu_seconds", "wall_seconds"]


def cells(number: int) -> tuple[solver.Cell, ...]:
    """Return that many cells, spread over runners, weeks and minutes."""
    (plan,) = solver.read_run_plans(SCENARIOS / "run_plans" / "own_marathon.csv").plans
    runners = {name: solver.read_scenario(SCENARIOS / f"{file}.yaml") for name, file in RUNNERS.items()}
    grid = {"rules.time_budget.full_body": MINUTES}
    found = solver.make_sweep(runners, plans=[plan], grid=grid).cells
    step = len(found) / number
    return tuple(found[int(at * step)] for at in range(number))


def run(folder: Path, number: int, workers: int) -> None:
    """Solve, going on from the journal if there is one; write the frame and the figures."""
    memory: list[dict[str, int]] = []

    def told(state: solver.SweepProgress) -> None:
        if state.done % 50 == 0:
            memory.append(resident())

    started = time.monotonic()
    found = solver.sweep(
        cells(number), limits=LIMITS, workers=workers, journal=folder / "journal", on_result=told
    )
    elapsed = time.monotonic() - started
    frame = frames.sweep_frame(found)
    frames.write_frame(frame, folder / "frame.parquet")
    own, children = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
    figures = {
        "elapsed": elapsed,
        "solving_cpu": float(frame["cpu_seconds"].sum()),
        "solving_wall": float(frame["wall_seconds"].sum()),
        "parent_cpu": own.ru_utime + own.ru_stime,
        "workers_cpu": children.ru_utime + children.ru_stime,
        "memory_kb": memory,
    }
    (folder / "figures.json").write_text(json.dumps(figures))


def resident() -> dict[str, int]:
    """Return the resident memory of this process and of each of its children, kB."""
    me = os.getpid()
    children = Path(f"/proc/{me}/task/{me}/children").read_text().split()
    return {pid: _resident(pid) for pid in (str(me), *children)}


def _resident(pid: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return 0


def main() -> int:
    """Run the measurement; return 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.folder is not None:
        run(chosen.folder, chosen.cells, chosen.workers)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        whole, broken = Path(folder) / "whole", Path(folder) / "broken"
        whole.mkdir()
        broken.mkdir()
        _start(whole, chosen).wait()
        _tell(json.loads((whole / "figures.json").read_text()), chosen.workers)
        done = _kill_in_the_middle(broken, chosen)
        _start(broken, chosen).wait()
        same = _same(whole, broken, done)
    return 0 if same else 1


def _start(folder: Path, chosen: argparse.Namespace) -> "subprocess.Popen[bytes]":
    sizes = ["--cells", str(chosen.cells), "--workers", str(chosen.workers)]
    command = [sys.executable, str(Path(__file__)), "--in", str(folder), *sizes]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _kill_in_the_middle(folder: Path, chosen: argparse.Namespace) -> int:
    """Kill a sweep without warning after two fifths of its cells; return how many were written down."""
    process = _start(folder, chosen)
    while process.poll() is None and len(_keys(folder)) < chosen.cells * 2 // 5:
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return len(_keys(folder))


def _keys(folder: Path) -> list[str]:
    journal = folder / "journal"
    lines = journal.read_bytes().splitlines()[1:] if journal.exists() else []
    return [json.loads(line)["key"] for line in lines if line.endswith(b"}")]


def _tell(figures: dict[str, Any], workers: int) -> None:
    cpu = figures["parent_cpu"] + figures["workers_cpu"]
    print(f"elapsed {figures['elapsed']:.1f} s with {workers} workers")
    print(f"processor time: solving {figures['solving_cpu']:.1f} s of {cpu:.1f} s, all processes: "
          f"{figures['solving_cpu'] / cpu:.1%} (parent {figures['parent_cpu']:.1f} s)")  # fmt: skip
    print(f"time in solves by the clock: {figures['solving_wall'] / figures['elapsed'] / workers:.1%} "
          "of the workers' time")  # fmt: skip
    frame = pd.DataFrame(figures["memory_kb"]) / 1000
    print("resident memory, MB, every 50 cells; the first column is the parent:")
    print(frame.round(0).to_string())


def _same(whole: Path, broken: Path, done: int) -> bool:
    keys, expected = _keys(broken), _keys(whole)
    lost, repeated = set(expected) - set(keys), len(keys) - len(set(keys))
    print(f"killed with {done} solves written down, resumed: {len(lost)} lost, {repeated} repeated")
    a, b = (
        frames.read_frame(folder / "frame.parquet", "sweep").drop(columns=TIMES) for folder in (whole, broken)
    )
    same = a.equals(b)
    print("the frame is the same" if same else "THE FRAME DIFFERS")
    return same and not lost and not repeated


if __name__ == "__main__":
    sys.exit(main())
