"""Published run plans, week by week, against the ten runners of the evidence: solved, and what is left.

Reads the plans from ``../shared`` beside the project, where they are; they are never copied. Writes
one frame and one picture to ``build/published_plans`` and prints what they show. A run that was
interrupted goes on where it was. ``--every 50`` takes a fiftieth of the weeks.
"""

import argparse
import sys
from pathlib import Path

import solver
from solver import charts, frames
from tests.benchmarks import published_findings, published_picture
from tests.benchmarks.published_frame import frame_of
from tests.support.runners import RUNNERS, SCENARIOS

ROOT = Path(__file__).parents[2]
PLANS = ROOT.parent / "shared" / "data" / "run_plans" / "run_plans.csv"
RESULTS = ROOT / "build" / "published_plans"
#: Nearly every week is proved within these; the others say how large their gap is.
LIMITS = solver.Limits(deterministic_seconds=5, wall_seconds=60)


def main(arguments: list[str] | None = None) -> int:
    """Write the frame and the picture; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=Path, default=PLANS, help="the table of run plans")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the folder to write to")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="solve every N-th week only")
    parser.add_argument("--workers", type=int, help="processes; one per core when left out")
    chosen = parser.parse_args(arguments)
    if not chosen.plans.exists():
        print(f"there are no published plans at {chosen.plans}", file=sys.stderr)
        return 1
    loaded = solver.read_run_plans(chosen.plans)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    folder: Path = chosen.results
    folder.mkdir(parents=True, exist_ok=True)
    runners = {name: solver.read_scenario(SCENARIOS / f"{file}.yaml") for name, file in RUNNERS.items()}
    cells = solver.make_sweep(runners, name="published plans", plans=loaded.plans).cells[:: chosen.every]
    frame = frame_of(cells, solved(cells, chosen.workers, folder / "journal"), loaded.plans)
    for suffix in ("parquet", "csv"):
        frames.write_frame(frame, folder / f"weeks.{suffix}")
    chart = published_picture.chart(frame)
    for suffix in ("svg", "png"):
        charts.save_chart(chart, folder / f"weeks.{suffix}")
    print(f"{len(frame)} weeks: {folder / 'weeks.csv'}, {folder / 'weeks.png'}")
    print(frame["status"].value_counts().to_string(), "\n")
    published_findings.legs(frame)
    published_findings.sixth_day(frame, cells, lambda some: solved(some, chosen.workers, folder / "whatif"))
    published_findings.hard_days(frame)
    return 0


def solved(cells: tuple[solver.Cell, ...], workers: int | None, journal: Path) -> list[solver.CellResult]:
    """Solve cells, or take them from the journal."""
    return solver.sweep(cells, limits=LIMITS, workers=workers, journal=journal, on_result=_tell)


def _tell(state: solver.SweepProgress) -> None:
    if state.done % 100 == 0:
        print(f"{state.done} of {state.total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
