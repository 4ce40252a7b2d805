"""Ways out of a conflict: changes that were tried and found to work, least effort first.

Whatever repairs a week has to break the minimal conflict, so its members are where to look. Where no
single change helps, what is left has a conflict of its own, which says where to look next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import count

from pydantic import ValidationError

from solver.domain.explanation import Conflict, Patch, Repair
from solver.domain.plan import Plan
from solver.domain.scenario import Scenario
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import vector
from solver.explaining.edits import edited
from solver.explaining.ideas import ideas_for
from solver.explaining.reached import reached_words
from solver.explaining.session import OutOfTime, Workbench
from solver.explaining.wanted import Wanted, keeps, musts, tier_of
from solver.explaining.ways import Amount, Way
from solver.goals import GOALS
from solver.model.builder import build
from solver.plan.shortfalls import figures
from solver.search.cpsat import CpSat
from solver.search.guarded import without_wishes
from solver.specification import case_of

_FIRST_TIERS = 3
"""What comfortable minutes reach as the longest session does: sessions, movements, placement."""
_LAST_MAIN_TIER = 5
"""What comfortable minutes do not make worse than it is now, where a goal is wanted."""
_STEP = 5
"""Minutes between numbers that are looked at for what is comfortable: nobody plans by the minute."""
_MOST_CHANGES = 4
"""Changes that are tried together, when the week has several conflicts at once."""
_MOST_TRIED = 30
"""Weeks with several changes that are looked at."""
_LEEWAY = 20
"""How much more effort than the cheapest repair of several changes others may ask."""


def repairs(
    scenario: Scenario, conflict: Conflict, bench: Workbench, wanted: Wanted | None = None
) -> tuple[tuple[Repair, ...], bool]:
    """Return the repairs that work, and whether everything was tried.

    Safety rules are never offered. When no single change helps, several at once are tried, in a limited
    number of weeks: then the repairs are the cheapest, not all there are. With
    ``wanted`` a repair works when the best week after it reaches that goal of its own accord.
    """
    seeker = _Seeker(scenario, bench, wanted)
    try:
        seeker.seek(conflict)
    except (OutOfTime, NotFinished):
        seeker.finished = False
    found = sorted(seeker.found, key=lambda one: (one.effort, sorted(one.tiers.items()), one.change))
    return tuple(found), seeker.finished


class _Seeker:
    def __init__(self, scenario: Scenario, bench: Workbench, wanted: Wanted | None) -> None:
        self._scenario = scenario
        self._bench = bench
        self._wanted = wanted
        self._asked = wanted.patches() if wanted else ()
        self.found: list[Repair] = []
        self.finished = True

    def seek(self, conflict: Conflict) -> None:
        """Try every single change; when none helps, several at once.

        Raises
        ------
        OutOfTime, NotFinished
            When the budget ended first.
        """
        singles = list(self._ways(Way(), conflict))
        for single in singles:
            way: Way | None = single
            while way is not None and not self._try(way):
                way = way.less()
        if not self.found:
            self._together(singles)

    def _together(self, singles: Iterable[Way]) -> None:
        """Add change after change, the least effort first, until what is left asks clearly more."""
        order, queue, seen = count(), list[tuple[int, int, Way]](), set[frozenset[Patch]]()

        def push(way: Way | None) -> None:
            if way is not None and (key := frozenset(way.patches)) not in seen:
                seen.add(key)
                heappush(queue, (way.at_least, next(order), way))

        for single in singles:
            push(single)
        for _ in range(_MOST_TRIED):
            if not queue:
                return
            least, _, way = heappop(queue)
            if least > min((one.effort for one in self.found), default=least) + _LEEWAY:
                return
            if any(set(one.patch) <= set(way.patches) for one in self.found):
                continue
            if len(way.ideas) > 1 and self._try(way):
                continue
            push(way.less())
            if len(way.ideas) < _MOST_CHANGES:
                for longer in self._next(way):
                    push(longer)
        self.finished = self.finished and (not queue or bool(self.found))

    def _next(self, way: Way) -> Iterator[Way]:
        """Yield the way together with each change that may break the conflict it leaves."""
        try:
            case = case_of(edited(self._scenario, [*way.patches, *self._asked]))
        except ValidationError:
            return
        conflict = find_conflict(case, self._bench.budget)
        if conflict is not None:
            yield from self._ways(way, conflict)

    def _ways(self, way: Way, conflict: Conflict) -> Iterator[Way]:
        case = case_of(edited(self._scenario, way.patches))
        ideas = {
            idea.patches: idea
            for member in conflict.members
            if self._wanted is None or not self._wanted.asks(member.rule)
            for idea in ideas_for(case, member)
        }
        yield from (way.and_then(idea) for idea in ideas.values())

    def _try(self, way: Way) -> bool:
        """Solve the repaired week, and keep it if it is one."""
        if not self._possible(way.patches):
            return False
        comfortable: tuple[Patch, ...] = ()
        for at, idea in enumerate(way.ideas):
            if idea.amount is not None:
                smaller, comfortable = self._smaller(way, at, idea.amount)
                if smaller is None:
                    return False
                way = smaller
        plan = self._plan(way)
        if plan.outcome not in ("optimal", "feasible"):
            self.finished = self.finished and plan.outcome == "infeasible"
            return False
        if not self._reaches(plan):
            return False
        self.found.append(
            Repair(
                change=way.change,
                reaches=reached_words(plan),
                patch=way.patches,
                comfortable=comfortable,
                effort=way.effort,
                outcome=plan.outcome,
                tiers=vector(plan),
            )
        )
        return True

    def _plan(self, way: Way) -> Plan:
        return self._bench.solve(edited(self._scenario, way.patches), way.change)

    def _reaches(self, plan: Plan) -> bool:
        wanted = self._wanted
        if wanted is None or plan.tiers is None:
            return wanted is None
        return figures(plan).goals.get(wanted.goal, 0) <= wanted.at_most

    def _possible(self, patches: Iterable[Patch], kept: Iterable[Patch] = ()) -> bool:
        try:
            target = edited(self._scenario, [*patches, *self._asked, *kept])
        except ValidationError:
            return False
        return possible(target, self._bench)

    def _smaller(self, way: Way, at: int, amount: Amount) -> tuple[Way | None, tuple[Patch, ...]]:
        """Find the smallest number that helps, and for a single change one that is comfortable.

        A goal that is wanted has to be reached by the best week: the fewest minutes may make it possible,
        and the best week still prefer what is more important. Then as many are given as reach all that
        is as important as well as the most do; in between the proof takes minutes.
        """

        def at_number(number: int) -> Way:
            return way.instead(at, amount.idea(number))

        def first(numbers: Sequence[int], kept: tuple[Patch, ...]) -> int:
            return _first(numbers, lambda number: self._possible(at_number(number).patches, kept))

        best, wanted = self._plan(way), self._wanted
        if not best.tiers or not self._reaches(best):
            self.finished = self.finished and best.outcome != "unknown"
            return None, ()
        least = first(range(amount.now + 1, amount.most + 1), ())
        end, reaches = "; fewer are not enough.", ": the least that reaches it."
        if wanted and not self._reaches(self._plan(at_number(least))):
            least = first(range(least + 1, amount.most + 1), musts(best, tier_of(best, wanted.goal)))
            end, reaches = "; fewer may not be enough.", ": enough to reach it."
            if not self._reaches(self._plan(at_number(least))):
                return way, ()
        if len(way.ideas) > 1:
            return at_number(least), ()
        if wanted:
            now = figures(self._bench.solve(self._scenario, "the plan as it is")).goals
            others = {goal: value for goal, value in now.items() if goal != wanted.goal}
            kept = musts(best, _LAST_MAIN_TIER, others)
            more = f"{reaches} With {{}} nothing else of importance gets worse."
        else:
            kept = musts(best, _FIRST_TIERS)
            more = (
                ": the least for any plan. With {} there are as many sessions and movements, on days as "
                f"good, as with {amount.most}."
            )
        steps = [number for number in range(least + 1, amount.most) if number % _STEP == 0]
        good = first([least, *steps, amount.most], kept)
        if good == least or not keeps(self._outlined(at_number(good)), kept):
            return way.instead(at, amount.idea(least, end)), ()
        return way.instead(at, amount.idea(least, more.format(good))), amount.patches(good)

    def _outlined(self, way: Way) -> Plan:
        """Plan the repaired week but for what is least important, which takes the longest to prove."""
        case = self._bench.case(self._scenario)
        minor = (goal.id for goal in GOALS if goal.of(case).tier > _LAST_MAIN_TIER)
        off = (Patch(path=f"rules.{goal}.enabled", value=False) for goal in minor)
        return self._bench.solve(edited(self._scenario, [*way.patches, *off]), way.change)


def _first(numbers: Sequence[int], enough: Callable[[int], bool]) -> int:
    """Return the first number that is enough, by halving; the last one is, and more never hurts."""
    low, high = -1, len(numbers) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(numbers[middle]) else (middle, high)
    return numbers[high]


def possible(scenario: Scenario, bench: Workbench) -> bool:
    """Whether a week has any plan at all; quicker than planning it.

    Raises
    ------
    OutOfTime
        When that was not settled within the budget.
    """
    if bench.budget.is_over:
        raise OutOfTime
    program = build(without_wishes(case_of(scenario))).model.program
    status = CpSat(program).minimise((), bench.budget).status
    if status == "unknown":
        raise OutOfTime
    return status in ("optimal", "feasible")
