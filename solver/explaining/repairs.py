"""Ways out of a conflict: changes that were tried and found to work, least effort first.

Whatever repairs a week has to break the minimal conflict, so its members are where to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from solver.domain.base import DAY_WORDS, DAYS
from solver.domain.explanation import Conflict, Patch, Repair
from solver.domain.scenario import Scenario
from solver.explaining.conflict import NotFinished, find_conflict
from solver.explaining.cost import vector
from solver.explaining.edits import edited
from solver.explaining.ideas import Idea, ideas_for, longest_minutes, minutes_patch
from solver.explaining.reached import reached_words
from solver.explaining.session import OutOfTime, Workbench
from solver.model.builder import build
from solver.plan.shortfalls import figures
from solver.search.cpsat import CpSat
from solver.search.guarded import without_wishes
from solver.specification import case_of

_MAIN_TIERS = 3
"""What more minutes must reach to be as good as the longest session: sessions, movements, placement."""
_MOST_CHANGES = 4
"""Changes that are tried together, when the week has several conflicts at once."""
_BRANCHES = 3
"""First changes that are followed up, the least effort first."""


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


def repairs(
    scenario: Scenario, conflict: Conflict, bench: Workbench, wanted: Wanted | None = None
) -> tuple[tuple[Repair, ...], bool]:
    """Return the repairs that work, and whether everything was tried.

    Safety rules are never offered. When no single change helps, several at once are tried. With
    ``wanted`` a repair works when the best week after it reaches that goal of its own accord.
    """
    seeker, found = _Seeker(scenario, bench, wanted), []
    case = case_of(edited(scenario, wanted.patches()) if wanted else scenario)
    finished = True
    try:
        members = [m for m in conflict.members if wanted is None or not wanted.asks(m.rule)]
        ideas = {idea.patches: idea for member in members for idea in ideas_for(case, member)}
        for idea in ideas.values():
            found += seeker.tried(idea)
        if not found:
            found = seeker.together(list(ideas.values()), _MOST_CHANGES)
    except OutOfTime:
        finished = False
    return tuple(sorted(found, key=lambda one: (one.effort, sorted(one.tiers.items()), one.change))), finished


class _Seeker:
    def __init__(self, scenario: Scenario, bench: Workbench, wanted: Wanted | None) -> None:
        self._scenario = scenario
        self._bench = bench
        self._wanted = wanted

    def tried(self, idea: Idea) -> list[Repair]:
        """Solve the repaired week; nothing when it is no repair."""
        if not self._possible(idea.patches):
            return []
        if idea.day is not None:
            idea = self._least_minutes(idea)
        plan = self._bench.solve(edited(self._scenario, idea.patches), idea.change)
        if not plan.sessions and plan.outcome not in ("optimal", "feasible"):
            return []
        if self._wanted and figures(plan).goals.get(self._wanted.goal, 0) > self._wanted.at_most:
            return []
        return [
            Repair(
                change=idea.change,
                reaches=reached_words(plan),
                patch=idea.patches,
                effort=idea.effort,
                outcome=plan.outcome or "unknown",
                tiers=vector(plan),
            )
        ]

    def together(self, ideas: list[Idea], changes: int, branches: int = _BRANCHES) -> list[Repair]:
        """Try several changes at once: after a change that does not help, the next conflict says where.

        Raises
        ------
        OutOfTime
            When the budget ended first.
        """
        found: list[Repair] = []
        for first in sorted(ideas, key=lambda idea: idea.effort)[:branches]:
            both = list(self._next(first))
            found += [repair for idea in both for repair in self.tried(idea)]
            if not found and changes > 2 and both:
                found += self.together(both, changes - 1, branches=1)
            if found:
                break
        return found

    def _next(self, first: Idea) -> Iterator[Idea]:
        """Yield the change together with each that may break the next conflict."""
        own = self._wanted.patches() if self._wanted else ()
        case = case_of(edited(self._scenario, [*first.patches, *own]))
        try:
            conflict = find_conflict(case, self._bench.budget)
        except NotFinished:
            raise OutOfTime from None
        wanted = self._wanted
        for member in conflict.members if conflict else ():
            for idea in ideas_for(case, member) if not (wanted and wanted.asks(member.rule)) else ():
                change = f"{first.change} {idea.change}"
                yield Idea(change, (*first.patches, *idea.patches), first.effort + idea.effort, idea.day)

    def _possible(self, patches: Iterable[Patch], musts: Iterable[Patch] = ()) -> bool:
        own = self._wanted.patches() if self._wanted else ()
        try:
            target = edited(self._scenario, [*patches, *own, *musts])
        except ValidationError:
            return False
        return possible(target, self._bench)

    def _least_minutes(self, idea: Idea) -> Idea:
        """Find the smallest number of minutes on a day that helps, and that helps as well as the most."""
        assert idea.day is not None
        day, case = idea.day, case_of(self._scenario)
        others = idea.patches[:-1]
        now, most = case.days[DAYS.index(day)].minutes, longest_minutes(case)
        least = self._smallest(day, now, most, others, ())
        best = self._bench.solve(edited(self._scenario, idea.patches), idea.change)
        musts = [
            Patch(path=f"rules.{goal.id}.at_most", value=goal.value)
            for tier in best.tiers or ()
            if tier.tier <= _MAIN_TIERS
            for goal in tier.goals
            if goal.weight
        ]
        good = self._smallest(day, least - 1, most, others, musts) if musts else least
        first = idea.change.removesuffix(idea.change[idea.change.rindex("Make room") :])
        change = f"{first}Make room for {least} minutes of strength on {DAY_WORDS[day]} (now {now})"
        if good == least:
            change += "; fewer are not enough."
        else:
            change += (
                f": the least for any plan. With {good} the main goals are reached as well as with {most}."
            )
        return Idea(change, (*others, minutes_patch(day, least)), idea.effort - most + least)

    def _smallest(
        self, day: str, low: int, high: int, others: tuple[Patch, ...], musts: Iterable[Patch]
    ) -> int:
        """Return the fewest minutes above ``low`` that are enough, by halving; ``high`` is enough."""
        musts = tuple(musts)
        while high - low > 1:
            middle = (low + high) // 2
            enough = self._possible((*others, minutes_patch(day, middle)), musts)
            low, high = (low, middle) if enough else (middle, high)
        return high


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
