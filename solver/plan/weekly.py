"""The week as a whole: doses against their bands, coverage, balance, free days, goal values."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from solver.catalogue.case import Case
from solver.catalogue.session import ReadWeek
from solver.domain.exercise import MUSCLE_GROUPS
from solver.domain.plan import Balance, Coverage, GoalValue, MuscleDose, TierValue, Weekly
from solver.goals import GOALS
from solver.goals.balance import RatioGoal
from solver.goals.base import TIER_NAMES, Goal
from solver.goals.dose_target import DoseTarget
from solver.goals.exposures import Exposures
from solver.goals.muscle_floor import MuscleFloor
from solver.goals.pattern_exposures import PatternExposures
from solver.goals.single_leg_share import SingleLegShare
from solver.rules import RULES
from solver.rules.weekly_cap import WeeklyCap

Part = TypeVar("Part")


@cache
def _the(kind: type[Part]) -> Part:
    """Return the one registered rule or goal of a class."""
    return next(part for part in (*GOALS, *RULES) if isinstance(part, kind))


def weekly(case: Case, week: ReadWeek) -> Weekly:
    """Work out the weekly figures of a planned week."""
    return Weekly(
        muscles=_muscles(case, week),
        coverage=_coverage(case, week),
        balance=_balance(case, week),
        free_days=tuple(day.name for day in case.days if day.is_free and week.on(day.index) is None),
    )


def _muscles(case: Case, week: ReadWeek) -> tuple[MuscleDose, ...]:
    floors, targets = _the(MuscleFloor).of(case), _the(DoseTarget).of(case)
    caps = _the(WeeklyCap).of(case)
    return tuple(
        MuscleDose(
            group=group,
            sets=week.half_sets(group) / 2,
            floor=floors.floor(group, case) / 2,
            target=targets.target(group, case) / 2,
            cap=caps.cap(group, case.athlete.level),
        )
        for group in MUSCLE_GROUPS
    )


def _coverage(case: Case, week: ReadWeek) -> tuple[Coverage, ...]:
    reached = _the(PatternExposures).reached(case, week) + _the(Exposures).reached(case, week)
    return tuple(Coverage(what=what, reached=have, wanted=wanted) for what, have, wanted in reached)


def _balance(case: Case, week: ReadWeek) -> tuple[Balance, ...]:
    found = []
    for goal in GOALS:
        if isinstance(goal, RatioGoal):
            first, second = goal.halves(week)
            sets, band, is_open = (first / 2, second / 2), goal.band(case), goal.is_open(case)
        elif isinstance(goal, SingleLegShare):
            ones, twos = goal.sets(week)
            settings = goal.of(case)
            sets, band, is_open = (ones, twos), f"{settings.least} to {settings.most} %", True
        else:
            continue
        found.append(
            Balance(
                what=goal.id,
                sides=goal.sides,
                sets=sets,
                band=band,
                outside=goal.measure(case, week),
                open=is_open,
            )
        )
    return tuple(found)


def measured_tiers(case: Case, week: ReadWeek, bounds: Mapping[int, int]) -> tuple[TierValue, ...]:
    """Measure every goal on a planned week, tier by tier.

    ``bounds`` holds the proved lower bound of each tier; a tier without one has 0.
    """
    by_tier: dict[int, list[Goal[Any]]] = {}
    for goal in GOALS:
        settings = goal.of(case)
        if settings.enabled:
            by_tier.setdefault(settings.tier, []).append(goal)
    tiers = []
    for tier, goals in sorted(by_tier.items()):
        values = tuple(
            GoalValue(id=goal.id, value=goal.measure(case, week), weight=goal.of(case).weight)
            for goal in goals
        )
        total = sum(value.value * value.weight for value in values)
        name = TIER_NAMES.get(tier, f"tier {tier}")
        tiers.append(TierValue(tier=tier, name=name, value=total, bound=bounds.get(tier, 0), goals=values))
    return tuple(tiers)
