"""What the judge says of a plan."""

from typing import Literal

from solver.domain.base import Noun
from solver.domain.plan import TierValue, Weekly


class Finding(Noun):
    """One way in which a plan breaks a rule."""

    rule: str
    subject: str
    """A day (``wed``), an exercise id, ``wed/squat_goblet``, or ``week``."""
    message: str


class Mismatch(Noun):
    """A figure printed in the plan that is not what the plan itself amounts to."""

    pointer: str
    """JSON pointer into the plan."""
    printed: str
    recomputed: str


class Judgement(Noun):
    """Everything recomputed from a plan alone."""

    verdict: Literal["clean", "violations"]
    """Violations when a rule is broken or a printed figure is wrong."""
    findings: tuple[Finding, ...]
    mismatches: tuple[Mismatch, ...]
    tiers: tuple[TierValue, ...]
    """Goal values recomputed; the bound repeats the one printed in the plan, else 0."""
    weekly: Weekly
