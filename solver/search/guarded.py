"""Rules of a week switched on and off, group by group: which of them can hold together."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from typing import Generic, Literal, TypeVar

from solver.catalogue.case import Case
from solver.domain.exercise import Exercise
from solver.goals import GOALS
from solver.model.builder import build
from solver.model.openings import Openings
from solver.model.reading import chosen
from solver.program import Label, Row
from solver.search.cpsat import CpSat
from solver.search.limits import Budget

_EACH = 1
"""Exercises of a kind that the small model starts with: more take longer than the rare second try."""

G = TypeVar("G", bound=Hashable)


def without_wishes(case: Case) -> Case:
    """Return the case without goals, but for those that the scenario made a must.

    Whether there is any week does not depend on the others, and the model is half as large.
    """
    idle = {goal.id: goal.of(case).model_copy(update={"weight": 0}) for goal in GOALS}
    return replace(case, parameters={**case.parameters, **idle})


class GuardedWeek(Generic[G]):
    """A week whose rules can be switched on and off, group by group.

    Questions are asked of a small model, which leaves most exercises out. To leave an exercise out
    is to plan without it, so an example of the small model is one of the whole week. That the small
    model has none proves nothing: `example` asks the whole week, and `widen` lets the small model
    learn from its answer.

    Parameters
    ----------
    case : the week
    group_of : the group that a labelled row belongs to
    """

    def __init__(self, case: Case, group_of: Callable[[Label], G]) -> None:
        self._case = without_wishes(case)
        self._openings = Openings(self._case)
        self._group_of = group_of
        self._groups: dict[Label, G] = {}
        self._forms = _few(self._openings)
        self._possible: list[frozenset[G]] = []
        self._lay_out()

    @property
    def groups(self) -> tuple[G, ...]:
        """Every group of rules that the small model knows, in the order the rules were posted."""
        return tuple(self._rows)

    @property
    def every_form(self) -> frozenset[str]:
        """Every exercise there is, by id."""
        return frozenset(self._case.catalogue)

    def holds(self, groups: Collection[G], budget: Budget) -> bool | None:
        """Whether the small model has an example that keeps ``groups``; None when it is not known.

        True is certain for the whole week, and so are the groups of an example remembered from before.
        """
        asked = frozenset(groups)
        if any(asked <= known for known in self._possible):
            return True
        if any(asked >= known for known in self._impossible):
            return False
        solver = self._base.copy()
        for group in self._rows:
            if group in asked:
                for row in self._rows[group]:
                    solver.add(row.terms, row.low, row.high)
        solved = solver.minimise((), budget)
        if solved.values is not None:
            self._possible.append(self._kept(solved.values))
            return asked <= self._possible[-1]
        if solved.status == "infeasible":
            self._impossible.append(asked)
            return False
        return None

    def example(self, groups: Collection[G], budget: Budget) -> frozenset[str] | Literal[False] | None:
        """Ask the whole week, in a model of its own and without presolve, whether ``groups`` can hold.

        Returns
        -------
        frozenset of str, False or None
            The exercises of an example; False when there is none; None when it is not known.
        """
        asked = frozenset(groups)
        openings = self._openings.asking(lambda label: self._of(label) in asked)
        model = build(self._case, openings=openings).model
        solved = CpSat(model.program).minimise((), budget, cp_model_presolve=False)
        if solved.values is not None:
            return frozenset(form.id for forms in chosen(model, solved.values).values() for form, _ in forms)
        return False if solved.status == "infeasible" else None

    def widen(self, forms: Iterable[str]) -> bool:
        """Take more exercises into the small model; False when it has them all."""
        wider = self._forms | frozenset(forms)
        if wider == self._forms:
            return False
        self._forms = wider
        self._lay_out()
        return True

    def _of(self, label: Label) -> G:
        if label not in self._groups:
            self._groups[label] = self._group_of(label)
        return self._groups[label]

    def _lay_out(self) -> None:
        """Build the small model: rows that always hold, and those of each group."""
        program = build(self._case, guarded=True, openings=self._openings, forms=self._forms).model.program
        always: list[Row] = []
        self._rows: dict[G, list[Row]] = {}
        for row in program.rows:
            rows = always if row.label is None else self._rows.setdefault(self._of(row.label), [])
            rows.append(row)
        self._impossible: list[frozenset[G]] = []
        program.rows = always
        self._base = CpSat(program)

    def _kept(self, values: tuple[int, ...]) -> frozenset[G]:
        """Return the groups that a solution happens to keep, added up row by row."""
        return frozenset(group for group, rows in self._rows.items() if _all_hold(rows, values))


def _few(openings: Openings) -> frozenset[str]:
    """Return what is pinned, and of each kind of exercise the least closed."""
    case = openings.case
    pinned = {form for forms in case.scenario.pins.values() if isinstance(forms, tuple) for form in forms}
    there = [form for form in case.catalogue.values() if case.doses[form.id] is not None]
    there.sort(key=lambda form: (sum(len(openings.closing(day, form)) for day in range(7)), form.id))
    kinds: dict[object, list[str]] = {}
    for form in there:
        kinds.setdefault(_kind(form), []).append(form.id)
    return frozenset(pinned.union(*(forms[:_EACH] for forms in kinds.values())))


def _kind(form: Exercise) -> object:
    return (form.movement, form.modality) if form.movement else form.category


def _all_hold(rows: list[Row], values: tuple[int, ...]) -> bool:
    for row in rows:
        total = sum(factor * values[variable] for variable, factor in row.terms)
        if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
            return False
    return True
