"""The smallest set of wishes and rules that cannot all hold.

Found by QuickXplain (Junker 2004) on the guarded model, then verified member by member. A core of
the solver's own is neither minimal nor always right, so none is taken on trust.
"""

from collections.abc import Sequence

from solver.catalogue.case import Case
from solver.domain.explanation import Conflict
from solver.explaining.members import Group, group_of, in_words, member, preference
from solver.search.guarded import GuardedWeek
from solver.search.limits import Budget


class NotFinished(Exception):
    """The budget ended before an answer was certain."""


def find_conflict(case: Case, budget: Budget) -> Conflict | None:
    """Return a minimal conflict of ``case``, or None when its rules can all hold.

    Raises
    ------
    NotFinished
        When the budget ended first.
    """
    week = GuardedWeek(case, lambda label: group_of(case, label))
    groups = sorted(week.groups, key=preference)
    seeker = _Seeker(week, budget)
    if seeker.holds(groups):
        return None
    minimal = seeker.smallest(seeker.narrowed(groups))
    verified = seeker.verified(minimal)
    members = tuple(member(case, group) for group in minimal)
    return Conflict(members=members, verified=verified, words=in_words(case, minimal))


class _Seeker:
    def __init__(self, week: GuardedWeek[Group], budget: Budget) -> None:
        self._week = week
        self._budget = budget
        self._asked: dict[frozenset[Group], bool] = {}

    def holds(self, groups: Sequence[Group]) -> bool:
        """Whether groups can hold together; each question is asked once."""
        key = frozenset(groups)
        if key not in self._asked:
            if self._budget.is_over:
                raise NotFinished
            answer = self._week.holds(key, self._budget)
            if answer is None:
                raise NotFinished
            self._asked[key] = answer
        return self._asked[key]

    def narrowed(self, groups: list[Group]) -> list[Group]:
        """Return the fewest groups from the front that already clash, found by doubling.

        Most weeks fail on pins, days and minutes alone; what comes behind then need not be looked at.
        """
        size = 8
        while size < len(groups) and self.holds(groups[:size]):
            size *= 2
        return groups[:size]

    def smallest(self, groups: list[Group]) -> list[Group]:
        """Return a minimal part of ``groups`` that cannot hold (QuickXplain)."""
        return self._explain([], False, groups)

    def _explain(self, background: list[Group], grown: bool, groups: list[Group]) -> list[Group]:
        if grown and not self.holds(background):
            return []
        if len(groups) == 1:
            return groups
        middle = len(groups) // 2
        front, back = groups[:middle], groups[middle:]
        from_back = self._explain(background + front, bool(front), back)
        from_front = self._explain(background + from_back, bool(from_back), front)
        return from_front + from_back

    def verified(self, minimal: list[Group]) -> bool:
        """Show it anew: impossible as a whole, by a second method, and possible without any one."""
        whole = self._week.holds(frozenset(minimal), self._budget, cp_model_presolve=False)
        return whole is False and all(self.holds([g for g in minimal if g != one]) for one in minimal)
