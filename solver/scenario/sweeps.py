"""Reads sweep files, and makes sweeps in Python: cells with stable ids, each a whole scenario."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from solver.domain.problem import Problem, ScenarioError
from solver.domain.run_plan import RunPlan
from solver.domain.scenario import Scenario
from solver.domain.sweep import Cell, Sweep, SweepLimits
from solver.scenario.axes import Axis, Point, cell_id, combined, override_axes, size
from solver.scenario.calendars import read_calendar
from solver.scenario.extends import SCENARIO_SUFFIXES
from solver.scenario.files import Reference, inside
from solver.scenario.noun_files import read_noun
from solver.scenario.overrides import overridden
from solver.scenario.plan_weeks import week_tree
from solver.scenario.reader import read_scenario, scenario_from
from solver.scenario.run_plans import read_run_plans
from solver.scenario.sweep_shape import MAX_CELLS, SweepFile

_SWEEPS_FOLDER = "sweeps"
_WHERE = "in the folder of the scenarios"
_RUN_PLAN_SUFFIXES = (".csv", ".ics")


def read_sweep(path: str | os.PathLike[str]) -> Sweep:
    """Read a sweep file and everything it names.

    Files are named from the folder of the scenarios, which is the one above when the sweep lies in
    a folder called ``sweeps``, else the sweep's own.

    Returns
    -------
    Sweep
        Every cell; one whose overrides make no scenario says why and is not solved.

    Raises
    ------
    ScenarioError
        When the file is wrong, names something that is, or none of its cells is a scenario.
    """
    shape, document = read_noun(path, SweepFile, "a sweep")
    reading = _Reading(Path(path))
    try:
        starts, axes = reading.starts(shape), override_axes(shape)
    except ScenarioError as error:
        raise ScenarioError(document.in_order(error.problems)) from None
    except ValueError as error:
        problem = Problem(pointer="", message=str(error), code="inconsistent")
        raise ScenarioError(document.in_order([problem])) from None
    sweep = _spanned(shape.name or Path(path).stem, starts, axes, shape.limits)
    if len(sweep.invalid) == len(sweep.cells):
        raise ScenarioError(_none_is_valid(sweep, os.fspath(path)))
    return sweep


def make_sweep(
    base: Scenario | Mapping[str, Scenario],
    *,
    name: str = "sweep",
    plans: Sequence[RunPlan] = (),
    grid: Mapping[str, Iterable[Any]] | None = None,
    variants: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
    zipped: Mapping[str, Mapping[str, Iterable[Any]]] | None = None,
) -> Sweep:
    """Make a sweep in Python, with the axes of a sweep file.

    Parameters
    ----------
    base : one scenario, or label -> scenario of several athletes
    plans : run plans whose weeks take the place of the scenario's own runs
    grid : path -> values
    variants : axis -> name -> path -> value
    zipped : axis -> paths whose values change together

    Raises
    ------
    ScenarioError
        When no cell is a scenario.
    ValueError
        When the axes are wrong, or span too many cells.
    """
    shape = SweepFile(
        base="-",
        grid={path: list(values) for path, values in (grid or {}).items()},
        variants={axis: {n: dict(c) for n, c in named.items()} for axis, named in (variants or {}).items()},
        zipped={axis: {p: list(v) for p, v in paths.items()} for axis, paths in (zipped or {}).items()},
    )
    bases = _one_or_many(base) if isinstance(base, Scenario) else _athletes(base)
    starts = [start for one in bases for start in _over_weeks(one, plans)] if plans else bases
    sweep = _spanned(name, starts, override_axes(shape), SweepLimits())
    if len(sweep.invalid) == len(sweep.cells):
        raise ScenarioError(_none_is_valid(sweep, None))
    return sweep


def _one_or_many(scenario: Scenario) -> list["_Start"]:
    return [_Start({}, scenario)]


def _athletes(scenarios: Mapping[str, Scenario]) -> list["_Start"]:
    return [_Start({"athlete": label}, scenario) for label, scenario in scenarios.items()]


class _Start:
    """A scenario that the axes change, and its own coordinates."""

    def __init__(
        self, at: Mapping[str, str | int], scenario: Scenario, tree: dict[str, Any] | None = None
    ) -> None:
        self.at = dict(at)
        self.scenario = scenario
        self.tree = scenario.model_dump(mode="json", exclude_unset=True) if tree is None else tree


def _over_weeks(
    start: _Start, plans: Iterable[RunPlan], first: int = 1, last: int | None = None
) -> list[_Start]:
    return [
        _Start(
            {**start.at, "plan": plan.id, "week": number},
            start.scenario,
            week_tree(start.scenario, plan, number),
        )
        for plan in plans
        for number in range(first, min(last or len(plan.weeks), len(plan.weeks)) + 1)
    ]


def _spanned(name: str, starts: list[_Start], axes: list[Axis], limits: SweepLimits) -> Sweep:
    """Return the sweep of every start with every combination of the axes' points."""
    number = len(starts) * size(axes)
    if number > MAX_CELLS:
        said = " x ".join(str(n) for n in (len(starts), *(len(axis.points) for axis in axes)))
        problem = Problem(
            pointer="", message=f"the sweep has {number} cells ({said})", code="too_large",
            allowed=f"at most {MAX_CELLS}", hint="split it into several sweeps",
        )  # fmt: skip
        raise ScenarioError([problem])
    lengths: dict[str, int] = {}
    for coordinate in starts[0].at if starts else ():
        lengths[coordinate] = len({start.at[coordinate] for start in starts})
    lengths |= {axis.name: len(axis.points) for axis in axes}
    cells = tuple(_cell(start, point) for start in starts for point in combined(axes))
    return Sweep(name=name, axes=lengths, cells=cells, limits=limits)


