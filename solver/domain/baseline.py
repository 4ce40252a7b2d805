"""A baseline: what a sweep came to once, and how far it may fall behind that."""

from typing import Annotated, Literal

from pydantic import Field

from solver.domain.base import Noun
from solver.domain.sweep import CellStatus


class Tolerances(Noun):
    """How much worse than the baseline a cell may be. Status and tiers have none by default."""

    tier_points: Annotated[int, Field(ge=0, le=10_000)] = 0
    """Points by which the first tier that differs may be worse, where it is not proved optimal."""
    time_factor: Annotated[float, Field(ge=1, le=1000)] = 2.0
    """Times the baseline's deterministic time that a cell may take."""
    time_slack: Annotated[float, Field(ge=0, le=100_000)] = 1.0
    """Deterministic seconds that a cell may take on top, so that small figures may vary."""


class BaselineCell(Noun):
    """One cell as it was."""

    id: str
    status: CellStatus
    tiers: dict[int, int]
    """Tier -> value, points."""
    deterministic_time: float | None = None


class Baseline(Noun):
    """A sweep as it was."""

    format_version: Literal[1] = 1
    sweep: str
    tolerances: Tolerances = Tolerances()
    cells: tuple[BaselineCell, ...]


class Difference(Noun):
    """One way in which a cell is not what it was."""

    cell: str
    measure: Literal["presence", "status", "tiers", "time"]
    regression: bool
    """Worse than the tolerances allow; else it is news, good or neutral."""
    before: str
    after: str
