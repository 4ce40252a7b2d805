"""Plans: what is asked, how far it is, what came out."""

import base64
import binascii
import json
import math
import re
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from pydantic import Field, JsonValue, model_validator

from api.contract.base import Message, Moment, ScenarioDocument, moment
from api.edge.problem import Fault
from api.jobs.states import State
from solver import Judgement, Patch, Plan, TierValue

Outcome = Literal["optimal", "feasible", "infeasible", "unknown"]


class JobError(Message):
    """Why a job failed."""

    code: str
    """``parked`` when it took its solver down again and again; ``internal`` when we made a mistake;
    ``invalid`` for an item of a batch that is no scenario."""
    message: str
    errors: tuple[Fault, ...] = ()
    """What is wrong with an item of a batch, and where."""


class Limits(Message):
    """How long a search may take."""

    deterministic_seconds: float
    """CP-SAT's deterministic time: the same limit on every machine."""
    wall_seconds: float
    """The safety net; a plan that it cut says so."""


class Metadata(Message):
    """A job: where it is, not what came out."""

    id: str
    kind: Literal["plan", "conflict", "why_not_more", "reasons", "why_not", "worth", "alternatives"]
    status: State
    """Where the job is. An infeasible week is a *completed* job."""
    outcome: Literal["optimal", "feasible", "infeasible", "unknown", "finished", "unfinished"] | None = None
    """What came out: of a plan optimal, feasible, infeasible or unknown; of an explanation finished
    or unfinished."""
    label: str | None = None
    """What the sender calls it."""
    plan_id: str | None = None
    """The plan an explanation is about."""
    parent_id: str | None = None
    """The plan that this one is a patch of."""
    origin_id: str | None = None
    """The first plan of the line of patches."""
    batch_id: str | None = None
    batch_index: int | None = None
    cached: bool = False
    """Answered from an earlier answer to the very same question."""
    stop_requested: bool = False
    attempts: int = 0
    """How often a solver was lost over it."""
    limits: Limits
    error: JobError | None = None
    created_at: Moment
    started_at: Moment | None = None
    finished_at: Moment | None = None


def metadata_of(row: sa.Row[Any]) -> Metadata:
    """Return what a row of the store says of a job."""
    return Metadata(
        id=row.id,
        kind=row.kind,
        status=State(row.state),
        outcome=row.outcome,
        label=row.label,
        plan_id=row.plan_id,
        parent_id=row.parent_id,
        origin_id=row.origin_id,
        batch_id=row.batch_id,
        batch_index=row.batch_index,
        cached=row.cached,
        stop_requested=row.stop_requested,
        attempts=row.attempts,
        limits=Limits(deterministic_seconds=row.deterministic_seconds, wall_seconds=row.wall_seconds),
        error=None if row.error is None else JobError(**json.loads(row.error)),
        created_at=moment(row.created_at),
        started_at=moment(row.started_at),
        finished_at=moment(row.finished_at),
    )


class PlanEnvelope(Message):
    """A job and the plan it came to, if there is one yet."""

    metadata: Metadata
    plan: Plan | None = None
    """Sessions, tiers with bounds, weekly figures, notes and provenance, exactly as stored."""


class PlanPage(Message):
    """Plans, the newest first."""

    items: tuple[Metadata, ...]
    next_cursor: str | None = None
    """Ask for the next page with it; absent on the last one."""


class PlanInput(Message):
    """What was asked."""

    scenario: ScenarioDocument | None = None
    """Absent for an item of a batch that could not be read: that is not kept."""
    limits: Limits
    label: str | None = None


class Validated(Message):
    """A scenario that could be planned."""

    valid: Literal[True] = True
    name: str
    """What the scenario is called."""


class Edit(Message):
    """One edit of a scenario, by path."""

    op: Literal["replace", "remove"] = "replace"
    """``replace`` puts the value there, whether or not there was one; ``remove`` takes it away."""
    path: Annotated[str, Field(min_length=1, max_length=200, examples=["week.fri.strength.minutes"])]
    """Dotted, by day and by name."""
    value: JsonValue = None
    """The new value; left out to remove."""

    @model_validator(mode="after")
    def _value_fits(self) -> "Edit":
        if self.op == "replace" and self.value is None:
            raise ValueError("replace needs a value; to take something away, op is remove")
        if self.op == "remove" and self.value is not None:
            raise ValueError("remove takes no value")
        return self


class PatchRequest(Message):
    """Edits that make a new plan of an old one."""

    patch: Annotated[tuple[Edit, ...], Field(min_length=1, max_length=100)]
    label: Annotated[str, Field(max_length=200)] | None = None


class CheckRequest(Message):
    """A plan for the judge, and the scenario it is for."""

    scenario: ScenarioDocument
    plan: Plan
    """Sessions with a day, exercises and sets are enough."""


class PlanReference(Message):
    """A plan of ours by its id, or any plan itself."""

    id: Annotated[str, Field(max_length=64)] | None = None
    plan: Plan | None = None


class ComparisonRequest(Message):
    """Two plans to be held side by side."""

    before: PlanReference
    after: PlanReference


def cursor_of(created_at: float, job_id: str) -> str:
    """Return where a page ended, opaque to clients."""
    return base64.urlsafe_b64encode(f"{created_at!r} {job_id}".encode()).decode()


_ID = re.compile(r"[0-9a-f-]{1,64}", re.ASCII)


def read_cursor(text: str) -> tuple[float, str] | None:
    """Return what `cursor_of` was given, None when the text is not one of ours."""
    try:
        created_at, job_id = base64.urlsafe_b64decode(text.encode()).decode().split(" ")
        moment_ = float(created_at)
    except (binascii.Error, UnicodeError, ValueError):
        return None
    return (moment_, job_id) if math.isfinite(moment_) and _ID.fullmatch(job_id) else None


__all__ = [
    "CheckRequest",
    "ComparisonRequest",
    "Edit",
    "Judgement",
    "Metadata",
    "Patch",
    "PatchRequest",
    "PlanEnvelope",
    "PlanInput",
    "PlanPage",
    "PlanReference",
    "TierValue",
    "Validated",
]
