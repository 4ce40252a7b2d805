"""Which exercises of a session alternate: the legal pairs that save the most time.

A session's pairs follow from its exercises and sets alone, so that equal sessions always read
the same.
"""

from collections.abc import Sequence

from solver.catalogue.dose import Dose
from solver.domain.exercise import Exercise

MAX_PAIRED_SETS = 3
"""Four sets are heavy work, and that is done alone; so paired sets are at most one apart."""

Candidate = tuple[Exercise, Dose, int]
"""An exercise, its dose and the number of its sets."""


def may_pair(first: Exercise, first_sets: int, second: Exercise, second_sets: int) -> bool:
    """Whether two exercises of a session may alternate."""
    classes = first.pair_class, second.pair_class
    return (
        None not in classes
        and classes[0] != classes[1]
        and max(first_sets, second_sets) <= MAX_PAIRED_SETS
        and not set(first.primary_muscles) & set(second.primary_muscles)
    )


def best_pairs(session: Sequence[Candidate]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions that save the most time.

    Among equal savings: equal sets together, then neighbours in the session, then the first found
    in order. A session has at most a few hundred pairings, all are looked at.
    """
    saved = [sets * (dose.set_seconds - dose.paired_seconds) for _, dose, sets in session]
    best: tuple[tuple[int, int, int], tuple[tuple[int, int], ...]] = ((0, 0, 0), ())

    def search(
        open_: tuple[int, ...], pairs: tuple[tuple[int, int], ...], cost: tuple[int, int, int]
    ) -> None:
        nonlocal best
        if cost < best[0]:
            best = cost, pairs
        for at, first in enumerate(open_):
            rest = open_[at + 1 :]
            for second in rest:
                a, b = session[first], session[second]
                if may_pair(a[0], a[2], b[0], b[2]):
                    total = (
                        cost[0] - saved[first] - saved[second],
                        cost[1] + abs(a[2] - b[2]),
                        cost[2] + second - first,
                    )
                    search(tuple(i for i in rest if i != second), (*pairs, (first, second)), total)

    search(tuple(range(len(session))), (), (0, 0, 0))
    return best[1]
