"""A part of a week's model, small enough to find an example in quickly."""

from collections.abc import Iterable

from solver.catalogue.case import Case
from solver.model.week import Slot, WeekModel
from solver.program import Program, Row, Var
from solver.search.cpsat import CpSat
from solver.search.limits import Budget

_EACH = 3
"""Exercises of a kind that are kept."""
_QUICK_SECONDS = 0.1
"""Deterministic seconds that looking for an example may take: it is the quick way or none."""


class Reduced:
    """The model of a week without most of its exercises.

    Leaving an exercise out is to plan without it: a plan of the part, with all else at zero, is a plan
    of the whole. So an example found here is an example; that there is none says nothing.

    Parameters
    ----------
    model : the whole
    rows : its rows that always hold; every one allows zero where nothing else is planned
    """

    def __init__(self, model: WeekModel, rows: Iterable[Row]) -> None:
        left_out, whole = _left_out(model), model.program
        self._kept = [Var(v) for v in range(len(whole.lows)) if v not in left_out]
        self._index = {variable: Var(at) for at, variable in enumerate(self._kept)}
        self._size = len(whole.lows)
        lows, highs = ([bounds[v] for v in self._kept] for bounds in (whole.lows, whole.highs))
        always = self._within(rows)
        self._base = None if always is None else CpSat(Program(lows, highs, [], always))

    def example(self, rows: Iterable[Row], budget: Budget) -> tuple[int, ...] | None:
        """Return values of the whole model that keep some more rows; None when none were found here."""
        added = self._within(rows)
        if added is None or self._base is None:
            return None
        solver = self._base.copy()
        for row in added:
            solver.add(row.terms, row.low, row.high)
        quick = min(_QUICK_SECONDS, budget.deterministic_left)
        values = solver.minimise((), budget, max_deterministic_time=quick).values
        return None if values is None else self._expanded(values)

    def _expanded(self, values: tuple[int, ...]) -> tuple[int, ...]:
        """Return a solution of the part as one of the whole."""
        found = [0] * self._size
        for variable, value in zip(self._kept, values, strict=True):
            found[variable] = value
        return tuple(found)

    def _within(self, rows: Iterable[Row]) -> list[Row] | None:
        """Return rows without what is left out; None when one of them then cannot hold."""
        index, found = self._index, []
        for row in rows:
            terms = tuple((index[v], factor) for v, factor in row.terms if v in index)
            if terms:
                found.append(Row(terms, row.low, row.high, row.label))
            elif (row.low or 0) > 0 or (row.high or 0) < 0:
                return None
        return found


def _left_out(model: WeekModel) -> set[Var]:
    """Return the variables of exercises that are left out: of each kind but a few, least closed first."""
    closed: dict[Var, int] = {}
    for row in model.program.rows:
        if row.label is not None and len(row.terms) == 1:
            variable = row.terms[0][0]
            closed[variable] = closed.get(variable, 0) + 1
    slots: dict[str, list[Slot]] = {}
    for slot in model.slots:
        slots.setdefault(slot.exercise.id, []).append(slot)
    order = sorted(slots, key=lambda form: (sum(closed.get(slot.on, 0) for slot in slots[form]), form))
    kept, kinds = _pinned(model.case), dict[object, int]()
    for form in order:
        exercise = slots[form][0].exercise
        kind = (exercise.movement, exercise.modality) if exercise.movement else exercise.category
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _EACH:
            kept.add(form)
    gone = (slot for form, found in slots.items() if form not in kept for slot in found)
    return {variable for slot in gone for variable in (slot.on, *slot.more)}


def _pinned(case: Case) -> set[str]:
    return {form for forms in case.scenario.pins.values() if isinstance(forms, tuple) for form in forms}
