"""A goal that a repaired week shall reach, and what of a plan another week is held to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from solver.domain.explanation import Patch
from solver.domain.plan import Plan
from solver.plan.shortfalls import figures


@dataclass(frozen=True)
class Wanted:
    """A goal that the repaired week shall miss by no more than this.

    Attributes
    ----------
    kept : goals that must not get worse for it, with how far they are missed at most
    """

    goal: str
    at_most: int
    kept: tuple[tuple[str, int], ...] = ()

    def patches(self) -> tuple[Patch, ...]:
        """Return the edits that make it a must."""
        musts = ((self.goal, self.at_most), *self.kept)
        return tuple(Patch(path=f"rules.{goal}.at_most", value=most) for goal, most in musts)

    def asks(self, rule: str) -> bool:
        """Whether a member of a conflict is one of these goals, which no repair gives up."""
        return rule == self.goal or rule in dict(self.kept)


def musts(plan: Plan, last: int, allowed: Mapping[str, int] | None = None) -> tuple[Patch, ...]:
    """Return the edits that hold another week to what ``plan`` reaches, or to ``allowed``, up to a tier."""
    return tuple(
        Patch(path=f"rules.{goal.id}.at_most", value=max(goal.value, (allowed or {}).get(goal.id, 0)))
        for tier in plan.tiers or ()
        if tier.tier <= last
        for goal in tier.goals
        if goal.weight
    )


def keeps(plan: Plan, musts: Iterable[Patch]) -> bool:
    """Whether a plan keeps to what `musts` says, of its own accord."""
    goals = figures(plan).goals
    return all(goals.get(patch.path.split(".")[1], 0) <= int(str(patch.value)) for patch in musts)


def tier_of(plan: Plan, goal: str) -> int:
    """Return the tier that a plan counts a goal in."""
    return next(tier.tier for tier in plan.tiers or () if any(one.id == goal for one in tier.goals))