def _cell(start: _Start, point: Point) -> Cell:
    at = {**start.at, **point.at}
    try:
        tree = overridden(start.tree, point.changes)
        return Cell(id=cell_id(at), at=at, scenario=scenario_from(tree))
    except ScenarioError as error:
        return Cell(id=cell_id(at), at=at, problems=error.problems)
    except ValueError as error:
        return Cell(id=cell_id(at), at=at, problems=(Problem(pointer="", message=str(error)),))


def _none_is_valid(sweep: Sweep, file: str | None) -> list[Problem]:
    if not sweep.cells:
        return [Problem(pointer="", message="the sweep has no cell", code="missing", file=file)]
    first = sweep.cells[0]
    message = f"none of the {len(sweep.cells)} cells is a scenario; the first, {first.id}, has these problems"
    return [Problem(pointer="", message=message, code="inconsistent", file=file), *first.problems]


class _Reading:
    """Reads the files that a sweep names."""

    def __init__(self, path: Path) -> None:
        own = path.absolute().parent
        self._folder = own.parent if own.name == _SWEEPS_FOLDER else own

    def starts(self, shape: SweepFile) -> list[_Start]:
        """Return the scenarios that the axes change."""
        if shape.base is not None:
            found = _one_or_many(self._scenario(shape.base, "/base"))
        else:
            found = _athletes(self._athletes(shape.athletes))
        if shape.weeks is None:
            return found
        plans = self._plans(shape)
        weeks = shape.weeks
        return [start for one in found for start in _over_weeks(one, plans, weeks.first, weeks.last)]

    def _athletes(self, athletes: dict[str, str] | list[str] | None) -> dict[str, Scenario]:
        if isinstance(athletes, dict):
            return {label: self._scenario(file, f"/athletes/{label}") for label, file in athletes.items()}
        return {Path(f).stem: self._scenario(f, f"/athletes/{at}") for at, f in enumerate(athletes or ())}

    def _scenario(self, name: str, pointer: str) -> Scenario:
        return read_scenario(
            self._file(name, Reference(pointer, "a scenario file", SCENARIO_SUFFIXES, _WHERE))
        )

    def _file(self, name: str, reference: Reference) -> Path:
        target = inside(self._folder, name, reference)
        if isinstance(target, Problem):
            raise ScenarioError([target])
        return target

    def _plans(self, shape: SweepFile) -> list[RunPlan]:
        assert shape.weeks is not None
        reference = Reference("/weeks/run_plan", "a run plan", _RUN_PLAN_SUFFIXES, _WHERE)
        file = self._file(shape.weeks.run_plan, reference)
        loaded = read_calendar(file) if file.suffix.lower() == ".ics" else read_run_plans(file)
        if loaded.problems:
            raise ScenarioError(loaded.problems)
        wanted = shape.weeks.plan
        found = [plan for plan in loaded.plans if wanted in (None, plan.id)]
        if not found:
            allowed = ", ".join(plan.id for plan in loaded.plans)
            message = "the run plan holds no such plan" if wanted else "the run plan holds no week"
            raise ScenarioError(
                [Problem(pointer="/weeks/plan", message=message, value=wanted, allowed=allowed)]
            )
        return found
