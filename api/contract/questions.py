"""Explanations of plans: each a job of its own, with its answer once it is there."""

from typing import Annotated, Literal

from pydantic import Field

from api.contract.base import Message
from api.contract.plans import Metadata
from solver import Alternatives, Contrast, Explanation, Reason, Worth


class Explanations(Message):
    """Why there is no plan or why goals are missed, and the ways out, cheapest first."""

    finished: bool
    """False when the limits ended before everything was tried."""
    explanations: tuple[Explanation, ...]


class Reasons(Message):
    """What each exercise of a plan is there for."""

    reasons: tuple[Reason, ...]


class ExplanationsEnvelope(Message):
    """The conflict of an infeasible week, or what stands in the way of goals."""

    metadata: Metadata
    answer: Explanations | None = None


class ReasonsEnvelope(Message):
    """Why each exercise is there."""

    metadata: Metadata
    answer: Reasons | None = None


class WhyNotEnvelope(Message):
    """What a wish would cost, or what forbids it."""

    metadata: Metadata
    answer: Contrast | None = None


class WorthEnvelope(Message):
    """What one more thing would buy."""

    metadata: Metadata
    answer: Worth | None = None


class AlternativesEnvelope(Message):
    """Really different plans within a stated loss."""

    metadata: Metadata
    answer: Alternatives | None = None


class AlternativesParameters(Message):
    """What alternatives are looked for."""

    k: Annotated[int, Field(ge=1, le=10)] = 3
    """How many."""
    loss: Annotated[int, Field(ge=0, le=1000)] = 8
    """How much worse they may be, summed over the lower tiers."""


QuestionKind = Literal["conflict", "why_not_more", "reasons", "why_not", "worth", "alternatives"]
