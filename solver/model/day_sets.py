"""Which days may hold the sessions: every set of days, the most promising first, alike ones once.

A week with its days given is a small model; a week that must choose them is not. Days that hold the
same room for strength are interchangeable, and some days are known to be worse before anything is
planned for them, so few sets of days are left to look at.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from solver.catalogue.case import Case
from solver.catalogue.session import ReadSession, ReadWeek
from solver.domain.base import DAYS
from solver.goals import GOALS
from solver.goals.eccentric_before_long import EccentricBeforeLong
from solver.goals.highest_form import ranks_below
from solver.goals.leg_spacing import LegSpacing
from solver.goals.power_near_run import PowerNearRun
from solver.model.openings import Openings
from solver.rules import RULES
from solver.rules.time_budget import TimeBudget
from solver.rules.unlike import Unlike

Bound = tuple[int, ...]
"""A value no plan on the days can beat, tier by tier."""
_MOST_TO_REORDER = 4
"""Sessions up to which days may swap their parts; beyond it their order in the week stays."""


@dataclass(frozen=True, order=True)
class DaySet:
    """Days for the sessions; sorts by what is to be looked at first."""

    bound: Bound
    light_days: int
    """Days on which legs stay light: a week of them seldom reaches its doses."""
    seconds_missing: int
    """Minus the seconds there are: more time comes first."""
    days: tuple[int, ...]


def day_sets(openings: Openings) -> list[DaySet]:
    """Return the sets of days that may hold the sessions, one of those that are alike."""
    case = openings.case
    found: dict[Hashable, DaySet] = {}
    kinds = {day: _kind(openings, day) for day in openings.days}
    tiers = sorted({goal.of(case).tier for goal in GOALS if goal.of(case).enabled})
    seconds = {day: TimeBudget().seconds(case, day) for day in openings.days}
    for days in _allowed(openings):
        bound = _bound(case, days, tiers)
        light = sum(case.is_light_day(day) for day in days)
        one = DaySet(bound, light, -sum(seconds[day] for day in days), days)
        found.setdefault((bound, _likeness(case, days, kinds)), one)
    return sorted(found.values())


def _allowed(openings: Openings) -> Iterator[tuple[int, ...]]:
    """Yield the sets that keep the number of sessions and the pinned days."""
    case, rules = openings.case, {rule.id: rule.of(openings.case).enabled for rule in RULES}
    low, _, high = case.scenario.sessions_wanted if rules["sessions"] else (0, 7, 7)
    pins = {DAYS.index(day): pinned for day, pinned in case.scenario.pins.items() if day != "any"}
    rest = {day for day, pinned in pins.items() if pinned == "rest" and rules["pins"]}
    held = pins.keys() - rest if rules["pins"] else set()
    days = [day for day in openings.days if day not in rest]
    for number in range(low, min(high, len(days)) + 1):
        yield from (chosen for chosen in combinations(days, number) if held <= set(chosen))


def _bound(case: Case, days: tuple[int, ...], tiers: list[int]) -> Bound:
    """Return what the days alone cost in each tier: no goal is ever negative."""
    week = ReadWeek(tuple(ReadSession(case.days[day], ()) for day in days))
    cost = dict.fromkeys(tiers, 0)
    for goal in GOALS:
        settings = goal.of(case)
        if settings.enabled:
            cost[settings.tier] += settings.weight * goal.least(case, week)
    return tuple(cost.values())


def _kind(openings: Openings, day: int) -> Hashable:
    """Return everything that rules and goals ask of a day, but for what lies next to it in the plan.

    Two days of a kind give the same rows; a test builds both and compares. A rule that asks for
    something new has to be added here. A plan told to be unlike another makes every day its own
    kind.
    """
    case, calendar = openings.case, openings.case.calendar
    unlike = Unlike().of(case)
    return (
        tuple((form.id, ranks_below(case, day, form)) for form in openings.forms(day)),
        case.loaded_movements(day),
        TimeBudget().seconds(case, day),
        case.days[day].is_straight_after_run,
        PowerNearRun().soon(case, day),
        calendar.is_eve_of_hard(day),
        case.is_race_light(day),
        calendar.is_next_to_vest(day),
        calendar.is_after_long(day),
        calendar.is_before_long(day, EccentricBeforeLong().of(case).days),
        case.scenario.pins.get(DAYS[day]),
        day if unlike.enabled and unlike.plans else None,
    )


def _likeness(case: Case, days: tuple[int, ...], kinds: dict[int, Hashable]) -> Hashable:
    """Return the kinds of the days and how far they lie apart, in an order of its own."""
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds.values()))}
    reach = max(1, LegSpacing().of(case).days - 1) if case.is_older else 1
    near = {frozenset(pair): apart for apart in range(reach, 0, -1) for pair in case.calendar.pairs(apart)}
    orders = permutations(days) if len(days) <= _MOST_TO_REORDER else [days]
    return min(
        (
            tuple(numbers[kinds[day]] for day in order),
            tuple(near.get(frozenset(pair), reach + 1) for pair in combinations(order, 2)),
        )
        for order in orders
    )
