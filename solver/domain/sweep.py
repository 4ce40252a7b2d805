"""A sweep: one scenario many times over with something changed, and what came of each."""

from typing import Annotated, Literal

from pydantic import Field

from solver.domain.base import DayName, Noun
from solver.domain.plan import Plan, TierValue, Weekly
from solver.domain.problem import Problem
from solver.domain.scenario import Scenario

CellStatus = Literal["optimal", "feasible", "infeasible", "unknown", "invalid", "failed"]
#: What may stand as a coordinate: a label that a table can show.
Label = str | int | float | bool


class Cell(Noun):
    """One scenario of a sweep, and where in the sweep it is."""

    id: Annotated[str, Field(min_length=1, max_length=400)]
    """Made of the coordinates alone: it stays the same when other cells come or go."""
    at: dict[str, Label]
    """Axis -> label of the value there, in the order of the axes."""
    scenario: Scenario | None = None
    """None when the overrides make no scenario; then ``problems`` says why."""
    problems: tuple[Problem, ...] = ()


class SweepLimits(Noun):
    """Limits of each cell of a sweep file, in seconds; left out, those of the caller."""

    deterministic_seconds: Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)] | None = None
    wall_seconds: Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)] | None = None


class Sweep(Noun):
    """All cells of a sweep file, ready to be solved."""

    name: str
    axes: dict[str, int]
    """Axis -> number of values, in order; the number of cells is their product."""
    cells: tuple[Cell, ...]
    limits: SweepLimits = SweepLimits()

    @property
    def invalid(self) -> tuple[Cell, ...]:
        """The cells that are no scenario."""
        return tuple(cell for cell in self.cells if cell.scenario is None)


class PlannedDay(Noun):
    """One session in short."""

    day: DayName
    minutes: int | None
    exercises: int
    sets: int


class CellResult(Noun):
    """What came of one cell: its figures, without the plan unless that was asked for."""

    id: str
    at: dict[str, Label]
    status: CellStatus
    reason: str | None = None
    """Why there is no proved plan; None when there is one."""
    request_hash: str | None = None
    sessions: tuple[PlannedDay, ...] = ()
    tiers: tuple[TierValue, ...] = ()
    weekly: Weekly | None = None
    deterministic_time: float | None = None
    """CP-SAT's deterministic seconds."""
    reproducible: bool | None = None
    cpu_seconds: float | None = None
    wall_seconds: float | None = None
    plan: Plan | None = None
