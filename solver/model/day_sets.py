"""Which days may hold the sessions: every set of days, the most promising first, less the needless.

A week with its days given is a small model; a week that must choose them is not. Of two sets of
days one is needless when whatever is planned on it could be moved to the other and be no worse. A
few sets are left to look at, and most of these are ruled out by what their days cost at best.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations

from solver.catalogue.calendar import Calendar
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
_FAR = 9


@dataclass(frozen=True, order=True)
class DaySet:
    """Days for the sessions; sorts by what is to be looked at first."""

    bound: Bound
    light_days: int
    """Days on which legs stay light: a week of them seldom reaches its doses."""
    seconds_missing: int
    """Minus the seconds there are: more time comes first."""
    days: tuple[int, ...]
    swaps: tuple[tuple[int, int], ...]
    """Pairs of days whose sessions can be exchanged for each other without any effect."""


@dataclass(frozen=True)
class _DayKind:
    """What rules and goals ask of a day, but for what lies next to it in the plan.

    A rule or goal that asks for something new has to be added here; a test compares the rows of
    days that are called alike.

    Attributes
    ----------
    same : what has to be equal for a session to be moved from one day to another
    worse : what may only be as good or better there, each number the lower the better
    """

    same: Hashable
    worse: tuple[int, ...]


def day_sets(openings: Openings) -> list[DaySet]:
    """Return the sets of days that may hold the best week, the most promising first."""
    return _DaySets(openings).needed()


class _DaySets:
    def __init__(self, openings: Openings) -> None:
        self._openings = openings
        self._case: Case = openings.case
        self._calendar: Calendar = openings.case.calendar
        self._kinds = {day: _kind(openings, day) for day in openings.days}

    def needed(self) -> list[DaySet]:
        """Return every allowed set that no other makes needless."""
        kept: list[DaySet] = []
        for one in sorted(self._all()):
            if not any(self._replaces(other, one) for other in kept):
                kept.append(one)
        return kept

    def _all(self) -> Iterator[DaySet]:
        for days in _allowed(self._openings):
            light = sum(self._case.is_light_day(day) for day in days)
            seconds = sum(TimeBudget().seconds(self._case, day) for day in days)
            yield DaySet(self._bound(days), light, -seconds, days, self._swaps(days))

    @cached_property
    def _tiers(self) -> list[int]:
        return sorted({goal.of(self._case).tier for goal in GOALS if goal.of(self._case).enabled})

    def _bound(self, days: tuple[int, ...]) -> Bound:
        """Return what the days alone cost in each tier: no goal is ever negative."""
        week = ReadWeek(tuple(ReadSession(self._case.days[day], ()) for day in days))
        cost = dict.fromkeys(self._tiers, 0)
        for goal in GOALS:
            settings = goal.of(self._case)
            if settings.enabled:
                cost[settings.tier] += settings.weight * goal.least(self._case, week, self._openings.forms)
        return tuple(cost.values())

    @cached_property
    def _near(self) -> dict[frozenset[int], int]:
        """How far pairs of days lie apart, as far as any rule or goal looks."""
        reach = max(1, LegSpacing().of(self._case).days - 1) if self._case.is_older else 1
        return {
            frozenset(pair): apart for apart in range(reach, 0, -1) for pair in self._calendar.pairs(apart)
        }

    def _apart(self, one: int, other: int) -> int:
        return self._near.get(frozenset((one, other)), _FAR)

    def _replaces(self, better: DaySet, one: DaySet) -> bool:
        """Whether every plan on ``one`` could be moved to ``better`` and be no worse."""
        if len(better.days) != len(one.days) or any(
            a > b for a, b in zip(better.bound, one.bound, strict=True)
        ):
            return False
        orders = permutations(one.days) if len(one.days) <= _MOST_TO_REORDER else [one.days]
        return any(self._moves(better.days, order) for order in orders)

    def _moves(self, to: tuple[int, ...], days: tuple[int, ...]) -> bool:
        """Whether the sessions of ``days`` can be moved to ``to``, place by place."""
        for new, old in zip(to, days, strict=True):
            there, here = self._kinds[new], self._kinds[old]
            if there.same != here.same or any(a > b for a, b in zip(there.worse, here.worse, strict=True)):
                return False
        pairs = combinations(range(len(days)), 2)
        return all(self._apart(to[a], to[b]) >= self._apart(days[a], days[b]) for a, b in pairs)

    def _swaps(self, days: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        """Return neighbours in the chains of days that may exchange their sessions.

        Two days may when they are of a kind and lie equally far from every other day of the set;
        that is an equivalence, so a chain may be put in any order.
        """
        pairs = []
        for at, one in enumerate(days):
            following = (other for other in days[at + 1 :] if self._alike(one, other, days))
            pairs += [(one, other) for other in [next(following, None)] if other is not None]
        return tuple(pairs)

    def _alike(self, one: int, other: int, days: tuple[int, ...]) -> bool:
        rest = (day for day in days if day not in (one, other))
        return self._kinds[one] == self._kinds[other] and all(
            self._apart(one, day) == self._apart(other, day) for day in rest
        )


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


def _kind(openings: Openings, day: int) -> _DayKind:
    """Read a day; a plan told to be unlike another makes every day its own kind."""
    case, calendar, unlike = openings.case, openings.case.calendar, Unlike().of(openings.case)
    same = (
        tuple((form.id, ranks_below(case, day, form)) for form in openings.forms(day)),
        case.loaded_movements(day),
        calendar.is_eve_of_hard(day),
        case.is_race_light(day),
        case.scenario.pins.get(DAYS[day]),
        day if unlike.enabled and unlike.plans else None,
    )
    worse = (
        -TimeBudget().working_seconds(case, day),
        PowerNearRun().soon(case, day),
        calendar.is_next_to_vest(day),
        calendar.is_after_long(day),
        calendar.is_before_long(day, EccentricBeforeLong().of(case).days),
    )
    return _DayKind(same, tuple(int(number) for number in worse))
