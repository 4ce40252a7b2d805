"""The smallest set of wishes and rules that cannot all hold.

Found in a small model by leaving out one member after another, and verified: the set is shown to be
impossible in the whole week, and a week was found for the set without any one of its members. A core
of the solver's own is neither minimal nor always right, so none is taken on trust.
"""

from collections.abc import Sequence
from itertools import count

from solver.catalogue.case import Case
from solver.domain.explanation import Conflict
from solver.explaining.members import Group, grouping, in_words, member, preference, sentences
from solver.search.guarded import GuardedWeek
from solver.search.limits import Budget

_ATTEMPTS = 3
"""Small models that are tried before one with every exercise."""


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
    minimal = _Seeker(GuardedWeek(case, grouping(case)), budget).verified()
    if minimal is None:
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

    def verified(self) -> list[Group] | None:
        """Return a minimal conflict: impossible in the whole week, and possible without any one member.

        The small model may miss an example that the whole week has. Then it is given the exercises
        of that example, in the end all there are, and asked again.
        """
        for attempt in count(1):
            minimal = self.smallest(sorted(self._week.groups, key=preference))
            example = self._week.example(minimal, self._budget)
            if example is None:
                raise NotFinished
            if example is False:
                needed = (self.holds([g for g in minimal if g != one]) for one in minimal)
                return minimal if all(needed) else None
            if not self._week.widen(example if attempt < _ATTEMPTS else self._week.every_form):
                return None
        return None
