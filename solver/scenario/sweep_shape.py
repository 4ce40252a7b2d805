"""The shape of a sweep file."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from solver.domain.base import Noun
from solver.domain.sweep import SweepLimits

#: Cells of one sweep, at most.
MAX_CELLS = 20_000

Name = Annotated[str, Field(min_length=1, max_length=60)]
FileName = Annotated[str, Field(min_length=1, max_length=200)]
Overrides = dict[str, Any]
"""Path -> value, as in ``week.tue.strength.minutes: 30``; null takes the value away."""
Values = Annotated[list[Any], Field(min_length=1, max_length=MAX_CELLS)]


class PlanWeeks(Noun):
    """Repetition over the weeks of a run plan."""

    run_plan: FileName
    """A table of run plans (CSV) or a calendar (.ics) in the folder of the scenarios."""
    plan: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    """One plan of the table; left out, all of them."""
    first: Annotated[int, Field(ge=1, le=104)] = 1
    last: Annotated[int, Field(ge=1, le=104)] | None = None


class SweepFile(Noun):
    """What a sweep file says: where to start, and what to change.

    Every axis is combined with every other one: athletes, weeks, each of ``variants``, ``cells``,
    each of ``zipped``, each path of ``grid``.
    """

    name: Annotated[str, Field(max_length=200)] | None = None
    """Left out, the name of the file."""
    base: FileName | None = None
    """The scenario that is changed, in the folder of the scenarios."""
    athletes: dict[Name, FileName] | Annotated[list[FileName], Field(min_length=1)] | None = None
    """Scenarios of several athletes in place of ``base``: label -> file, or files."""
    weeks: PlanWeeks | None = None
    """The weeks of a run plan in place of the scenario's own runs."""
    variants: dict[Name, dict[Name, Overrides]] = Field(default_factory=dict)
    """Axis -> name of the variant -> overrides."""
    cells: Annotated[list[Overrides], Field(min_length=1)] | None = None
    """Overrides that belong together, one entry a cell."""
    zipped: dict[Name, dict[str, Values]] = Field(default_factory=dict)
    """Axis -> paths whose values change together: lists of one length."""
    grid: dict[str, Values] = Field(default_factory=dict)
    """Path -> values."""
    limits: SweepLimits = SweepLimits()

    @model_validator(mode="after")
    def _one_start(self) -> Self:
        if (self.base is None) == (self.athletes is None):
            raise ValueError("a sweep starts from base or from athletes: give one of them")
        return self

    @model_validator(mode="after")
    def _zipped_lengths(self) -> Self:
        for axis in self.zipped.values():
            lengths = {path: len(values) for path, values in axis.items()}
            if len(set(lengths.values())) > 1:
                said = ", ".join(f"{path} has {length}" for path, length in lengths.items())
                raise ValueError(f"zipped paths need lists of one length: {said} values")
            if not lengths:
                raise ValueError("a zipped axis names at least one path")
        return self
