"""Published run plans, week by week, against the runners of our scenarios: what the rules leave.

Reads the plans from ``../shared`` beside the project, where they are; they are never copied. Writes
a frame and a heat map to ``build/published_plans`` and prints the figures. Nothing is solved unless
``--solve N`` asks for every N-th cell.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

import solver
from solver import charts, frames

ROOT = Path(__file__).parents[2]
PLANS = ROOT.parent / "shared" / "data" / "run_plans" / "run_plans.csv"
RESULTS = ROOT / "build" / "published_plans"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Runners who have time for strength on every day: what is closed for them, the running closes.
FREE = ("marathon_vest_hard_days", "masters_fifty_eight", "triathlete_long_ride")
RUNNERS = (
    "novice_three_runs", "marathon_vest_hard_days", "masters_fifty_eight", "teenager_fifteen",
    "lifter_full_gym", "little_and_often_home", "triathlete_long_ride", "ultra_back_to_back",
    "club_runner_double_day", "time_crunched_twenty_minutes",
)  # fmt: skip


def main() -> int:
    """Write the frame and the picture; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=Path, default=PLANS, help="the table of run plans")
    parser.add_argument("--solve", type=int, default=0, metavar="N", help="solve every N-th cell as well")
    chosen = parser.parse_args()
    if not chosen.plans.exists():
        print(f"there are no published plans at {chosen.plans}", file=sys.stderr)
        return 1
    loaded = solver.read_run_plans(chosen.plans)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    runners = {name: solver.read_scenario(ROOT / "scenarios" / f"{name}.yaml") for name in RUNNERS}
    sweep = solver.make_sweep(runners, name="published plans", plans=loaded.plans)
    room = frames.room_frame(sweep.cells, solver.room)
    RESULTS.mkdir(parents=True, exist_ok=True)
    frames.write_frame(room, RESULTS / "room.parquet")
    report(room)
    if chosen.solve:
        some = sweep.cells[:: chosen.solve]
        limits = solver.Limits(5, 30)
        results = solver.sweep(some, limits=limits, journal=RESULTS / f"every_{chosen.solve}.journal")
        frame = frames.sweep_frame(results)
        frames.write_frame(frame, RESULTS / "solved.parquet")
        print(frame["status"].value_counts().to_string())
    return 0


def report(room: pd.DataFrame) -> None:
    """Draw heat maps by plan and runner, and print what a coach would ask."""
    for column, what in (("open_days", "days open to strength"), ("leg_days", "days open to leg work")):
        means = room.groupby(["at_plan", "at_athlete"], as_index=False)[column].mean()
        means[column] = means[column].round(1)
        chart = charts.heat_chart(
            means,
            "at_athlete",
            "at_plan",
            column,
            heading="What the rules leave of published plans",
            unit="days a week",
            x_title="runner",
            y_title="run plan",
            notes=[f"{what}, mean over the weeks of the plan; {len(room)} weeks in all"],
            slanted=True,
        )
        charts.save_chart(chart, RESULTS / f"{column}.svg")
        charts.save_chart(chart, RESULTS / f"{column}.png")
    whole = room[room["at_athlete"].isin(FREE)]
    print("open days, leg days: mean over the runners with time on every day, by plan")
    print(
        whole.groupby("at_plan")[["open_days", "leg_days"]]
        .mean()
        .round(2)
        .sort_values("leg_days")
        .to_string()
    )
    for column in ("open_days", "leg_days"):
        counts = whole[column].value_counts().sort_index()
        print(f"weeks by {column}:", dict(zip(map(int, counts.index), map(int, counts), strict=True)))
    share = whole.assign(last=whole.groupby(["at_plan", "at_athlete"])["at_week"].transform("max"))
    final = share[share["at_week"] > share["last"] - 2]
    print("leg days in the last two weeks:", round(float(final["leg_days"].mean()), 2))
    print("leg days in the weeks before:", round(float(share.drop(final.index)["leg_days"].mean()), 2))
    print("days for legs, share of weeks:")
    print(
        pd.Series(
            {day: round(float(whole["legs"].fillna("").str.contains(day).mean()), 3) for day in DAYS}
        ).to_string()
    )


if __name__ == "__main__":
    sys.exit(main())
