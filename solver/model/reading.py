"""Reads the choices of a solution: exercises and sets on days, nothing else."""

from collections.abc import Sequence

from solver.catalogue.dose import MIN_SETS
from solver.domain.exercise import Exercise
from solver.model.week import WeekModel


def chosen(model: WeekModel, values: Sequence[int]) -> dict[int, list[tuple[Exercise, int]]]:
    """Return day -> exercises with their sets, days in order."""
    choice: dict[int, list[tuple[Exercise, int]]] = {
        day: [] for day, session in sorted(model.sessions.items()) if values[session]
    }
    for slot in model.slots:
        if values[slot.on]:
            sets = MIN_SETS + sum(values[extra] for extra in slot.more)
            choice[slot.day].append((slot.exercise, sets))
    return choice
