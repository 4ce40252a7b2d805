"""How rules speak of exercises."""

from collections.abc import Iterable, Sequence

from solver.catalogue.case import Case
from solver.domain.base import listed
from solver.domain.exercise import Exercise


def quoted(names: Iterable[str]) -> str:
    """Return ``“Goblet squat” and “Push-up”``."""
    return listed(f"“{name}”" for name in names)


def named(case: Case, subjects: Sequence[str]) -> tuple[list[Exercise], bool]:
    """Return the exercises among subjects, and whether there is a subject that is none.

    A subject that is no exercise stands for all exercises, or for the week.
    """
    forms = [case.catalogue[one] for one in (s.rpartition("/")[2] for s in subjects) if one in case.catalogue]
    return forms, len(forms) < len(subjects) or not subjects
