"""Puts the tiers that a search tells one by one together to whole plans."""

from typing import TYPE_CHECKING, Any

import solver
from api.solving.question import Tell

if TYPE_CHECKING:
    from solver import Progress


class Snapshots:
    """Tells each better plan as one event: its tiers with values and proved bounds.

    A search tells a plan from its first tier to its last; before there is a plan, single tiers. The last
    tier is the highest one that any goal has, or that was told before.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._tiers: list[dict[str, Any]] = []
        self._seconds = 0.0
        self._highest = max(goal.parameters().tier for goal in solver.GOALS)

    def step(self, step: "Progress") -> None:
        """Take what a search told."""
        if self._tiers and step.tier <= self._tiers[-1]["tier"]:
            self.flush()
        self._tiers.append({"tier": step.tier, "name": step.name, "value": step.value, "bound": step.bound})
        self._seconds = step.seconds
        self._highest = max(self._highest, step.tier)
        if step.tier == self._highest:
            self.flush()

    def flush(self) -> None:
        """Tell what was taken."""
        if self._tiers:
            self._tell(
                {
                    "event": "progress",
                    "complete": self._tiers[0]["tier"] == 1,
                    "tiers": self._tiers,
                    "seconds": round(self._seconds, 3),
                }
            )
            self._tiers = []
