"""Print the plans of scenario files as JSON, without ``timing``: run in a process of its own.

Every line is the file's name, a tab and the plan.
"""

import sys
from pathlib import Path

from solver import Limits, read_scenario, solve


def main(deterministic_seconds: str, *files: str) -> None:
    """Plan each file under a deterministic limit and print its plan on a line."""
    limits = Limits(deterministic_seconds=float(deterministic_seconds), wall_seconds=3600)
    for file in files:
        plan = solve(read_scenario(file), limits=limits)
        print(Path(file).name, plan.model_dump_json(exclude={"timing"}), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
