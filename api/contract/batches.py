"""Batches of scenarios, and sweeps over one."""

from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import Field, JsonValue

from api.contract.base import Message, Moment, ScenarioDocument, moment
from api.contract.plans import PlanEnvelope

_Path = Annotated[str, Field(min_length=1, max_length=200)]
_Name = Annotated[str, Field(min_length=1, max_length=60)]
_Values = Annotated[list[JsonValue], Field(min_length=1, max_length=10_000)]


class BatchItem(Message):
    """One athlete's week in a batch."""

    label: Annotated[str, Field(max_length=200)] | None = None
    """What you call it; given back as it came."""
    scenario: ScenarioDocument


class BatchRequest(Message):
    """Many weeks at once. The same items as lines of `application/x-ndjson` are read as they arrive."""

    items: Annotated[tuple[BatchItem, ...], Field(min_length=1)]


class SweepRequest(Message):
    """A grid over one scenario, with the axes of a sweep file; every axis is combined with every other."""

    scenario: ScenarioDocument
    """The scenario that is changed."""
    grid: dict[_Path, _Values] = Field(
        default_factory=dict, examples=[{"week.thu.strength.minutes": [20, 30, 40]}]
    )
    """Path -> values."""
    zipped: dict[_Name, dict[_Path, _Values]] = Field(default_factory=dict)
    """Axis -> paths whose values change together: lists of one length."""
    variants: dict[_Name, dict[_Name, dict[_Path, JsonValue]]] = Field(default_factory=dict)
    """Axis -> name of the variant -> path -> value."""


class Batch(Message):
    """How far a batch or sweep is."""

    id: str
    kind: Literal["batch", "sweep"]
    status: Literal["solving", "completed"]
    """Completed when every item has ended, however it did."""
    total: int
    counts: dict[str, int]
    """Status -> number of items."""
    outcomes: dict[str, int]
    """Outcome -> number of items."""
    stop_requested: bool
    created_at: Moment
    finished_at: Moment | None = None


class BatchPage(Message):
    """Batches, the newest first."""

    items: tuple[Batch, ...]
    next_cursor: str | None = None


class BatchItemPage(Message):
    """Items of a batch in their order, with the plans there are."""

    items: tuple[PlanEnvelope, ...]
    next_after: int | None = None
    """Ask for the next page with ``after``; absent on the last one."""


def batch_of(row: sa.Row[Any], counts: dict[str, int], outcomes: dict[str, int]) -> Batch:
    """Return what rows of the store say of a batch."""
    return Batch(
        id=row.id,
        kind=row.kind,
        status="solving" if row.finished_at is None else "completed",
        total=row.total,
        counts=counts,
        outcomes=outcomes,
        stop_requested=row.stop_requested,
        created_at=moment(row.created_at),
        finished_at=moment(row.finished_at),
    )
