"""Measures how long a proof takes, and what other methods and explanations cost: ``make bench``.

Every figure is CPU seconds of one worker: the whole solve with model building and judge (the
baselines without a judge), the start of the process and reading the file excluded. Each method runs
in a process of its own, one after another, on the same weeks under the same limit.
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks import tables
from tests.benchmarks.explanations import Asked, Cost, ask, costs, weeks_to_explain
from tests.benchmarks.instances import GROUPS, Instance, Sizes, has_published, instances, spread
from tests.benchmarks.measuring import Run, measure
from tests.benchmarks.summary import Figures, Ratio, faults, figures, ratio

RESULTS = Path(__file__).with_name("results.json")
BASELINES = ("cpsat", "highs", "ours_default")


@dataclass
class Results:
    """Everything that was measured."""

    ours: list[Run] = field(default_factory=list)
    baselines: dict[str, list[Run]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    failed_questions: list[str] = field(default_factory=list)

    @property
    def groups(self) -> dict[str, Figures]:
        """Our figures by group."""
        runs = {group: [run for run in self.ours if run.group == group] for group in GROUPS}
        return {group: figures(found) for group, found in runs.items() if found}

    @property
    def ratios(self) -> list[Ratio]:
        """Each baseline against ours, together and by group."""
        found = [
            ratio(self.ours, runs, group) for runs in self.baselines.values() for group in (None, *GROUPS)
        ]
        return [one for one in found if one is not None]

    @property
    def costs(self) -> list[Cost]:
        """What the explanations cost."""
        ordinary = [run.cpu for run in self.ours if run.answer.status == "optimal"]
        return costs(self.asked, median(ordinary)) if ordinary else []

    @property
    def faults(self) -> list[str]:
        """What must not be: failures, and methods that contradict each other."""
        runs = [*self.ours, *(run for found in self.baselines.values() for run in found)]
        return [*faults(runs), *self.failed_questions]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, write the JSON file; 1 when methods contradict each other."""
    options = _options(arguments)
    if not has_published():
        say("no published weeks: ../shared/data is not there, so that group is left out")
    results = measured(instances(_sizes(options)), options)
    show(results)
    options.json.write_text(json.dumps(document(results, options), indent=1) + "\n", encoding="utf-8")
    say(f"written to {options.json}")
    return 1 if results.faults else 0


def measured(weeks: Sequence[Instance], options: argparse.Namespace) -> Results:
    """Run everything that the options ask for."""
    results = Results(ours=_runs("ours", weeks, options))
    some = spread(weeks, options.baseline)
    for method in options.methods if some else ():
        results.baselines[method] = _runs(method, some, options)
    for week, found in ask(weeks_to_explain(weeks, results.ours, options.explained)):
        if isinstance(found, str):
            results.failed_questions.append(f"explaining {week.group} {week.name}: {found}")
        else:
            results.asked += found
            told = (f"{one.question} {one.ratio:.1f} x" for one in found)
            say(f"explaining {week.group} {week.name}: {', '.join(told)}")
    return results


def _runs(method: str, weeks: Sequence[Instance], options: argparse.Namespace) -> list[Run]:
    found: list[Run] = []
    module = f"tests.benchmarks.method_{method}"
    for run in measure(method, module, weeks, options.limit, options.repeat):
        found.append(run)
        progress = f"{method} {len(found)}/{len(weeks)}"
        say(f"{progress} {run.group} {run.name}: {run.answer.status} after {run.cpu:.2f} s")
    return found


def show(results: Results) -> None:
    """Print the tables, and loudly what must not be."""
    console = tables.console()
    if results.groups:
        console.print(tables.figures_table(results.groups))
    if results.ratios:
        console.print(tables.ratios_table(results.ratios))
    if results.costs:
        console.print(tables.costs_table(results.costs))
    for fault in results.faults:
        console.print(f"FAULT: {fault}", style="bold red", markup=False, soft_wrap=True)
    if results.baselines and not results.faults:
        console.print("Every method that proved a week proved the same of it.")


def document(results: Results, options: argparse.Namespace) -> dict[str, Any]:
    """Return everything as plain data."""
    return {
        "machine": {
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "load": os.getloadavg(),
            "packages": {name: version(name) for name in ("ortools", "highspy")},
        },
        "options": {name: str(value) for name, value in vars(options).items()},
        "groups": {group: asdict(found) for group, found in results.groups.items()},
        "ratios": [asdict(one) for one in results.ratios],
        "explanations": [asdict(one) for one in results.costs],
        "faults": results.faults,
        "runs": [asdict(run) for run in _all_runs(results)],
        "questions": [asdict(one) for one in results.asked],
    }


def _all_runs(results: Results) -> Iterable[Run]:
    yield from results.ours
    for found in results.baselines.values():
        yield from found


def say(words: str) -> None:
    """Tell how far it is."""
    print(words, file=sys.stderr, flush=True)


def _sizes(options: argparse.Namespace) -> Sizes:
    if options.all:
        return Sizes(None, None, None, options.random)
    return Sizes(options.published, options.tight, options.hand_made, options.random)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    add = parser.add_argument
    add("--published", type=int, default=60, help="published weeks")
    add("--tight", type=int, default=20, help="published weeks with 25 minutes on days without a run only")
    add("--hand-made", type=int, default=None, help="scenarios/*.yaml, by default all of them")
    add("--random", type=int, default=20, help="random weeks")
    add("--all", action="store_true", help="every published week with every athlete, normal and tight")
    add("--baseline", type=int, default=8, help="weeks of these to run in other methods; 0 for none")
    add("--methods", nargs="*", choices=BASELINES, default=list(BASELINES), help="the other methods")
    add("--explained", type=int, default=2, help="weeks with, and weeks without a plan to explain")
    add("--limit", type=float, default=15, help="CPU seconds a run may take")
    add("--repeat", type=int, default=1, help="measure each run so often and take the median")
    add("--json", type=Path, default=RESULTS, help="where the figures are written")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
