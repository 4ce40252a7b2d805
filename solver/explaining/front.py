"""The exact front between a cost and a gain, by solving again and again; every point is proved.

The gain's goals stand alone in the first tier, every other goal is put aside, and the cost is a
limit: of a rule, or a goal that must be kept. Along a chain of limits, each wider than the one
before, the best shortfall never rises; so where both ends of a stretch have the same one, so has
all between, and only where they differ the stretch is halved. A point is there when its cost
reaches the shortfall and one less was proved not to.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from solver.domain.explanation import Patch
from solver.domain.front import Front, FrontPoint
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.edits import edited
from solver.explaining.measures import COSTS, Gain, Settings, chains, cost_unit, gain_called
from solver.goals import GOALS
from solver.search.limits import Cancel, Limits
from solver.search.solve import solve

#: The most that a scenario may let a goal be missed by.
_MOST = 10_000

Solve = Callable[[Scenario], Plan]


@dataclass(frozen=True)
class _Reached:
    """What a limit lets a week reach: None for no week at all."""

    shortfall: int | None
    proved: bool

    @property
    def rank(self) -> float:
        """For comparing: no week is worse than any."""
        return float("inf") if self.shortfall is None else self.shortfall


def front(
    scenario: Scenario,
    cost: str,
    gain: str,
    *,
    limits: Limits | None = None,
    cancel: Cancel | None = None,
    on_solve: Callable[[int], None] | None = None,
) -> Front:
    """Return every point at which more cost buys a smaller shortfall.

    Parameters
    ----------
    cost : ``sessions``, ``session_minutes``, ``week_minutes``, or the id of a goal: how far that
        one may be missed
    gain : ``coverage``, ``patterns``, ``dose``, ``floor``, ``balance``, or the id of a goal
    limits : of each solve
    on_solve : called with the number of solves so far

    Returns
    -------
    Front
        The cheapest point first. A point that is not proved says so.

    Raises
    ------
    ValueError
        When a measure is not known, or cost and gain are the same goal.
    """
    bought, unit = gain_called(gain), cost_unit(cost)
    if cost in bought.goals:
        raise ValueError(f"the cost {cost!r} is part of the gain {gain!r}: choose two different measures")

    def plan(changed: Scenario) -> Plan:
        return solve(changed, limits=limits, cancel=cancel)

    search = _Search(scenario, bought, plan, on_solve)
    lines = chains(scenario, cost) if cost in COSTS else [search.goal_chain(cost)]
    points = marked(non_dominated(point for line in lines for point in search.points(line)))
    return Front(
        cost=cost,
        cost_unit=unit,
        gain=gain,
        gain_unit=bought.unit,
        points=tuple(points),
        impossible_below=search.impossible_below(lines, points),
        solves=search.solves,
    )


class _Search:
    def __init__(
        self, scenario: Scenario, gain: Gain, plan: Solve, on_solve: Callable[[int], None] | None
    ) -> None:
        self._scenario = scenario
        self._gain = gain
        self._plan = plan
        self._on_solve = on_solve
        self.solves = 0

    def points(self, chain: Sequence[Settings]) -> list[FrontPoint]:
        """Return the points of one chain."""
        known: dict[int, _Reached] = {}

        def reached(at: int) -> _Reached:
            if at not in known:
                known[at] = self._reached(chain[at].changes, self._gain.goals)
            return known[at]

        def walk(low: int, high: int) -> None:
            if high - low > 1 and reached(low).rank != reached(high).rank:
                middle = (low + high) // 2
                reached(middle)
                walk(low, middle)
                walk(middle, high)

        if not chain:
            return []
        last = len(chain) - 1
        reached(0), reached(last)
        walk(0, last)
        return [self._point(chain, at, known) for at in sorted(known) if _is_step(at, known)]

    def _point(self, chain: Sequence[Settings], at: int, known: dict[int, _Reached]) -> FrontPoint:
        here, before = known[at], known.get(at - 1)
        assert here.shortfall is not None
        return FrontPoint(
            cost=chain[at].cost,
            shortfall=here.shortfall,
            proved=here.proved and (before is None or before.proved),
            settings=dict(chain[at].changes),
        )

    def goal_chain(self, goal: str) -> list[Settings]:
        """Return how far a goal may be missed: from its best to what the best gain needs of it."""
        least = self._reached({}, (goal,))
        best = self._reached({}, self._gain.goals)
        if least.shortfall is None or best.shortfall is None:
            return []
        top, step = least.shortfall, 1
        while top < _MOST and self._reached(_kept(goal, top), self._gain.goals).rank > best.shortfall:
            top, step = min(_MOST, top + step), 2 * step
        return [Settings(amount, _kept(goal, amount)) for amount in range(least.shortfall, top + 1)]

    def _reached(self, changes: Any, goals: tuple[str, ...]) -> _Reached:
        alone = edited(self._scenario, [Patch(path=p, value=v) for p, v in changes.items()])
        self.solves += 1
        if self._on_solve is not None:
            self._on_solve(self.solves)
        plan = self._plan(only(alone, goals))
        if plan.outcome == "infeasible":
            return _Reached(None, True)
        tier = next((tier for tier in plan.tiers or () if tier.tier == 1), None)
        if tier is None:
            return _Reached(None, False)
        return _Reached(tier.value, tier.proved)

    def impossible_below(
        self, lines: Sequence[Sequence[Settings]], points: Sequence[FrontPoint]
    ) -> int | None:
        """Return the first cost with a week, when there are costs below it."""
        if not points:
            return None
        least = min((line[0].cost for line in lines if line), default=points[0].cost)
        return points[0].cost if points[0].cost > least else None


def _kept(goal: str, most: int) -> dict[str, Any]:
    return {f"rules.{goal}.at_most": most}


def only(scenario: Scenario, goals: tuple[str, ...]) -> Scenario:
    """Return the scenario with these goals in the first tier and no other; what must be kept stays."""
    rules: dict[str, dict[str, Any]] = {name: dict(given) for name, given in scenario.rules.items()}
    for goal in GOALS:
        given = rules.setdefault(goal.id, {})
        if goal.id in goals:
            given |= {"tier": 1, "weight": given.get("weight") or goal.parameters().weight, "enabled": True}
        elif given.get("at_most") is not None and given.get("enabled", True):
            given |= {"weight": 0}
        else:
            given |= {"enabled": False}
    return scenario.model_copy(update={"rules": rules})


def _is_step(at: int, known: dict[int, _Reached]) -> bool:
    """Whether a limit reaches more than every one before it."""
    if known[at].shortfall is None:
        return False
    return all(known[other].rank > known[at].rank for other in known if other < at)


def non_dominated(points: Iterable[FrontPoint]) -> list[FrontPoint]:
    """Return the points that no other one beats or equals, the cheapest first."""
    kept: list[FrontPoint] = []
    for point in sorted(points, key=lambda point: (point.cost, point.shortfall)):
        if not kept or point.shortfall < kept[-1].shortfall:
            kept.append(point)
    return kept


def marked(points: Sequence[FrontPoint]) -> list[FrontPoint]:
    """Mark the knee: the point furthest below the line from the first point to the last.

    Both axes are scaled to the span of the front. A front of two points, or one that nowhere
    bends inward, has none.
    """
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    width, height = last.cost - first.cost, first.shortfall - last.shortfall
    below = [
        1 - (point.cost - first.cost) / width - (point.shortfall - last.shortfall) / height
        for point in points
    ]
    deepest = max(below)
    if deepest <= 1e-9:
        return list(points)
    return [
        point.model_copy(update={"knee": deep == deepest}) for point, deep in zip(points, below, strict=True)
    ]
