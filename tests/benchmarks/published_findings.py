"""What published weeks show, each with the figures that could have shown the opposite."""

from collections.abc import Callable, Sequence

import pandas as pd

import solver
from solver.domain.base import DAYS

#: A runner of 58 who wants jumps, and says of days that he does not run on nothing about hours.
MASTERS = "P03_masters_58"
#: What his jumps may have been given up for: path -> value.
WHAT_IF = {
    "as it is": {},
    "aged 54": {"athlete.age": 54},
    "no day off wanted": {"rules.free_day.weight": 0},
    "three hours after the run": {f"week.{day}.strength.hours_after_run": 3 for day in DAYS},
}


def legs(frame: pd.DataFrame) -> None:
    """Print what a week is short of, by how many days may train legs hard."""
    short = frame["short"].fillna("").str.split("|")
    table = frame.assign(
        days_for_legs=frame["leg_days"].clip(upper=3).map({0: "0", 1: "1", 2: "2", 3: "3 or more"}),
        sessions=(frame["sessions"].fillna(0) < frame["wanted"]).astype(int),
        quads=short.map(lambda groups: "quads" in groups).astype(int),
        other_muscles=short.map(lambda groups: bool({*groups} - {"", "quads"})).astype(int),
        exposures=(frame["coverage_missing"].fillna(1) > 0).astype(int),
    ).groupby("days_for_legs")
    print("1. One day for legs is enough: weeks short of something, by days for legs")
    columns = ["sessions", "quads", "other_muscles", "exposures"]
    print(table[columns].sum().assign(weeks=table.size()).to_string())
    print(f"(the runners share {len(frame[['at_plan', 'at_week']].drop_duplicates())} weeks of running)\n")


def sixth_day(
    frame: pd.DataFrame,
    cells: Sequence[solver.Cell],
    solved: Callable[[tuple[solver.Cell, ...]], list[solver.CellResult]],
) -> None:
    """Print where the masters runner loses his jumps, and what becomes of those weeks otherwise."""
    own = frame[frame["at_athlete"] == MASTERS]
    lost = own[own["coverage_missing"] > 0]
    print("2. With six days of running it is a day off or jumps, at 58: weeks by days of running")
    table = pd.DataFrame({"weeks": own.groupby("run_days").size(), "short": lost.groupby("run_days").size()})
    print(table.fillna(0).astype(int).to_string())
    names = set(lost["cell"])
    base = {cell.id: cell.scenario for cell in cells if cell.id in names and cell.scenario is not None}
    if not base:
        return
    results = solved(solver.make_sweep(base, variants={"what_if": WHAT_IF}).cells)
    rows = [(result.at["what_if"], _missing(result)) for result in results]
    found = pd.DataFrame(rows, columns=["what_if", "missing"]).groupby("what_if", sort=False)["missing"]
    print("those weeks again, and what they miss:")
    print(found.value_counts().to_string(), "\n")


def _missing(result: solver.CellResult) -> str:
    coverage = result.weekly.coverage if result.weekly else ()
    return "|".join(found.what for found in coverage if found.reached < found.wanted) or "nothing"


def hard_days(frame: pd.DataFrame) -> None:
    """Print how many weeks let runners lift on hard days only, who want to."""
    own = frame[frame["policy"] == "hard_days"]
    own = own.assign(
        kept=(own["off_policy"] == 0).fillna(False).astype(int),
        apart=own["hard_open"].map(_apart).astype(int),
    )
    print(
        "3. Lifting on hard days only needs two of them open that are no neighbours: weeks by open hard days"
    )
    found = own.groupby(["at_athlete", "hard_open"])
    print(found.agg(weeks=("kept", "size"), apart=("apart", "sum"), kept=("kept", "sum")).to_string())
    print(f"kept in {int(own['kept'].sum())} of {len(own)} weeks")


def _apart(days: str) -> bool:
    """Whether two of the days are no neighbours."""
    places = [DAYS.index(day) for day in DAYS if day in days.split("|")]
    return bool(places) and places[-1] - places[0] > 1
