"""Which exercises of a session alternate: the legal pairs that save the most time.

A session's pairs follow from its exercises and sets alone, so that equal sessions always read
the same.
"""

from collections.abc import Sequence
from functools import cache

from solver.catalogue.dose import Dose
from solver.domain.exercise import Exercise

MAX_PAIRED_SETS = 3
"""Four sets are heavy work, and that is done alone; so paired sets are at most one apart."""

MOST_TO_PAIR = 14
Candidate = tuple[Exercise, Dose, int]
"""An exercise, its dose and the number of its sets."""

Pairing = tuple[tuple[int, int, int], tuple[tuple[int, int], ...]]
"""Cost (seconds, difference of sets, distance) and the pairs."""


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
    in order. Exercises beyond the first `MOST_TO_PAIR` are done alone: no session of ours has so
    many, but a plan that a person wrote may.
    """
    saved = [sets * (dose.set_seconds - dose.paired_seconds) for _, dose, sets in session]

    @cache
    def best(open_: tuple[int, ...]) -> Pairing:
        """Return the least cost, and its pairs, of what is left."""
        if len(open_) < 2:
            return (0, 0, 0), ()
        first, rest = open_[0], open_[1:]
        found = best(rest)
        for second in rest:
            (one, _, ones), (other, _, others) = session[first], session[second]
            if may_pair(one, ones, other, others):
                (time, unequal, apart), pairs = best(tuple(at for at in rest if at != second))
                cost = (
                    time - saved[first] - saved[second],
                    unequal + abs(ones - others),
                    apart + second - first,
                )
                found = min(found, (cost, ((first, second), *pairs)))
        return found

    return best(tuple(range(min(len(session), MOST_TO_PAIR))))[1]
