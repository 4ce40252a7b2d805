"""Trade-offs as data: the front between what is spent and what is bought, and sensitivities."""

from typing import Any

from solver.domain.base import Noun
from solver.domain.plan import Outcome, TierValue


class FrontPoint(Noun):
    """One point of a front: nothing cheaper is as good, and nothing as cheap is better."""

    cost: int
    """Least amount that reaches the gain."""
    shortfall: int
    """What is still missing, 0 when all is there."""
    proved: bool
    """Whether both figures are proved."""
    knee: bool = False
    """Whether the front bends most here: before it every step buys much, after it little."""
    settings: dict[str, Any]
    """Path -> value: what the scenario says at this point."""


class Front(Noun):
    """Every point at which more cost buys a smaller shortfall, the cheapest first."""

    cost: str
    cost_unit: str
    gain: str
    gain_unit: str
    points: tuple[FrontPoint, ...]
    impossible_below: int | None = None
    """Costs below this leave no week at all, proved; None when even the least one leaves one."""
    solves: int
    """How many solves it took."""

    @property
    def proved(self) -> bool:
        """Whether every point is."""
        return all(point.proved for point in self.points)


class SensitivityStep(Noun):
    """The week under one value of a parameter."""

    value: str
    """The value as JSON says it."""
    is_base: bool
    """Whether this is the scenario as it was."""
    outcome: Outcome
    tiers: tuple[TierValue, ...]


class Sensitivity(Noun):
    """How the week answers to one parameter."""

    path: str
    steps: tuple[SensitivityStep, ...]
