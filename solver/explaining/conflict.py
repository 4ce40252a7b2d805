"""The smallest set of wishes and rules that cannot all hold.

Found by leaving out one member after another, and verified: the set is shown to be impossible by a
second method, and a week was found for the set without any one of its members. A core of the
solver's own is neither minimal nor always right, so none is taken on trust.
"""

from collections.abc import Sequence

from solver.catalogue.case import Case
from solver.domain.explanation import Conflict
from solver.explaining.members import Group, group_of, in_words, member, preference, sentences
from solver.search.guarded import GuardedWeek
from solver.search.limits import Budget


class NotFinished(Exception):  # noqa: N818 - no error: the budget ended before an answer was certain
    """The budget ended before an answer was certain."""


def find_conflict(case: Case, budget: Budget) -> Conflict | None:
    """Return a minimal conflict of ``case``, which has no plan; None when none can be verified.

    Where there are several, the one that keeps to what people name first is returned.

    Raises
    ------
    NotFinished
        When the budget ended first.
    """
    week = GuardedWeek(case, lambda label: group_of(case, label))
    groups = sorted(week.groups, key=preference)
    seeker = _Seeker(week, budget)
    minimal = seeker.smallest(groups)
    if not seeker.verified(minimal):
        return None
    members = tuple(member(case, group) for group in minimal)
    return Conflict(
        members=members,
        verified=True,
        sentences=tuple(sentences(case, minimal)),
        words=in_words(case, minimal),
    )


class _Seeker:
    def __init__(self, week: GuardedWeek[Group], budget: Budget) -> None:
        self._week = week
        self._budget = budget

    def holds(self, groups: Sequence[Group]) -> bool:
        """Whether groups can hold together."""
        answer = None if self._budget.is_over else self._week.holds(groups, self._budget)
        if answer is None:
            raise NotFinished
        return answer

    def smallest(self, groups: list[Group]) -> list[Group]:
        """Return a minimal part of ``groups``, which cannot hold together.

        What is behind is left out first, since people name what is in front. More and more is left
        out at once as long as nothing of it is needed; else halving finds the last that is.
        """
        needed: list[Group] = []
        left, step = self._front(groups), 1
        while left:
            fewer = left[: max(0, len(left) - step)]
            if not self.holds(needed + fewer):
                left, step = fewer, 2 * step
                continue
            low, high = len(fewer), len(left)
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if self.holds(needed + left[:middle]) else (low, middle)
            needed, left, step = [left[high - 1], *needed], left[: high - 1], 1
        return needed

    def _front(self, groups: list[Group]) -> list[Group]:
        """Return a front part that cannot hold: most weeks fail on pins, days and minutes alone."""
        size = 6
        while size < len(groups) and self.holds(groups[:size]):
            size *= 2
        return groups[:size]

    def verified(self, minimal: list[Group]) -> bool:
        """Show it anew: impossible as a whole, by a second method, and possible without any one."""
        whole = self._week.is_impossible(minimal, self._budget)
        return whole and all(self.holds([g for g in minimal if g != one]) for one in minimal)
